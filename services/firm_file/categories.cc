// The part `categories` of a firm file.
#include <algorithm>
#include <string>
#include <utility>

#include "services/domain/limits.h"
#include "services/firm_file/reading.h"
#include "services/firm_file/written_values.h"

namespace krul::firm_file {
namespace {

using namespace std::chrono_literals;
using domain::Category;
using domain::Millis;
using domain::ServiceLevel;

constexpr Millis kCallBackWithin = 4h;
constexpr Millis kAcknowledgeWithin = 1h;
constexpr Millis kSameDayMargin = 2h;

// Where little time is promised, "mine" must be said in a quarter of it.
Millis DefaultAcknowledgement(const ServiceLevel& level) {
  if (level.kind != ServiceLevel::Kind::kBusinessTime) return kAcknowledgeWithin;
  return std::clamp<Millis>(level.business_time / 4, 1min, kAcknowledgeWithin);
}

ServiceLevel ServiceLevelOf(Fields& fields, Reading& reading) {
  ServiceLevel level{.business_time = kCallBackWithin};
  if (const Node* node = fields.Find("call_back_within")) {
    const Written written = TextOf(*node, fields.PathOf("call_back_within"), reading.faults);
    if (const std::optional<ServiceLevel> given = ReadServiceLevel(written.text)) {
      level = *given;
    } else if (node->kind == Node::Kind::kText) {
      fields.Fault(*node, "call_back_within",
                   Quoted(written.text) + " is no service level; " + kServiceLevelForm + ".");
    }
  }
  const bool same_day = level.kind == ServiceLevel::Kind::kSameDay;
  const Millis margin = fields.Duration("same_day_margin", kSameDayMargin, true);
  if (same_day) level.same_day_margin = margin;
  if (const Node* node = fields.Find("same_day_margin"); node != nullptr && !same_day) {
    fields.Fault(*node, "same_day_margin", "This goes with call_back_within: same day; leave it out.");
  }
  return level;
}

void ReadCategory(const Node& node, const std::string& path, Reading& reading) {
  Fields fields(node, path, reading.faults);
  const Written id = fields.OwnId();
  Category category;
  category.id = id.text;
  category.title = fields.TextByLanguage("title", domain::limits::kTitleLength);
  for (const char* language : {"nl", "en"}) category.title.emplace(language, id.text);
  category.goodbye = fields.TextByLanguage("goodbye", domain::limits::kGoodbyeLength);
  category.call_back_within = ServiceLevelOf(fields, reading);
  category.acknowledge_within =
      fields.Duration("acknowledge_within", DefaultAcknowledgement(category.call_back_within), false);
  category.at_risk_before = fields.Duration("at_risk_before", Millis(0), false);
  category.retry_after = fields.Duration("retry_after", domain::limits::kRetryAfter, false);
  const Node* escalation = fields.Find("escalation");
  category.escalation =
      escalation == nullptr ? DefaultEscalation() : ReadEscalation(*escalation, fields.PathOf("escalation"), reading);
  fields.RefuseOthers();
  if (reading.ids.Define(Named::kCategory, id, reading.faults)) reading.firm.categories.push_back(std::move(category));
}

std::vector<Category> DefaultCategories() {
  Category question;
  question.id = "question";
  question.title = {{"nl", "Vraag"}, {"en", "Question"}};
  question.call_back_within.business_time = kCallBackWithin;
  question.acknowledge_within = kAcknowledgeWithin;

  Category complaint;
  complaint.id = "complaint";
  complaint.title = {{"nl", "Klacht"}, {"en", "Complaint"}};
  complaint.goodbye = {{"nl", "Nogmaals onze excuses voor het ongemak. We gaan er meteen mee aan de slag. Tot ziens."},
                       {"en", "Once more our apologies for the trouble. We will see to it at once. Goodbye."}};
  complaint.call_back_within = {.kind = ServiceLevel::Kind::kSameDay, .same_day_margin = kSameDayMargin};
  complaint.acknowledge_within = 30min;

  Category order;
  order.id = "order";
  order.title = {{"nl", "Bestelling"}, {"en", "Order"}};
  order.call_back_within = {.kind = ServiceLevel::Kind::kWorkingDays, .working_days = 2};
  order.acknowledge_within = 4h;

  std::vector<Category> categories = {std::move(question), std::move(complaint), std::move(order)};
  for (Category& category : categories) {
    category.retry_after = domain::limits::kRetryAfter;
    category.escalation = DefaultEscalation();
  }
  return categories;
}

}  // namespace

void ReadCategories(const Node* node, const std::string& path, Reading& reading) {
  if (node == nullptr || (node->kind == Node::Kind::kList && node->items.empty())) {
    reading.firm.categories = DefaultCategories();
    return;
  }
  ForEachItem(*node, path, reading.faults,
              [&](const Node& item, const std::string& item_path) { ReadCategory(item, item_path, reading); });
}

}  // namespace krul::firm_file
