#include "services/gateway/firm_view.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/gateway/errors.h"
#include "services/gateway/limits.h"
#include "services/gateway/routes.h"

namespace krul::gateway {
namespace {

// Equal messages have equal bytes, maps included.
std::string Canonical(const google::protobuf::Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream out(&stream);
    out.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&out);
  }
  return bytes;
}

}  // namespace

bool WorksAt(const v1::Person& person, const std::string& branch) {
  return person.branches().empty() ||
         std::find(person.branches().begin(), person.branches().end(), branch) != person.branches().end();
}

void FirmView::Start() {
  running_ = true;
  Ask();
}

void FirmView::Ask() {
  if (!running_) return;
  v1::GetFirmRequest request;
  request.set_without_document(true);
  upstream_.CallAsService(Service::kAssignment, FindRoute("GetFirm")->method, request, std::make_unique<v1::Firm>(),
                          [this](const grpc::Status& status, std::unique_ptr<google::protobuf::Message> response) {
                            Take(status, std::move(static_cast<v1::Firm&>(*response)));
                            loop_.After(known_ ? limits::kFirmAge : limits::kUpstreamPause, [this] { Ask(); });
                          });
}

void FirmView::Take(const grpc::Status& status, v1::Firm firm) {
  status_ = status;
  if (!status.ok()) {
    if (status.error_code() == grpc::StatusCode::NOT_FOUND) known_ = false;
    return;
  }
  const auto now = std::chrono::seconds(firm.now_time().seconds()) + std::chrono::nanoseconds(firm.now_time().nanos());
  const auto ahead =
      std::chrono::duration_cast<std::chrono::milliseconds>(now - std::chrono::system_clock::now().time_since_epoch());
  firm.clear_now_time();
  Changes changes{.clock = std::chrono::abs(ahead - ahead_) > limits::kClockJump};
  ahead_ = ahead;
  std::string at_desk;
  v1::Firm bare = firm;
  for (v1::Person& person : *bare.mutable_people()) {
    if (person.at_desk()) absl::StrAppend(&at_desk, person.id(), " ");
    person.clear_at_desk();
  }
  std::string content = Canonical(bare);
  changes.firm = content != content_;
  changes.desks = at_desk != at_desk_;
  if (known_ && !changes.firm && !changes.desks && !changes.clock) return;
  known_ = true;
  firm_ = std::move(firm);
  Index();
  content_ = std::move(content);
  at_desk_ = std::move(at_desk);
  json_ = std::make_shared<const std::string>(WriteJson(firm_));
  changed_(changes);
}

void FirmView::Index() {
  people_.clear();
  branches_.clear();
  present_.clear();
  for (int i = 0; i < firm_.people_size(); ++i) {
    people_.emplace(firm_.people(i).id(), i);
    if (firm_.people(i).at_desk()) present_.push_back(i);
  }
  for (int i = 0; i < firm_.branches_size(); ++i) branches_.emplace(firm_.branches(i).id(), i);
}

const v1::Person* FirmView::FindPerson(const std::string& id) const {
  const auto found = people_.find(id);
  return found == people_.end() ? nullptr : &firm_.people(found->second);
}

const v1::Branch* FirmView::FindBranch(const std::string& id) const {
  const auto found = branches_.find(id);
  return found == branches_.end() ? nullptr : &firm_.branches(found->second);
}

HttpResponse FirmView::Answer() const {
  if (!known_) return ErrorResponse(status_);
  return {200, "application/json", json_, {{"Cache-Control", "no-store"}}};
}

std::string FirmView::Now() const {
  return absl::FormatTime(absl::RFC3339_full,
                          absl::FromChrono(std::chrono::system_clock::now()) + absl::FromChrono(ahead_),
                          absl::UTCTimeZone());
}

std::string FirmView::AtDeskJson(const std::string& branch) const {
  std::string people;
  for (const int i : present_) {
    const v1::Person& person = firm_.people(i);
    if (!WorksAt(person, branch)) continue;
    absl::StrAppend(&people, people.empty() ? "\"" : ",\"", person.id(), "\"");  // ids hold nothing to escape
  }
  return absl::StrCat("{\"people\":[", people, "]}");
}

}  // namespace krul::gateway
