// Who is there, worked out a second time: a person's own openings laid on the time line, and absences cut out of them.
// What is left are the parts of time in which he is there; each question is a walk over them. It shares no code with
// people/availability and business_calendar.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "services/domain/people/availability.h"
#include "tests/simulation/promised_moments.h"

namespace krul::simulation {

class Attendance {
 public:
  // Asked by `branch`; all three must outlive it.
  Attendance(const domain::Firm& firm, const domain::Branch& branch, const domain::Absences& absences);

  // What must be met: when at the latest, and from when on the caller may be called.
  struct Moment {
    Instant due = domain::kNever;
    Instant earliest{};
    bool operator==(const Moment&) const = default;
  };

  Instant ThereFrom(const std::string& person, Instant at) const;  // kNever: not any more
  bool IsThere(const std::string& person, Instant at) const;
  bool CanMeet(const std::string& person, const Moment& moment, Instant now) const;
  // Of who can: when he is gone before the moment; nullopt: he is not.
  std::optional<Instant> GoneFrom(const std::string& person, const Moment& moment, Instant now) const;
  // When so much of his time has passed; kNever.
  Instant OwnTimeAfter(const std::string& person, Instant from, Millis wanted) const;

  std::vector<std::string> Deputies(const std::string& person) const;  // his, theirs, and so on: each once
  std::string WhoActs(const std::string& person, Instant at) const;    // "": nobody
  std::vector<std::string> ThereOf(const std::vector<std::string>& people, Instant at) const;
  // Who hears what the manager must: never empty.
  std::vector<std::string> Managers(Instant at) const;

 private:
  using Span = PromisedMoments::Span;
  PromisedMoments OwnOpenings(const domain::Person& person) const;
  // The parts of his time that end after `from`, in order, until `visit` answers false.
  void Parts(const std::string& person, Instant from, const std::function<bool(const Span&)>& visit) const;
  bool IsAway(const std::string& person, Instant at) const;
  Instant OpenFrom(Instant at) const;  // the branch; `at` where it never is
  Instant MustBeBackBefore(Instant due) const;

  const domain::Firm& firm_;
  const domain::Branch& branch_;
  const domain::Absences& absences_;
  const PromisedMoments openings_;
};

}  // namespace krul::simulation
