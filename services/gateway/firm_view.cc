#include "services/gateway/firm_view.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/gateway/errors.h"
#include "services/gateway/gzip.h"
#include "services/gateway/json.h"
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
  const auto asked_at = std::chrono::steady_clock::now();
  upstream_.CallAsService(
      Service::kAssignment, FindRoute("GetFirm")->method, request, std::make_unique<v1::Firm>(),
      [this, asked_at](const grpc::Status& status, std::unique_ptr<google::protobuf::Message> response) {
        Take(status, std::move(static_cast<v1::Firm&>(*response)), std::chrono::steady_clock::now() - asked_at);
        loop_.After(known_ ? limits::kFirmAge : limits::kUpstreamPause, [this] { Ask(); });
      });
}

void FirmView::Take(const grpc::Status& status, v1::Firm firm, std::chrono::nanoseconds took) {
  status_ = status;
  if (!status.ok()) {
    if (status.error_code() == grpc::StatusCode::NOT_FOUND) known_ = false;
    return;
  }
  Changes changes{.clock = TakeTime(firm, took)};
  firm.clear_now_time();
  std::vector<int> present;
  for (int i = 0; i < firm.people_size(); ++i) {
    if (firm.people(i).at_desk()) present.push_back(i);
    firm.mutable_people(i)->clear_at_desk();
  }
  std::string content = Canonical(firm);
  changes.firm = content != content_;
  changes.desks = present != present_ || changes.firm;
  if (changes.firm) {
    firm_ = std::move(firm);
    content_ = std::move(content);
    Index();
  }
  if (changes.desks) {
    present_ = std::move(present);
    IndexPresent();
    json_ = compressed_ = nullptr;
  }
  const bool is_news = !known_ || changes.firm || changes.desks || changes.clock;
  known_ = true;
  if (is_news) changed_(changes);
}

bool FirmView::TakeTime(const v1::Firm& firm, std::chrono::nanoseconds took) {
  if (known_ && took > limits::kSlowAnswer) return false;
  const auto told = std::chrono::seconds(firm.now_time().seconds()) + std::chrono::nanoseconds(firm.now_time().nanos());
  const auto here = std::chrono::system_clock::now().time_since_epoch() - took / 2;
  const auto ahead = std::chrono::duration_cast<std::chrono::milliseconds>(told - here);
  const bool jumped = std::chrono::abs(ahead - ahead_) > limits::kClockJump;
  ahead_ = ahead;
  return jumped;
}

void FirmView::Index() {
  people_.clear();
  branches_.clear();
  for (int i = 0; i < firm_.people_size(); ++i) people_.emplace(firm_.people(i).id(), i);
  for (int i = 0; i < firm_.branches_size(); ++i) branches_.emplace(firm_.branches(i).id(), i);
}

void FirmView::IndexPresent() {
  at_desk_.clear();
  for (const int i : present_) {
    const v1::Person& person = firm_.people(i);
    if (person.branches().empty()) at_desk_[""].push_back(person.id());
    for (const std::string& branch : person.branches()) at_desk_[branch].push_back(person.id());
  }
}

const v1::Person* FirmView::FindPerson(const std::string& id) const {
  const auto found = people_.find(id);
  return found == people_.end() ? nullptr : &firm_.people(found->second);
}

const v1::Branch* FirmView::FindBranch(const std::string& id) const {
  const auto found = branches_.find(id);
  return found == branches_.end() ? nullptr : &firm_.branches(found->second);
}

HttpResponse FirmView::Answer(bool takes_gzip) {
  if (!known_) return ErrorResponse(status_);
  if (!json_) {
    v1::Firm told = firm_;
    for (const int i : present_) told.mutable_people(i)->set_at_desk(true);
    json_ = std::make_shared<const std::string>(WriteJson(told));
  }
  HttpResponse response{200, "application/json", json_, {{"Cache-Control", "no-store"}}};
  if (!takes_gzip || json_->size() < limits::kWorthCompressing) return response;
  if (!compressed_) compressed_ = std::make_shared<const std::string>(Gzip(*json_));
  response.body = compressed_;
  response.headers.emplace_back("Content-Encoding", "gzip");
  return response;
}

std::string FirmView::Now() const {
  return absl::FormatTime(absl::RFC3339_full,
                          absl::FromChrono(std::chrono::system_clock::now()) + absl::FromChrono(ahead_),
                          absl::UTCTimeZone());
}

std::string FirmView::AtDeskJson(const std::string& branch) const {
  std::string people;
  for (const std::string& where : {std::string(), branch}) {  // who works in all branches, and who works here
    const auto found = at_desk_.find(where);
    if (found == at_desk_.end()) continue;
    // Ids hold nothing to escape.
    for (const std::string& person : found->second)
      absl::StrAppend(&people, people.empty() ? "\"" : ",\"", person, "\"");
  }
  return absl::StrCat("{\"people\":[", people, "]}");
}

}  // namespace krul::gateway
