// Who goes away and who is back. On the loop thread.
#pragma once
#include <optional>
#include <string>

#include "services/directory/directory.h"
#include "services/store/absence_store.h"

namespace krul::changes {

class AbsenceChanges {
 public:
  AbsenceChanges(store::RecordStore& records, directory::Directory& directory)
      : absences_(records), directory_(directory) {}

  // Away until (kNever: until told otherwise), or back with nullopt; the directory knows it when this answers. Answers
  // false when the same request had done so before.
  runtime::Task<domain::Result<bool>> Set(std::string person, std::optional<domain::Instant> until,
                                          domain::AppliedRequest request);

 private:
  store::AbsenceStore absences_;
  directory::Directory& directory_;
};

}  // namespace krul::changes
