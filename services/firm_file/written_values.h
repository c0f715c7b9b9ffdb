// The forms in which a firm file writes values. Each reader answers nullopt for what is not written so; the form to
// write instead is in the constant above it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/domain/firm/firm.h"

namespace krul::firm_file {

// Without spaces at its ends.
std::string_view Stripped(std::string_view text);
// Parts between separators, stripped.
std::vector<std::string_view> Split(std::string_view text, char separator);

// Digits only, at most 9 of them.
std::optional<int> ReadNumber(std::string_view text);

inline constexpr const char* kIdForm = "write 1 to 64 lower-case letters, digits or hyphens";
bool IsId(std::string_view text);

inline constexpr const char* kDurationForm = "write hours and minutes, such as 4h, 90m or 1h30m, at most 8784h";
std::optional<domain::Millis> ReadDuration(std::string_view text);

inline constexpr const char* kTimeForm = "write a time of day such as 09:00";
std::optional<int> ReadTime(std::string_view text);  // minutes after midnight; 24:00 is 1440

inline constexpr const char* kWeekdaysForm =
    "write mon, tue, wed, thu, fri, sat or sun, or several as mon-fri or mon,wed";
std::optional<std::vector<std::size_t>> ReadWeekdays(std::string_view text);  // 0 is Monday

inline constexpr const char* kServiceLevelForm =
    "write business time such as 4h or 90m, \"2 working days\" or \"same day\"";
std::optional<domain::ServiceLevel> ReadServiceLevel(std::string_view text);

// "09:00-12:30, 13:00-17:30" or "closed". Adds to `openings`; answers what is wrong, or an empty string.
std::string ReadOpenings(std::string_view text, std::vector<domain::Opening>& openings);
// Sorts, joins what touches; answers what is wrong when two overlap, or an empty string.
std::string ArrangeOpenings(std::vector<domain::Opening>& openings);

}  // namespace krul::firm_file
