// A desk whose services are played by the test: what it asks waits until the test answers, in whatever order.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/terminal/desk/desk.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal::desk {

template <typename Request, typename Value>
using Asked = std::deque<std::pair<Request, Then<Value>>>;

class PlayedServices : public Services {
 public:
  void Quote(const v1::QuotePromiseRequest& request, Then<v1::QuotePromiseResponse> then) override {
    quotes.emplace_back(request, std::move(then));
  }
  void Save(const SpooledNote& note, Then<Delivered> then) override { saves.emplace_back(note, std::move(then)); }
  void Send(const Change& change, Then<v1::Callback> then) override { changes.emplace_back(change, std::move(then)); }
  void SendRound(const RoundChange& change, Then<v1::ReviewRound> then) override {
    round_changes.emplace_back(change, std::move(then));
  }
  void Read(const std::string& name, Then<v1::Callback> then) override { reads.emplace_back(name, std::move(then)); }
  void Explain(const std::string& name, Then<v1::ExplainDeadlineResponse> then) override {
    explanations.emplace_back(name, std::move(then));
  }
  void Find(const std::string& phone_number, Then<v1::FindCallbacksResponse> then) override {
    finds.emplace_back(phone_number, std::move(then));
  }
  void Inbox(Then<v1::ListCallbacksResponse> then) override { inboxes.push_back(std::move(then)); }
  void Firm(Then<v1::Firm> then) override { firms.push_back(std::move(then)); }
  void OpenRound(Then<v1::ReviewRound> then) override { rounds.push_back(std::move(then)); }
  void DeliverKept(Then<Deliveries> then) override { deliveries.push_back(std::move(then)); }
  void Drop(const std::string& id, Then<std::vector<SpooledNote>>) override { dropped.push_back(id); }

  Asked<v1::QuotePromiseRequest, v1::QuotePromiseResponse> quotes;
  Asked<SpooledNote, Delivered> saves;
  Asked<Change, v1::Callback> changes;
  Asked<RoundChange, v1::ReviewRound> round_changes;
  Asked<std::string, v1::Callback> reads;
  Asked<std::string, v1::ExplainDeadlineResponse> explanations;
  Asked<std::string, v1::FindCallbacksResponse> finds;
  std::deque<Then<v1::Firm>> firms;
  std::deque<Then<v1::ReviewRound>> rounds;
  std::deque<Then<Deliveries>> deliveries;
  std::deque<Then<v1::ListCallbacksResponse>> inboxes;
  std::vector<std::string> dropped;
};

// The first question of a kind, answered.
template <typename Request, typename Value>
void AnswerFirst(Asked<Request, Value>& asked, Value value) {
  ASSERT_FALSE(asked.empty());
  const auto then = asked.front().second;
  asked.pop_front();
  then({std::move(value), {}});
}
template <typename Request, typename Value>
void FailFirst(Asked<Request, Value>& asked, Failure failure) {
  ASSERT_FALSE(asked.empty());
  const auto then = asked.front().second;
  asked.pop_front();
  then({{}, std::move(failure)});
}

class DeskAtWork : public testing::Test {
 protected:
  DeskAtWork() {
    Settings settings;
    settings.person = "bob";
    settings.branch = "centrum";
    firm.set_version(1);
    v1::Branch& branch = *firm.add_branches();
    branch.set_id("centrum");
    branch.set_title("Centrum");
    branch.set_time_zone("Europe/Amsterdam");
    branch.set_language("nl");
    branch.set_offline_sentence("We bellen u zo spoedig mogelijk terug.");
    for (const auto& [id, title] : {std::pair("anna", "Anna Visser"), {"bob", "Bob Bakker"}, {"zoe", "Zoë Smits"}}) {
      v1::Person& person = *firm.add_people();
      person.set_id(id);
      person.set_title(title);
      person.add_branches("centrum");
      person.set_role(v1::ROLE_COLLEAGUE);
    }
    for (const char* id : {"question", "complaint"}) {
      v1::Category& category = *firm.add_categories();
      category.set_id(id);
      (*category.mutable_title())["nl"] = id == std::string("question") ? "Vraag" : "Klacht";
    }
    desk = std::make_unique<Desk>(
        Session::Deps{services, settings, clock,
                      [this] { return absl::StrCat("00000000-0000-7000-8000-", 100000000000 + ++ids); }},
        std::nullopt, firm);
    v1::WatchResponse end;
    end.set_reset(true);
    end.set_resume_token("t");
    desk->HeardFromLine(end);
    Settle();
  }

  void Settle() {
    now += absl::Milliseconds(200);
    desk->Tick();
  }
  void Press(const Key& key) { desk->Handle(key); }
  void Press(Named named) { Press(Key{named, ""}); }
  void Type(const std::string& text) {
    for (const char c : text) Press(Typed(std::string(1, c)));
  }
  void GoTo(const char* view) {
    Press(Named::kEscape);
    Type(view);
  }
  std::string Screen(int width = 80, int height = 24) {
    Canvas canvas(width, height);
    desk->Draw(canvas);
    std::string all;
    for (int row = 0; row < height; ++row) absl::StrAppend(&all, canvas.Row(row), "\n");
    return all;
  }
  bool Shows(const std::string& text) { return absl::StrContains(Screen(), text); }

  v1::QuotePromiseResponse QuoteOf(const std::string& sentence) const {
    v1::QuotePromiseResponse quote;
    quote.set_sentence(sentence);
    quote.set_quote("sealed:" + sentence);
    quote.set_goodbye("Tot ziens.");
    quote.set_read_back("Mevrouw De Wit, 06 12 34 56 78");
    quote.mutable_agreed()->set_person("anna");
    *quote.mutable_due_time() = ToProto(now + absl::Hours(4));
    quote.set_presence_known(true);
    return quote;
  }
  v1::Callback CallbackOf(const std::string& id, v1::State state, const std::string& person) const {
    v1::Callback callback;
    callback.set_name("branches/centrum/callbacks/" + id);
    callback.set_state(state);
    callback.set_version(1);
    callback.mutable_caller()->set_display_name("Meneer " + id);
    callback.mutable_assignee()->set_person(person);
    callback.mutable_promise()->set_status(v1::ON_TRACK);
    StandAt(callback, now + absl::Hours(1));
    Allow(callback, {v1::ACKNOWLEDGE, v1::BEGIN_CALL, v1::RECORD_ATTEMPT, v1::FORWARD, v1::RENEGOTIATE, v1::COMPLETE,
                     v1::CANCEL, v1::UNDO});
    return callback;
  }
  // What must be met is met at `due`, after which it is late.
  static void StandAt(v1::Callback& callback, absl::Time due) {
    v1::Standing& standing = *callback.mutable_standing();
    standing.set_level(v1::ON_TIME);
    standing.set_moment(v1::PROMISED);
    *standing.mutable_due_time() = *standing.mutable_rank_time() = ToProto(due);
    *standing.mutable_worsens_time() = ToProto(due + absl::Milliseconds(1));
    standing.set_worsens_to(v1::LATE);
  }
  // To whoever is at a desk.
  static v1::Possible::Row& Allow(v1::Callback& callback, std::initializer_list<v1::Action> actions) {
    callback.mutable_possible()->clear_rows();
    v1::Possible::Row& row = *callback.mutable_possible()->add_rows();
    row.add_roles(v1::ROLE_DESK);
    row.add_roles(v1::ROLE_COLLEAGUE);
    row.mutable_actions()->Add(actions.begin(), actions.end());
    return row;
  }
  void Hear(const v1::Callback& callback, v1::EventType event) {
    v1::WatchResponse response;
    *response.mutable_callback() = callback;
    response.set_kind(v1::CHANGE);
    response.set_event_type(event);
    desk->HeardFromLine(response);
  }
  // As far as the read-back.
  void TakeWholeCall() {
    Type("ann");
    Press(Named::kEnter);
    Type("Mevrouw De Wit");
    Press(Named::kEnter);
    Type("0612345678");
    Press(Named::kEnter);
    Settle();
  }

  // Of the machine, whose clock the services agree with until a test has them say otherwise.
  absl::Time now = absl::FromUnixSeconds(1795608000);
  WallClock clock{now, [this] { return now - absl::UnixEpoch(); }};
  int64_t ids = 0;
  v1::Firm firm;
  PlayedServices services;
  std::unique_ptr<Desk> desk;
};

}  // namespace krul::terminal::desk
