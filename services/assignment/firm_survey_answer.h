// What ApplyFirm answers of a good file beside the firm.
#pragma once
#include "krul/v1/assignment_service.pb.h"
#include "services/domain/firm/firm.h"

namespace krul::assignment {

// Warnings, and the closed days from the date on that it is `now` in the first branch.
void AnswerSurvey(const domain::Firm& firm, domain::Instant now, v1::ApplyFirmResponse& response);

}  // namespace krul::assignment
