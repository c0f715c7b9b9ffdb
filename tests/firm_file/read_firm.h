// Reads firm files in tests: what comes of a good one, and what is told of a faulty one.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "services/firm_file/firm_file.h"

namespace krul::firm_file {

inline constexpr domain::Instant kNow = domain::Instant(domain::Millis(1'795'000'000'000));  // 18 November 2026

inline constexpr char kSmall[] = "title: Klein\nbranches: [{id: centrum}]\npeople: [{id: anna}]\n";

inline std::vector<Fault> FaultsOf(const std::string& document) {
  auto read = ReadFirmFile(document, kNow);
  auto* faults = std::get_if<std::vector<Fault>>(&read);
  return faults ? *faults : std::vector<Fault>();
}

// A line for each: "3 branches[0].id: what is wrong".
inline std::string Words(const std::vector<Fault>& faults) {
  std::string words;
  for (const Fault& fault : faults) {
    words += std::to_string(fault.line) + " " + fault.field + ": " + fault.message + "\n";
  }
  return words;
}

inline domain::Firm Read(const std::string& document) {
  auto read = ReadFirmFile(document, kNow);
  if (auto* firm = std::get_if<domain::Firm>(&read)) return std::move(*firm);
  ADD_FAILURE() << document << "\n" << Words(std::get<std::vector<Fault>>(read));
  return domain::Firm();
}

}  // namespace krul::firm_file
