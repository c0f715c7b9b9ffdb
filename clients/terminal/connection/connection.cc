#include "clients/terminal/connection/connection.h"

#include <algorithm>
#include <random>
#include <thread>

#include "absl/strings/match.h"
#include "clients/terminal/connection/errors.h"

namespace krul::terminal {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

constexpr int kMostResends = 3;
constexpr milliseconds kFirstPause{150};
constexpr milliseconds kLongestPause{2000};
constexpr int kLargestMessageBytes =
    32 * 1024 * 1024;  // a page of 200 callbacks, each with 2,000 characters many times

// gRPC ends the program at metadata it cannot send, so nothing else may reach it.
void AddMetadata(grpc::ClientContext& context, const char* key, const std::string& value, const char* option) {
  const bool sendable = std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c < '\x7f'; });
  if (!sendable) throw WrongUsage(Told("terminal_error.sendable", {{"option", option}}));
  if (!value.empty()) context.AddMetadata(key, value);
}

// Whether a call that ended so may have reached the service. Dialling that failed is the one case where it surely did
// not.
bool ArrivalUnknown(const grpc::Status& status) {
  if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) return true;
  return Connection::MayPass(status) && !absl::StartsWith(status.error_message(), "failed to connect");
}

}  // namespace

absl::string_view ServiceTitle(Service service) {
  switch (service) {
    case Service::kIntake:
      return "intake";
    case Service::kAssignment:
      return "assignment";
    case Service::kDeadline:
      return "deadline";
  }
  return "";
}

absl::string_view ServiceFullName(Service service) {
  switch (service) {
    case Service::kIntake:
      return v1::IntakeService::service_full_name();
    case Service::kAssignment:
      return v1::AssignmentService::service_full_name();
    case Service::kDeadline:
      return v1::DeadlineService::service_full_name();
  }
  return "";
}

const std::string& Connection::Address(Service service) const {
  const std::string& own = service == Service::kIntake       ? settings_.intake
                           : service == Service::kAssignment ? settings_.assignment
                                                             : settings_.deadline;
  return own.empty() ? settings_.server : own;
}

std::shared_ptr<grpc::Channel> Connection::Channel(Service service) {
  std::shared_ptr<grpc::Channel>& channel = channels_[Address(service)];
  if (channel) return channel;
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kLargestMessageBytes);
  // Otherwise a call sent again would only be told once more that the first dialling failed.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  // The address was given on purpose; a web proxy that happens to be set cannot carry these calls.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  channel = grpc::CreateCustomChannel(Address(service), grpc::InsecureChannelCredentials(), arguments);
  return channel;
}

std::unique_ptr<grpc::ClientContext> Connection::NewContext(system_clock::time_point deadline) {
  if (!credential_) credential_ = FindCredential(settings_);
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(deadline);
  context->AddMetadata("authorization", absl::StrCat("Bearer ", credential_->token));
  AddMetadata(*context, "krul-person", settings_.person, "--as");
  AddMetadata(*context, "krul-branch", settings_.branch, "--branch");
  AddMetadata(*context, "krul-desk", settings_.desk, "--desk");
  return context;
}

Failure Connection::Explain(const grpc::Status& status, Service service) const {
  return FromStatus(status, ServiceTitle(service), Address(service), settings_.timeout_seconds);
}

bool Connection::MayPass(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::ABORTED:
      return true;
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::INTERNAL:
      // How gRPC reports a connection that broke in the middle of a call.
      return absl::StrContains(status.error_message(), "Stream removed") ||
             absl::StrContains(status.error_message(), "RST_STREAM");
    default:
      return false;
  }
}

milliseconds Connection::Pause(int resends, milliseconds first, milliseconds longest) {
  thread_local std::mt19937_64 random{std::random_device{}()};
  milliseconds pause = first;
  for (int i = 1; i < resends && pause < longest; ++i) pause *= 3;
  pause = std::min(pause, longest);
  return milliseconds(std::uniform_int_distribution<int64_t>(pause.count() / 2, pause.count())(random));
}

Connection::Sent Connection::Send(const std::function<grpc::Status(grpc::ClientContext&)>& once) {
  const auto deadline =
      system_clock::now() + milliseconds(std::max<int64_t>(1, static_cast<int64_t>(settings_.timeout_seconds * 1000)));
  bool arrival_unknown = false;
  for (int resends = 0;; ++resends) {
    const auto context = NewContext(deadline);
    grpc::Status status = once(*context);
    arrival_unknown = arrival_unknown || ArrivalUnknown(status);
    if (status.ok() || !MayPass(status) || resends == kMostResends) return {status, arrival_unknown};
    const auto pause = std::max(Pause(resends + 1, kFirstPause, kLongestPause), milliseconds(RetryDelayMs(status)));
    if (system_clock::now() + pause >= deadline) return {status, arrival_unknown};
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace krul::terminal
