#include "clients/terminal/verbs/branch_clock.h"

#include <algorithm>

#include "clients/terminal/connection/firm_asking.h"
#include "clients/terminal/spool/firm_memory.h"

namespace krul::terminal {
namespace {

// What is printed is worth more than the seconds on its clock.
constexpr double kLongestPatienceSeconds = 2;

std::optional<FirmMemory> MemoryOf(const Settings& settings) {
  try {
    return FirmMemory(Spool(Spool::DefaultFolder()), settings);
  } catch (const Failure&) {
    return std::nullopt;  // nobody's home: nothing is remembered
  }
}

// People, teams and all else by their ids.
v1::Firm WithoutTitles(v1::Firm firm) {
  for (v1::Branch& branch : *firm.mutable_branches()) branch.clear_title();
  for (v1::Person& person : *firm.mutable_people()) person.clear_title();
  firm.clear_teams();
  firm.clear_categories();
  return firm;
}

}  // namespace

v1::Firm BranchClock::Learn() {
  const std::optional<FirmMemory> memory = MemoryOf(settings_);
  Settings impatient = settings_;
  impatient.timeout_seconds = std::min(impatient.timeout_seconds, kLongestPatienceSeconds);
  try {
    Connection connection(impatient);
    v1::Firm firm = AskFirm(connection);
    if (firm.has_now_time()) clock_.Learn(firm.now_time());
    // So that zones, and the sentence that a desk speaks then, are known on the day when nobody can be asked.
    if (memory && memory->IsOld()) memory->Remember(firm);
    return firm;
  } catch (const Failure&) {
    // What the verb itself asks for tells why.
    return memory ? memory->Recall().value_or(v1::Firm()) : v1::Firm();
  }
}

const FirmBook& BranchClock::Book() {
  if (!book_) book_.emplace(WithoutTitles(Learn()), settings_.branch);
  return *book_;
}

void BranchClock::TakeZonesOf(const v1::Firm& firm) {
  Book();
  book_.emplace(WithoutTitles(firm), settings_.branch);
}

absl::Time BranchClock::Now() {
  Book();
  return clock_.Now();
}

absl::TimeZone BranchClock::ZoneOf(const std::string& branch) { return Book().ZoneOf(branch); }

google::protobuf::Timestamp BranchClock::MomentOf(const TypedMoment& typed, const std::string& branch) {
  return ToProto(typed.At(Now(), ZoneOf(branch)));
}

std::string BranchClock::BranchOf(const std::string& person) {
  const v1::Person* found = Book().FindPerson(person);
  return found == nullptr ? settings_.branch : Book().BranchOf(*found);
}

Reader BranchClock::ReaderIn(words::Language language) {
  const FirmBook& book = Book();
  return {book, language, clock_.Now(), ""};
}

}  // namespace krul::terminal
