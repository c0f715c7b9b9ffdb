#include "services/rpc/converters.h"

#include "absl/strings/str_format.h"
#include "services/domain/callback/possible.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/promise.h"
#include "services/rpc/history_converter.h"
#include "services/rpc/number_forms.h"

namespace krul::rpc {
namespace {
using domain::CallbackRecord;
using domain::Instant;

void FillWhenSet(const std::optional<Instant>& at, google::protobuf::Timestamp* (v1::Callback::*field)(),
                 v1::Callback& to) {
  if (at) Fill(*at, (to.*field)());
}

void FillPromise(const domain::Promise& promise, domain::PromiseStatus status, v1::Promise* to) {
  to->set_number(promise.number);
  Fill(promise.made_at, to->mutable_made_time());
  Fill(promise.original_due_at, to->mutable_original_due_time());
  Fill(promise.due_at, to->mutable_due_time());
  Fill(promise.at_risk_at, to->mutable_at_risk_time());
  to->set_firm_version(promise.firm_version);
  to->set_status(static_cast<v1::PromiseStatus>(static_cast<int>(status) + 1));
  to->set_reached(promise.reached_at.has_value());
  to->set_attempted(promise.attempted_at && *promise.attempted_at <= promise.due_at);
  to->set_agreed_otherwise(promise.agreed_otherwise);
}

void FillCaller(const domain::Caller& caller, v1::Caller* to) {
  to->set_display_name(caller.name);
  to->set_phone_number(caller.phone_number);
  to->set_phone_number_e164(caller.phone_number_e164);
  to->set_other_contact(caller.other_contact);
  to->set_reference(caller.reference);
  to->set_extension(caller.extension);
  if (caller.phone_number_e164.empty()) return;
  domain::NumberForms forms = NumberFormsOf(caller);
  to->set_phone_number_national(std::move(forms.national));
  to->set_phone_number_international(std::move(forms.international));
  to->set_phone_number_dialled(std::move(forms.dialled));
  to->set_phone_country_code(forms.country_code);
}

void FillStanding(const domain::Standing& standing, Instant rank, v1::Standing* to) {
  const auto level = [](domain::StandingLevel of) { return static_cast<v1::StandingLevel>(static_cast<int>(of) + 1); };
  to->set_level(level(standing.level));
  if (standing.worsens_at) {
    Fill(*standing.worsens_at, to->mutable_worsens_time());
    to->set_worsens_to(level(standing.worsens_to));
  }
  to->set_moment(static_cast<v1::DueMoment>(static_cast<int>(standing.moment.kind) + 1));
  Fill(standing.moment.at, to->mutable_due_time());
  Fill(rank, to->mutable_rank_time());
}

void FillPossible(const domain::Possible& possible, v1::Possible* to) {
  for (const domain::PossibleRow& row : possible.rows) {
    v1::Possible::Row* shown = to->add_rows();
    for (const domain::Role role : row.roles) shown->add_roles(RoleOf(role));
    for (const domain::Action action : row.actions) {
      shown->add_actions(static_cast<v1::Action>(static_cast<int>(action) + 1));
    }
    shown->set_only_person(row.only_person);
    if (row.from != Instant{}) Fill(row.from, shown->mutable_from_time());
    if (row.until != domain::kNever) Fill(row.until, shown->mutable_until_time());
  }
  to->set_undo_sequence(possible.undo_sequence);
}

std::string RemarkOf(const CallbackRecord& record, std::int64_t sequence) {
  const auto found = record.sealed.remarks.find(sequence);
  return found == record.sealed.remarks.end() ? std::string() : found->second;
}

// As somebody at the desk of the person's own branch would say it.
std::optional<Instant> AwayUntil(const domain::Person& person, const domain::Firm& firm,
                                 const domain::Absences& absences, Instant now) {
  if (firm.branches.empty() || (person.calendar.empty() && !absences.contains(person.id))) return std::nullopt;
  const domain::Branch* own = person.branches.empty() ? nullptr : firm.FindBranch(person.branches.front());
  const domain::Availability who(firm, own ? *own : firm.branches.front(), absences);
  if (who.IsThere(person.id, now)) return std::nullopt;
  return who.ThereFrom(person.id, now);
}

// A Timestamp that stands for "until told otherwise": the last one there is.
constexpr std::int64_t kUntilToldOtherwise = 253402300799;

}  // namespace

std::string CallbackNameOf(const std::string& branch, const std::string& id) {
  return "branches/" + branch + "/callbacks/" + id;
}
std::string RoundNameOf(const std::string& branch, const std::string& id) {
  return "branches/" + branch + "/rounds/" + id;
}
std::string CallbackNameOf(const CallbackRecord& record) { return CallbackNameOf(record.branch, record.id); }

v1::Role RoleOf(domain::Role role) {
  switch (role) {
    case domain::Role::kDesk:
      return v1::ROLE_DESK;
    case domain::Role::kColleague:
      return v1::ROLE_COLLEAGUE;
    case domain::Role::kManager:
      return v1::ROLE_MANAGER;
    case domain::Role::kHeadOffice:
      return v1::ROLE_HEAD_OFFICE;
    case domain::Role::kOperator:
      return v1::ROLE_OPERATOR;
    case domain::Role::kService:
      break;
  }
  return v1::ROLE_UNSPECIFIED;
}

void Fill(Instant at, google::protobuf::Timestamp* to) {
  const std::int64_t ms = domain::ToMillis(at);
  const std::int64_t seconds = ms >= 0 ? ms / 1000 : (ms - 999) / 1000;
  to->set_seconds(seconds);
  to->set_nanos(static_cast<int>((ms - seconds * 1000) * 1000000));
}

Instant TimeOf(const google::protobuf::Timestamp& time) {
  return domain::FromMillis(time.seconds() * 1000 + time.nanos() / 1000000);
}

void Fill(const domain::Party& party, v1::Party* to) {
  switch (party.kind) {
    case domain::Party::Kind::kNobody:
      break;
    case domain::Party::Kind::kPerson:
      to->set_person(party.id);
      break;
    case domain::Party::Kind::kTeam:
      to->set_team(party.id);
      break;
    case domain::Party::Kind::kPool:
      to->set_pool(party.id);
      break;
  }
}

void Fill(const domain::CallWindow& window, v1::CallWindow* to) {
  to->set_from_minute(window.from_minute);
  to->set_until_minute(window.until_minute);
  if (window.not_before != Instant{}) Fill(window.not_before, to->mutable_not_before_time());
}

domain::Party FromMessage(const v1::Party& party) {
  switch (party.kind_case()) {
    case v1::Party::kPerson:
      return {domain::Party::Kind::kPerson, party.person()};
    case v1::Party::kTeam:
      return {domain::Party::Kind::kTeam, party.team()};
    case v1::Party::kPool:
      return {domain::Party::Kind::kPool, party.pool()};
    case v1::Party::KIND_NOT_SET:
      break;
  }
  return {};
}

v1::Callback ToMessage(const CallbackRecord& record, Instant now, bool with_history, const absl::TimeZone& zone) {
  v1::Callback to;
  to.set_name(CallbackNameOf(record));
  to.set_state(static_cast<v1::State>(static_cast<int>(record.state) + 1));
  FillCaller(record.sealed.caller, to.mutable_caller());
  to.set_category(record.category);
  to.set_reason(record.sealed.reason);
  if (record.requested.kind != domain::Party::Kind::kNobody) Fill(record.requested, to.mutable_requested());
  if (record.assignee.kind != domain::Party::Kind::kNobody) Fill(record.assignee, to.mutable_assignee());
  FillPromise(record.promise, StatusOf(record, now), to.mutable_promise());
  for (const domain::Promise& promise : record.former_promises) {
    FillPromise(promise, promise.verdict.value_or(domain::PromiseStatus::kNotJudged), to.add_former_promises());
  }
  to.set_disposition(static_cast<v1::Disposition>(record.disposition));
  Fill(record.called_at, to.mutable_called_time());
  Fill(record.noted_at, to.mutable_noted_time());
  FillWhenSet(record.acknowledge_by, &v1::Callback::mutable_acknowledge_by_time, to);
  FillWhenSet(record.retry_at, &v1::Callback::mutable_retry_time, to);
  FillWhenSet(record.lease_until, &v1::Callback::mutable_call_lease_end_time, to);
  to.set_calling_person(record.calling_person);
  FillWhenSet(NextLook(record), &v1::Callback::mutable_next_look_time, to);
  for (const domain::Attempt& attempt : record.attempts) {
    v1::Attempt* line = to.add_attempts();
    line->set_outcome(static_cast<v1::Outcome>(static_cast<int>(attempt.outcome) + 1));
    Fill(attempt.at, line->mutable_attempt_time());
    line->set_person(attempt.person);
    line->set_remark(RemarkOf(record, attempt.sequence));
  }
  if (record.window) Fill(*record.window, to.mutable_window());
  to.set_origin(static_cast<v1::Origin>(static_cast<int>(record.origin) + 1));
  to.set_chaser_count(record.chaser_count);
  to.set_urgency(record.urgency);
  to.set_version(record.version);
  if (record.open()) FillStanding(StandingOf(record, now), RankOf(record), to.mutable_standing());
  FillPossible(PossibleOf(record), to.mutable_possible());
  if (with_history) FillHistory(record, zone, &to);
  return to;
}

v1::Person ToMessage(const domain::Person& person, const domain::Firm& firm, const domain::Absences& absences,
                     Instant now) {
  v1::Person to;
  to.set_id(person.id);
  to.set_title(person.title);
  for (const std::string& branch : person.branches) to.add_branches(branch);
  to.set_deputy(person.deputy);
  to.set_role(RoleOf(person.role));
  if (const auto until = AwayUntil(person, firm, absences, now)) {
    if (*until == domain::kNever) {
      to.mutable_absent_until()->set_seconds(kUntilToldOtherwise);
    } else {
      Fill(*until, to.mutable_absent_until());
    }
  }
  return to;
}

v1::Firm ToMessage(const domain::Firm& firm, const domain::Absences& absences, Instant now,
                   const std::set<std::string, std::less<>>& at_desk) {
  v1::Firm to;
  to.set_version(firm.version);
  to.set_title(firm.title);
  to.set_document(firm.document);
  Fill(firm.effective_at, to.mutable_effective_time());
  for (const domain::Branch& branch : firm.branches) {
    v1::Branch* line = to.add_branches();
    line->set_id(branch.id);
    line->set_title(branch.title);
    line->set_time_zone(branch.time_zone.name());
    line->set_language(branch.language);
    line->set_phone_country_code(domain::CountryCodeOf(branch.phone_region));
    line->set_manager(branch.manager);
    for (const std::string& person : branch.answer_order) line->add_answer_order(person);
    const auto offline = firm.offline_sentence.find(branch.language);
    if (offline != firm.offline_sentence.end()) line->set_offline_sentence(offline->second);
    for (const int minute : branch.review_minutes) {
      line->add_review_moments(absl::StrFormat("%02d:%02d", minute / 60, minute % 60));
    }
  }
  for (const domain::Person& person : firm.people) {
    v1::Person* line = to.add_people();
    *line = ToMessage(person, firm, absences, now);
    line->set_at_desk(at_desk.contains(person.id));
  }
  for (const domain::Category& category : firm.categories) {
    v1::Category* line = to.add_categories();
    line->set_id(category.id);
    for (const auto& [language, title] : category.title) (*line->mutable_title())[language] = title;
  }
  for (const domain::Team& team : firm.teams) {
    v1::Team* line = to.add_teams();
    line->set_id(team.id);
    line->set_title(team.title);
    for (const std::string& member : team.members) line->add_members(member);
  }
  return to;
}

}  // namespace krul::rpc
