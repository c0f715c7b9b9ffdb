#include "services/rpc/history_converter.h"

#include "services/domain/speech/event_sentence.h"
#include "services/rpc/converters.h"

namespace krul::rpc {
namespace {

void FillFacts(const domain::EventFacts& facts, v1::AuditEvent* to) {
  if (facts.party.kind != domain::Party::Kind::kNobody) Fill(facts.party, to->mutable_party());
  for (const std::string& person : facts.people) to->add_people(person);
  if (facts.outcome) to->set_outcome(static_cast<v1::Outcome>(static_cast<int>(*facts.outcome) + 1));
  to->set_disposition(static_cast<v1::Disposition>(facts.disposition));
  if (facts.moment) Fill(*facts.moment, to->mutable_moment());
  to->set_number(facts.number);
  to->set_undone_sequence(facts.undone_sequence);
  to->set_firm_version(facts.firm_version);
  to->set_cause(static_cast<v1::EventCause>(facts.cause));
}

}  // namespace

v1::EventType ToMessage(domain::EventType type) { return static_cast<v1::EventType>(static_cast<int>(type) + 1); }

void FillHistory(const domain::CallbackRecord& record, const absl::TimeZone& zone, v1::Callback* to) {
  for (const domain::AuditEvent& event : record.history) {
    v1::AuditEvent* line = to->add_history();
    line->set_sequence(event.sequence);
    line->set_type(ToMessage(event.type));
    Fill(event.at, line->mutable_event_time());
    line->set_actor(event.actor);
    line->set_desk(event.desk);
    line->set_sentence(SentenceOf(event, zone));
    const auto remark = record.sealed.remarks.find(event.sequence);
    if (remark != record.sealed.remarks.end()) line->set_remark(remark->second);
    FillFacts(event.facts, line);
  }
}

}  // namespace krul::rpc
