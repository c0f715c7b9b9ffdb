#include "services/assignment/firm_survey_answer.h"

#include <algorithm>
#include <string>
#include <vector>

#include "services/domain/firm/firm_survey.h"
#include "services/domain/limits.h"

namespace krul::assignment {
namespace {

namespace limits = domain::limits;

static_assert(static_cast<int>(domain::FirmWarningCode::kNoManager) == v1::NO_MANAGER);
static_assert(static_cast<int>(domain::FirmWarningCode::kSameName) == v1::SAME_NAME &&
              v1::FirmWarningCode_MAX == v1::SAME_NAME);

}  // namespace

void AnswerSurvey(const domain::Firm& firm, domain::Instant now, v1::ApplyFirmResponse& response) {
  const std::vector<domain::FirmWarning> warnings = WarningsOf(firm);
  const std::size_t told = std::min(warnings.size(), limits::kFirmFileFaults);
  for (std::size_t i = 0; i < told; ++i) {
    v1::FirmWarning* warning = response.add_warnings();
    warning->set_code(static_cast<v1::FirmWarningCode>(warnings[i].code));
    for (const domain::Argument& argument : warnings[i].arguments)
      (*warning->mutable_arguments())[std::string(argument.name)] = argument.value;
  }
  response.set_warnings_left_out(static_cast<std::int32_t>(warnings.size() - told));
  const absl::CivilDay today = absl::ToCivilDay(absl::FromChrono(now), firm.branches.front().time_zone);
  for (const auto& [id, rules] : firm.calendars) {
    v1::ClosedDays* calendar = response.add_closed_days();
    calendar->set_calendar(id);
    for (const domain::ClosedDay& closed : NextClosedDays(rules, today, limits::kClosedDaysAhead)) {
      v1::ClosedDays::Day* day = calendar->add_days();
      day->set_date(absl::FormatCivilTime(closed.day));
      day->set_title(closed.title);
    }
  }
}

}  // namespace krul::assignment
