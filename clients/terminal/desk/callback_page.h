// One callback with all that happened to it, as lines to read.
#pragma once

#include <string>
#include <vector>

#include "clients/terminal/desk/overlays.h"
#include "clients/terminal/desk/words.h"
#include "clients/terminal/phrases/reader.h"
#include "krul/v1/deadline_service.pb.h"

namespace krul::terminal::desk {

Page CallbackPage(const v1::Callback& callback, const Reader& reader, const Words& words, int columns);

// How its deadline was counted.
Page ExplanationPage(const v1::ExplainDeadlineResponse& explained, const v1::Callback& callback, const Reader& reader,
                     int columns);

}  // namespace krul::terminal::desk
