// A report as people read it, and as a file.
#pragma once

#include <string>

#include "clients/terminal/text/sheet_form.h"
#include "clients/words/language.h"
#include "krul/v1/deadline_service.pb.h"

namespace krul::terminal {

// The columns that matter, the total last; below it what was promised to nobody, if there was any. `heading` is the
// word over the keys. Times are in minutes of business time.
std::string ReportTable(const v1::Report& report, const std::string& group, words::Language language);

// All fields, the total last under the key "total". The names of the columns stay as they are.
std::string ReportCsv(const v1::Report& report, const std::string& heading, const SheetForm& form);

// "97.4 %", cut and not rounded, so that 100 % means every one; empty when there is nothing to judge.
std::string Rate(int64_t kept, int64_t missed);

}  // namespace krul::terminal
