#include "services/deadline_watcher/explanation_message.h"

#include "absl/time/civil_time.h"
#include "services/domain/speech/explanation_sentences.h"
#include "services/rpc/converters.h"

namespace krul::deadline_watcher {
namespace {
using Entry = v1::ExplainDeadlineResponse::Entry;
using Summary = v1::ExplainDeadlineResponse::Summary;

std::int64_t Seconds(domain::Millis span) { return span / std::chrono::seconds(1); }

void FillEntry(const domain::ExplainedDay& day, Entry* to) {
  to->set_date(std::string(absl::FormatCivilTime(day.day)));
  to->set_kind(static_cast<Entry::Kind>(day.kind));
  for (const domain::OpenSpan& span : day.counted) {
    auto* interval = to->add_intervals();
    rpc::Fill(span.from, interval->mutable_from_time());
    rpc::Fill(span.to, interval->mutable_until_time());
  }
  to->set_counted_seconds(Seconds(day.counted_time()));
  to->set_skip(static_cast<Entry::Skip>(day.skip));
  to->set_holiday(day.holiday);
  to->set_working_day(day.working_day);
  to->set_of_working_days(day.of_working_days);
  if (day.closing_at) rpc::Fill(*day.closing_at, to->mutable_closing_time());
  to->set_margin_seconds(Seconds(day.margin));
  if (day.after) rpc::Fill(*day.after, to->mutable_after_time());
}

void FillSummary(const domain::ExplainedEnd& end, Summary* to) {
  to->set_level(static_cast<Summary::Level>(end.level));
  if (end.level_due_at) rpc::Fill(*end.level_due_at, to->mutable_level_due_time());
  to->set_business_seconds(Seconds(end.business_time));
  to->set_rounded_up_seconds(Seconds(end.rounded_up));
  to->set_working_day(end.working_day);
  if (end.window) rpc::Fill(*end.window, to->mutable_window());
  to->set_window_effect(static_cast<Summary::WindowEffect>(end.window_effect));
  if (end.window_due_at) rpc::Fill(*end.window_due_at, to->mutable_window_due_time());
  if (end.judged_at) rpc::Fill(*end.judged_at, to->mutable_judged_due_time());
  if (end.agreed_at) rpc::Fill(*end.agreed_at, to->mutable_agreed_due_time());
}

}  // namespace

void Fill(const domain::Explanation& explanation, const absl::TimeZone& zone, v1::ExplainDeadlineResponse* to) {
  for (const domain::ExplainedDay& day : explanation.days) FillEntry(day, to->add_entries());
  FillSummary(explanation.end, to->mutable_summary());
  for (std::string& line : SentencesOf(explanation, zone)) to->add_lines(std::move(line));
}

}  // namespace krul::deadline_watcher
