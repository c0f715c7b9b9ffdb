// The firm in force, who is away and who is at a desk: kept for the process, read anew every second. On the loop
// thread. A new version takes effect limits::kFirmLead after it was made, longer than anything here is old, so all
// services change together.
#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <vector>

#include "services/domain/firm/firm.h"
#include "services/domain/people/routing.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/periodic.h"
#include "services/runtime/task.h"
#include "services/store/absence_store.h"
#include "services/store/firm_store.h"
#include "services/store/presence_store.h"

namespace krul::directory {

using domain::Instant;
using domain::Result;
using FirmPointer = std::shared_ptr<const domain::Firm>;

class Directory {
 public:
  Directory(store::RecordStore& records, runtime::EventLoop& loop, runtime::Borders& borders);

  // Reads every second from now on; stops when `Stop` is called.
  void Start() { loop_.Start(); }
  void Stop() { loop_.Stop(); }

  // The store's time.
  runtime::Task<Result<Instant>> Now();
  // The version in force at `now`. kNoFirm: none was applied.
  runtime::Task<Result<FirmPointer>> Current(Instant now);
  // Any version ever applied; kNotFound.
  runtime::Task<Result<FirmPointer>> Version(std::int64_t number);
  // At most a second old.
  const domain::Absences& absences() const { return absences_; }
  // People with a desk stream open: a hint, some seconds old.
  const store::People& at_desk() const { return at_desk_; }
  // Reads which versions there are and who is away: for those who just changed it.
  runtime::Task<Result<domain::Done>> Refresh();

 private:
  struct KeptFirm {
    FirmPointer firm;
    std::int64_t asked = 0;  // the how manieth question was the last one for it
  };
  // nullptr: not among those that were read last.
  const store::FirmVersion* Known(std::int64_t number) const;

  store::RecordStore& records_;
  store::FirmStore firm_store_;
  store::AbsenceStore absence_store_;
  store::PresenceStore presence_store_;
  std::vector<store::FirmVersion> versions_;  // ascending
  std::map<std::int64_t, KeptFirm> firms_;    // by number; the limits::kFirmsKept that were asked for last
  std::int64_t asked_ = 0;
  domain::Absences absences_;
  store::People at_desk_;
  std::chrono::steady_clock::time_point at_desk_read_{};
  std::chrono::steady_clock::time_point refreshed_at_{};
  runtime::Periodic loop_;
};

}  // namespace krul::directory
