// Gathers what is wrong with a firm file, so that all of it is told at once.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/firm_file/firm_file.h"

namespace krul::firm_file {

class Faults {
 public:
  void Add(int line, std::string field, std::string message);
  bool empty() const { return faults_.empty(); }
  std::size_t size() const { return faults_.size() + left_out_; }
  // In the order of the document, at most limits::kFirmFileFaults and a last one that counts the others.
  std::vector<Fault> Take();

 private:
  std::vector<Fault> faults_;
  std::size_t left_out_ = 0;
};

// What somebody wrote, in quotes, cut short and without control characters: fit for a message.
std::string Quoted(std::string_view written);

// " Did you mean x?" when one of `known` is near to what was written, else empty.
std::string DidYouMean(std::string_view written, const std::vector<std::string_view>& known);

}  // namespace krul::firm_file
