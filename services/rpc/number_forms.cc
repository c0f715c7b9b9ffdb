#include "services/rpc/number_forms.h"

#include <string>
#include <unordered_map>

#include "services/domain/limits.h"

namespace krul::rpc {

domain::NumberForms NumberFormsOf(const domain::Caller& caller) {
  thread_local std::unordered_map<std::string, domain::NumberForms> known;
  if (const auto found = known.find(caller.phone_number_e164); found != known.end()) return found->second;
  domain::NumberForms forms = domain::FormsOf(caller.phone_number_e164, caller.phone_number);
  if (forms.unusual) return forms;  // as this caller typed it
  if (known.size() >= domain::limits::kNumberForms) known.clear();
  known.emplace(caller.phone_number_e164, forms);
  return forms;
}

}  // namespace krul::rpc
