// doctor: what keeps this desk from working, and what to do about it.
#include <grpcpp/generic/generic_stub.h>

#include <chrono>
#include <iostream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/verbs/verbs.h"
#include "google/protobuf/wrappers.pb.h"

namespace krul::terminal {
namespace {

struct Finding {
  std::string subject;
  bool good;
  Told detail;
  Told remedy;  // empty when good
};

// grpc.health.v1 in the messages at hand: on the wire HealthCheckRequest {string service = 1} is a StringValue, and
// HealthCheckResponse {enum status = 1} is an Int32Value.
using HealthStub = grpc::TemplatedGenericStub<google::protobuf::StringValue, google::protobuf::Int32Value>;
constexpr int kServing = 1;

std::string HealthInWords(int status) {
  switch (status) {
    case kServing:
      return "SERVING";
    case 2:
      return "NOT_SERVING";
    case 3:
      return "SERVICE_UNKNOWN";
    default:
      return "UNKNOWN";
  }
}

// Without credentials: health is for everybody, and a missing credential is a finding of its own.
grpc::Status AskHealth(const std::shared_ptr<grpc::Channel>& channel, const std::string& service,
                       double timeout_seconds, int* health) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::milliseconds(static_cast<int64_t>(timeout_seconds * 1000)));
  google::protobuf::StringValue request;
  request.set_value(service);
  google::protobuf::Int32Value response;
  grpc::Status status;
  HealthStub stub(channel);
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check", request, &queue);
  call->StartCall();
  call->Finish(&response, &status, &queue);
  void* tag = nullptr;
  bool good = false;
  queue.Next(&tag, &good);
  queue.Shutdown();
  while (queue.Next(&tag, &good)) {
  }
  *health = response.value();
  return status;
}

Finding CheckCredential(const Terminal& terminal) {
  try {
    return {"credential", true, Told::AsItIs(FindCredential(terminal.settings).file), {}};
  } catch (const Failure& failure) {
    return {"credential", false, failure.told, failure.advice.front()};
  }
}

Finding CheckService(Terminal& terminal, Service service) {
  const std::string& address = terminal.connection.Address(service);
  const double timeout = terminal.settings.timeout_seconds;
  int health = 0;
  const auto channel = terminal.connection.Channel(service);
  grpc::Status status = AskHealth(channel, std::string(ServiceFullName(service)), timeout, &health);
  // A server that reports only on itself as a whole.
  if (status.error_code() == grpc::StatusCode::NOT_FOUND) status = AskHealth(channel, "", timeout, &health);
  Finding finding{std::string(ServiceTitle(service)), false, {}, {}};
  const Told::Parts parts = {{"address", address},
                             {"seconds", absl::StrCat(timeout)},
                             {"option", absl::StrCat("--server / --", ServiceTitle(service))}};
  if (status.ok()) {
    finding.good = health == kServing;
    finding.detail = Told::AsItIs(absl::StrCat(address, " ", HealthInWords(health)));
    if (!finding.good) finding.remedy = Told("terminal_doctor.cannot_work");
  } else if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED ||
             status.error_code() == grpc::StatusCode::NOT_FOUND) {
    finding.detail = Told("terminal_doctor.no_health", parts);
    finding.remedy = Told("terminal_doctor.another_program", parts);
  } else {
    if (status.error_code() == grpc::StatusCode::UNAVAILABLE) {
      finding.detail = Told("terminal_doctor.not_reached", parts);
    } else if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) {
      finding.detail = Told("terminal_doctor.no_answer", parts);
    } else {
      finding.detail = terminal.connection.Explain(status, service).told;
    }
    finding.remedy = Told("terminal_doctor.start_services", parts);
  }
  return finding;
}

Finding CheckFirm(Terminal& terminal) {
  try {
    const auto firm = terminal.connection.Call(&v1::AssignmentService::Stub::GetFirm, v1::GetFirmRequest());
    return {
        "firm", true, Told("terminal_verb.firm_version", {{"firm", firm.title()}, {"version", firm.version()}}), {}};
  } catch (const Failure& failure) {
    if (failure.code == "NOT_FOUND") {
      return {"firm", false, Told("terminal_doctor.no_firm"), Told("terminal_doctor.apply_one")};
    }
    return {"firm", false, failure.told,
            failure.exit_code == ExitCode::kNotSignedIn ? failure.advice.front() : Told("terminal_doctor.mend_first")};
  }
}

void Print(const Finding& finding, words::Language language) {
  std::cout << Toned(finding.good ? "ok  " : "FAIL", finding.good ? Tone::kGood : Tone::kAlarm) << "  "
            << finding.subject << std::string(12 - finding.subject.size(), ' ') << Visible(finding.detail.In(language))
            << "\n";
  if (!finding.good) std::cout << "                  " << Visible(finding.remedy.In(language)) << "\n";
  std::cout.flush();  // the next check may take its time
}

std::string FindingJson(const Finding& finding) {
  constexpr auto kEnglish = words::Language::kEnglish;
  return absl::StrCat("{\"subject\":", JsonString(finding.subject), ",\"ok\":", finding.good ? "true" : "false",
                      ",\"detail\":", JsonString(finding.detail.In(kEnglish)),
                      ",\"remedy\":", JsonString(finding.remedy.In(kEnglish)), "}");
}

ExitCode Examine(Terminal& terminal) {
  std::vector<std::string> json;
  bool good = true;
  const auto tell = [&](const Finding& finding) {
    good = good && finding.good;
    if (terminal.settings.json) {
      json.push_back(FindingJson(finding));
    } else {
      Print(finding, terminal.language());
    }
  };
  tell(CheckCredential(terminal));
  tell(CheckService(terminal, Service::kIntake));
  tell(CheckService(terminal, Service::kAssignment));
  tell(CheckService(terminal, Service::kDeadline));
  tell(CheckFirm(terminal));
  if (terminal.settings.json) std::cout << "{\"findings\":[" << absl::StrJoin(json, ",") << "]}\n";
  return good ? ExitCode::kOk : ExitCode::kFailed;
}

}  // namespace

void AddDoctorVerb(CLI::App& app, Terminal& terminal) {
  AddVerb(app, terminal, "doctor", "krul doctor --server 10.0.0.5:7400", [&terminal] { return Examine(terminal); });
}

}  // namespace krul::terminal
