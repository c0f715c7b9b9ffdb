// Who is away, over the record store: one record of the whole firm, in shard 0. On the loop thread.
#pragma once
#include <vector>

#include "services/domain/applied_request.h"
#include "services/domain/people/availability.h"
#include "services/runtime/task.h"
#include "services/store/record_store.h"

namespace krul::store {

struct AbsenceRecord {
  domain::Absences absences;
  std::vector<domain::AppliedRequest> applied;  // the last of them
};

struct LoadedAbsences {
  AbsenceRecord record;
  std::int64_t version = 0;  // of the record; 0: there is none
  Instant now{};
};

class AbsenceStore {
 public:
  explicit AbsenceStore(RecordStore& records) : records_(records) {}

  runtime::Task<Result<LoadedAbsences>> Load();
  // kConflict: the record is another than that of version `before` by now.
  runtime::Task<Result<CommitOutcome>> Save(std::int64_t before, AbsenceRecord record);

 private:
  RecordStore& records_;
};

}  // namespace krul::store
