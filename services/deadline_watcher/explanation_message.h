// How a deadline was counted, as the protos tell it.
#pragma once
#include "krul/v1/deadline_service.pb.h"
#include "services/domain/promise/promise_explanation.h"

namespace krul::deadline_watcher {

// Entries, summary, and beside them the lines for people; times of the lines in `zone`.
void Fill(const domain::Explanation& explanation, const absl::TimeZone& zone, v1::ExplainDeadlineResponse* to);

}  // namespace krul::deadline_watcher
