// The firm in force and who is away: read from the store, cached for the process, refreshed every second. On the loop
// thread. A new version takes effect limits::kFirmLead after it was applied, longer than any cache is old, so all
// services change together.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "services/domain/callback/callback_decisions.h"
#include "services/domain/firm/firm.h"
#include "services/domain/people/routing.h"
#include "services/firm_file/firm_file.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/periodic.h"
#include "services/runtime/task.h"
#include "services/store/record_store.h"

namespace krul::directory {

using domain::Instant;
using domain::Result;
using FirmPointer = std::shared_ptr<const domain::Firm>;

class Directory {
 public:
  Directory(store::RecordStore& records, runtime::EventLoop& loop, runtime::Borders& borders);

  // Refreshes every second from now on; stops when `Stop` is called.
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
  const std::set<std::string, std::less<>>& at_desk() const { return at_desk_; }
  // Who has a stream here, told again before limits::kDeskPresence is over; the others are left alone.
  runtime::Task<Result<domain::Done>> TellAtDesk(std::set<std::string> people);

  // Whether all open callbacks have followed this version of the firm file; and that they now have.
  runtime::Task<Result<bool>> WasFollowed(std::int64_t version);
  runtime::Task<Result<domain::Done>> MarkFollowed(std::int64_t version);

  // Installs the firm as the next version, for assignment. The same request again answers with the version it made.
  // kTooManyConflicts: somebody else applied one at the same moment.
  runtime::Task<Result<FirmPointer>> Apply(domain::Firm firm, domain::AppliedRequest request);
  // Away until (kNever: until told otherwise), or back with nullopt. Answers whether it changed.
  runtime::Task<Result<bool>> SetAbsence(std::string person, std::optional<Instant> until,
                                         domain::AppliedRequest request);

 private:
  struct KnownVersion {
    std::int64_t number = 0;
    Instant effective_at{};
  };
  runtime::Task<Result<domain::Done>> Refresh();
  runtime::Task<bool> ReadAtDesk(Instant now);

  store::RecordStore& records_;
  std::vector<KnownVersion> versions_;  // ascending
  struct KeptFirm {
    FirmPointer firm;
    std::int64_t asked = 0;  // the how manieth question was the last one for it
  };
  std::map<std::int64_t, KeptFirm> firms_;  // by number; the limits::kFirmsKept that were asked for last
  std::int64_t asked_ = 0;
  domain::Absences absences_;
  std::set<std::string, std::less<>> at_desk_;
  std::chrono::steady_clock::time_point at_desk_read_{};
  std::chrono::steady_clock::time_point refreshed_at_{};
  runtime::Periodic loop_;
};

}  // namespace krul::directory
