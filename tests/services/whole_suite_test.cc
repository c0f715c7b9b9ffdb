// The whole suite in one process, over the store in memory: the methods of the services are called as they are, without
// gRPC, and what one service asks of another is a call, too.
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/assignment/assigner.h"
#include "services/assignment/assignment_service.h"
#include "services/deadline_watcher/deadline_service.h"
#include "services/deadline_watcher/look_watcher.h"
#include "services/deadline_watcher/round_keeper.h"
#include "services/intake/intake_service.h"
#include "services/store/memory_record_store.h"
#include "tests/services/test_on_loop.h"

namespace krul {
namespace {
using namespace std::chrono_literals;
using domain::Result;
using rpc::Call;
using runtime::Task;

// Monday 23 November 2026, 10:00 in Utrecht.
constexpr std::int64_t kMonday = 1'795'424'400'000;
constexpr char kFirm[] = R"(title: Bakker
calendars:
  always: {week: {mon-sun: "00:00-24:00"}}
branches:
  - {id: centrum, time_zone: Europe/Amsterdam, calendar: always, manager: mia, review_moments: ["12:00"]}
people:
  - {id: anna, name: Anna, deputy: ben}
  - {id: ben, name: Ben}
  - {id: mia, name: Mia, role: manager}
categories:
  - {id: question, call_back_within: 4h, acknowledge_within: 1h}
)";

// Assignment, asked by calling its method.
class DirectAssignment final : public rpc::AssignmentPort {
 public:
  explicit DirectAssignment(assignment::AssignmentService& service) : service_(service) {}
  bool answers = true;
  int asked = 0;

  Task<Result<domain::Route>> PreviewRoute(domain::RouteQuestion question) override {
    ++asked;
    if (!answers) co_return domain::Refusal{domain::Reason::kServiceUnavailable, "switched off by the test", {}};
    const Call call{domain::Actor::Service("intake"), "", 0};
    const v1::PreviewRouteRequest request = rpc::ToMessage(question);
    auto response = co_await service_.PreviewRoute(call, request);
    if (!response) co_return response.refusal();
    co_return rpc::FromMessage(*response);
  }

 private:
  assignment::AssignmentService& service_;
};

class WholeSuite : public TestOnLoop {
 protected:
  WholeSuite() {
    loop_.Start();
    v1::ApplyFirmRequest firm;
    firm.set_document(kFirm);
    firm.set_request_id(FreshId());
    const auto applied = Ask(assignment_, &assignment::AssignmentService::ApplyFirm, firm, "mia");
    EXPECT_TRUE(applied.ok() && applied->faults().empty());
    OnLoop([this] {
      assigner_.Start();
      watcher_.Start();
      keeper_.Start();
    });
  }
  ~WholeSuite() override {
    OnLoop([this] {
      assigner_.Stop();
      watcher_.Stop();
      keeper_.Stop();
    });
    loop_.Stop();
  }

  static std::string FreshId() {
    static int last = 0;
    return absl::StrCat("01900000-0000-7000-8000-", absl::Dec(++last, absl::kZeroPad12));
  }
  template <class Service, class Request, class Response>
  Result<Response> Ask(Service& service, Task<Result<Response>> (Service::*method)(const Call&, const Request&),
                       const Request& request, const std::string& person) {
    Call call{{person, "centrum", "desk-1"}, "", 0};
    rpc::NameRequest(request, call);
    return Await<Result<Response>>([&] { return (service.*method)(call, request); });
  }
  template <class Request>
  static Request Of(const v1::Callback& callback) {
    Request request;
    request.set_name(callback.name());
    request.set_request_id(FreshId());
    return request;
  }

  Result<v1::QuotePromiseResponse> Quote() {
    v1::QuotePromiseRequest question;
    question.set_branch("centrum");
    question.mutable_requested()->set_person("anna");
    *question.mutable_caller() = Caller();
    return Ask(intake_, &intake::IntakeService::QuotePromise, question, "anna");
  }
  v1::Callback Note() {
    const auto quote = Quote();
    v1::NoteCallbackRequest note;
    note.set_branch("centrum");
    note.set_callback_id(FreshId());
    note.set_quote(quote->quote());
    *note.mutable_caller() = Caller();
    note.mutable_requested()->set_person("anna");
    note.set_reason("vraag over de order");
    note.set_read_back_confirmed(true);
    const auto noted = Ask(intake_, &intake::IntakeService::NoteCallback, note, "anna");
    EXPECT_TRUE(noted.ok()) << noted.refusal().message;
    return *noted;
  }
  v1::Callback Read(const v1::Callback& callback) {
    v1::GetCallbackRequest request;
    request.set_name(callback.name());
    return *Ask(intake_, &intake::IntakeService::GetCallback, request, "anna");
  }
  void ExpectGoesTo(const std::string& person, const v1::Callback& callback) {
    ExpectInTime([&] { return Read(callback).assignee().person() == person; });
  }
  void Advance(domain::Millis by) {
    OnLoop([&] { records_.Advance(by); });
  }
  static v1::Caller Caller() {
    v1::Caller caller;
    caller.set_display_name("Mevrouw Jansen");
    caller.set_phone_number("06 1234 5678");
    return caller;
  }

  store::MemoryRecordStore records_{domain::FromMillis(kMonday)};
  runtime::Metrics metrics_{"test"};
  runtime::Borders borders_{metrics_};
  store::CallbackStore callbacks_{records_, store::IndexSecret{}};
  store::RoundStore rounds_{records_};
  store::TallyStore tallies_{records_, store::IndexSecret{}};
  directory::Directory directory_{records_, loop_, borders_};
  assignment::WorkloadCounts workloads_{callbacks_};
  assignment::AssignmentService assignment_{{callbacks_, directory_, workloads_, loop_}};
  assignment::FirmFollower follower_{{callbacks_, directory_, loop_, borders_}};
  assignment::Assigner assigner_{{callbacks_, directory_, workloads_, follower_, loop_, metrics_, borders_}};
  DirectAssignment port_{assignment_};
  intake::IntakeService intake_{{callbacks_, directory_, port_, runtime::Key{}}};
  deadline_watcher::LookWatcher watcher_{{callbacks_, directory_, port_, loop_, metrics_, borders_}};
  deadline_watcher::RoundKeeper keeper_{{callbacks_, rounds_, directory_, loop_, metrics_, borders_}};
  deadline_watcher::DeadlineService deadlines_{{callbacks_, rounds_, tallies_, directory_}};
};

TEST_F(WholeSuite, APromiseIsQuotedNotedPassedOnAndKept) {
  const auto quote = Quote();
  ASSERT_TRUE(quote.ok()) << quote.refusal().message;
  EXPECT_TRUE(quote->presence_known());
  EXPECT_EQ(quote->agreed().person(), "anna");

  const v1::Callback callback = Note();
  ExpectGoesTo("anna", callback);
  Advance(61min);  // she does not say "mine": the watcher asks who is next
  ExpectGoesTo("ben", callback);
  ASSERT_TRUE(
      Ask(assignment_, &assignment::AssignmentService::Acknowledge, Of<v1::AcknowledgeRequest>(callback), "ben").ok());

  auto later = Of<v1::RenegotiatePromiseRequest>(callback);
  later.mutable_due_time()->set_seconds(kMonday / 1000 + 8 * 3600);
  later.set_reason("onderdeel komt later");
  ASSERT_TRUE(Ask(deadlines_, &deadline_watcher::DeadlineService::RenegotiatePromise, later, "ben").ok());
  auto done = Of<v1::CompleteRequest>(callback);
  done.set_disposition(v1::RESOLVED);
  const auto completed = Ask(assignment_, &assignment::AssignmentService::Complete, done, "ben");
  ASSERT_TRUE(completed.ok()) << completed.refusal().message;
  EXPECT_EQ(completed->promise().status(), v1::KEPT);

  v1::GetReportRequest question;
  question.set_branch("centrum");
  const auto report = Ask(deadlines_, &deadline_watcher::DeadlineService::GetReport, question, "mia");
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->total().noted(), 1);
}

TEST_F(WholeSuite, IntakeHearsFromAssignmentWhoIsAway) {
  v1::SetAbsenceRequest away;
  away.set_person("anna");
  away.set_absent(true);
  away.set_request_id(FreshId());
  ASSERT_TRUE(Ask(assignment_, &assignment::AssignmentService::SetAbsence, away, "anna").ok());
  const auto quote = Quote();
  ASSERT_TRUE(quote.ok());
  EXPECT_EQ(quote->agreed().person(), "ben");
  EXPECT_NE(quote->refusal(), "");
}

TEST_F(WholeSuite, ItIsQuotedAllTheSameWhenAssignmentDoesNotAnswer) {
  OnLoop([this] { port_.answers = false; });
  const auto quote = Quote();
  ASSERT_TRUE(quote.ok());
  EXPECT_FALSE(quote->presence_known());
  EXPECT_EQ(quote->agreed().person(), "anna");
  EXPECT_EQ(port_.asked, 1);
}

TEST_F(WholeSuite, WhatIsOpenIsLaidBeforeTheManagerAtItsMoment) {
  const v1::Callback callback = Note();
  Advance(2h);
  v1::ListReviewRoundsRequest question;
  question.set_branch("centrum");
  const auto rounds = [&] {
    return Ask(deadlines_, &deadline_watcher::DeadlineService::ListReviewRounds, question, "mia");
  };
  ExpectInTime([&] { return rounds()->rounds_size() == 1; });
  v1::ReviewEntryRequest review;
  review.set_name(rounds()->rounds(0).name());
  review.set_request_id(FreshId());
  review.set_callback(callback.name());
  review.set_remark("belt zelf");
  const auto reviewed = Ask(deadlines_, &deadline_watcher::DeadlineService::ReviewEntry, review, "mia");
  ASSERT_TRUE(reviewed.ok()) << reviewed.refusal().message;
  EXPECT_EQ(reviewed->entries(0).remark(), "belt zelf");
  EXPECT_EQ(reviewed->entries(0).reviewed_by(), "mia");
}

}  // namespace
}  // namespace krul
