// One JSON object a line on standard error. Never a name, a number, a reason or any text a caller or colleague wrote.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace krul::runtime {

enum class Severity { kDebug, kInfo, kWarning, kError };

// `service` is named in every line; `level` is debug, info, warning or error (checked by the settings).
void StartLog(std::string_view service, std::string_view level);

using LogField = std::pair<std::string_view, std::string>;
void Log(Severity severity, std::string_view message, std::initializer_list<LogField> fields = {});

}  // namespace krul::runtime
