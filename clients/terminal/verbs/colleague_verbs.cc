// ack, call, attempt, forward, renegotiate, done: what a colleague does with a callback.
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "clients/terminal/text/resource_names.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/text/typed_names.h"
#include "clients/terminal/verbs/callback_lookup.h"
#include "clients/terminal/verbs/verbs.h"

namespace krul::terminal {
namespace {

struct ColleagueWords {
  std::string id, outcome, who, time, reason, remark;
  std::string disposition = "resolved";
  bool although_away = false;
};
using SharedWords = std::shared_ptr<ColleagueWords>;

void SetMoment(v1::RecordAttemptRequest& request, google::protobuf::Timestamp moment) {
  *request.mutable_call_again_time() = std::move(moment);
}
void SetMoment(v1::RenegotiatePromiseRequest& request, google::protobuf::Timestamp moment) {
  *request.mutable_due_time() = std::move(moment);
}

// The one shape of these verbs. `fill` puts into the request what was typed; it throws WrongUsage before anything is
// sent. A moment it returns is read on the wall of the callback's branch.
template <typename Stub, typename Request, typename Fill>
CLI::App* AddChange(CLI::App& app, Terminal& terminal, const SharedWords& words, const std::string& name,
                    const std::string& example,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, v1::Callback*), Fill fill) {
  CLI::App* verb = AddVerb(app, terminal, name, example, [&terminal, words, method, fill] {
    Request request;
    if constexpr (std::is_void_v<decltype(fill(*words, request))>) {
      fill(*words, request);
      request.set_name(FindName(terminal, words->id));
    } else {
      const std::optional<TypedMoment> typed = fill(*words, request);
      request.set_name(FindName(terminal, words->id));
      if (typed) SetMoment(request, terminal.clock.MomentOf(*typed, BranchIn(request.name())));
    }
    request.set_request_id(RequestId(terminal));
    PrintChanged(terminal, terminal.connection.Call(method, request));
    return ExitCode::kOk;
  });
  AddId(verb, words->id);
  AddRequestId(verb, terminal);
  return verb;
}

void AddRemark(CLI::App* verb, ColleagueWords& words) { verb->add_option("--remark", words.remark)->type_name("TEXT"); }

void AddCalling(CLI::App& app, Terminal& terminal) {
  AddChange(app, terminal, std::make_shared<ColleagueWords>(), "ack", "krul ack 0190ab12 --branch centrum",
            &v1::AssignmentService::Stub::Acknowledge, [](const ColleagueWords&, v1::AcknowledgeRequest&) {});
  AddChange(app, terminal, std::make_shared<ColleagueWords>(), "call", "krul call 0190ab12 --branch centrum",
            &v1::AssignmentService::Stub::BeginCall, [](const ColleagueWords&, v1::BeginCallRequest&) {});

  const auto words = std::make_shared<ColleagueWords>();
  CLI::App* attempt = AddChange(
      app, terminal, words, "attempt", "krul attempt 0190ab12 no-answer --again 15:30 --branch centrum",
      &v1::AssignmentService::Stub::RecordAttempt, [](const ColleagueWords& typed, v1::RecordAttemptRequest& request) {
        request.set_outcome(ParseOutcome(typed.outcome));
        request.set_remark(typed.remark);
        return typed.time.empty() ? std::nullopt : std::optional(TypedMoment(typed.time, "--again", Direction::kAhead));
      });
  attempt->add_option("OUTCOME", words->outcome)->required()->type_name("");
  attempt->add_option("--again", words->time)->type_name("TIME");
  AddRemark(attempt, *words);
}

void AddPassingOn(CLI::App& app, Terminal& terminal) {
  const auto forwarded = std::make_shared<ColleagueWords>();
  CLI::App* forward =
      AddChange(app, terminal, forwarded, "forward",
                "krul forward 0190ab12 team:sales --remark \"about the invoice\" --branch centrum",
                &v1::AssignmentService::Stub::Forward, [](const ColleagueWords& typed, v1::ForwardRequest& request) {
                  *request.mutable_assignee() = ParseParty(typed.who, "WHO");
                  request.set_remark(typed.remark);
                  request.set_although_away(typed.although_away);
                });
  forward->add_option("WHO", forwarded->who)->required()->type_name("");
  forward->add_flag("--although-away", forwarded->although_away);
  AddRemark(forward, *forwarded);

  const auto moved = std::make_shared<ColleagueWords>();
  CLI::App* renegotiate =
      AddChange(app, terminal, moved, "renegotiate",
                "krul renegotiate 0190ab12 16:00 --reason \"part arrives at three\" --branch centrum",
                &v1::DeadlineService::Stub::RenegotiatePromise,
                [](const ColleagueWords& typed, v1::RenegotiatePromiseRequest& request) {
                  request.set_reason(typed.reason);
                  return std::optional(TypedMoment(typed.time, "TIME", Direction::kAhead));
                });
  renegotiate->add_option("TIME", moved->time)->required()->type_name("");
  renegotiate->add_option("--reason", moved->reason)->required()->type_name("TEXT");
}

}  // namespace

void AddColleagueVerbs(CLI::App& app, Terminal& terminal) {
  AddCalling(app, terminal);
  AddPassingOn(app, terminal);
  const auto words = std::make_shared<ColleagueWords>();
  CLI::App* done =
      AddChange(app, terminal, words, "done", "krul done 0190ab12 --branch centrum",
                &v1::AssignmentService::Stub::Complete, [](const ColleagueWords& typed, v1::CompleteRequest& request) {
                  request.set_disposition(ParseDisposition(
                      typed.disposition, {v1::RESOLVED, v1::CALLER_REACHED_US, v1::MAX_ATTEMPTS_EXCEEDED}));
                  request.set_remark(typed.remark);
                });
  done->add_option("--disposition", words->disposition)->type_name("DISPOSITION")->capture_default_str();
  AddRemark(done, *words);
}

}  // namespace krul::terminal
