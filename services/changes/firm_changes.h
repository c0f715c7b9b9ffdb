// New versions of the firm file, and which one all open callbacks have followed. On the loop thread.
#pragma once
#include "services/directory/directory.h"
#include "services/store/firm_store.h"

namespace krul::changes {

class FirmChanges {
 public:
  FirmChanges(store::RecordStore& records, directory::Directory& directory) : firms_(records), directory_(directory) {}

  // Makes the firm the next version. `request` has an id; the same one again answers with the version it made, whatever
  // was applied since.
  runtime::Task<domain::Result<directory::FirmPointer>> Apply(domain::Firm firm, domain::AppliedRequest request);
  // Whether all open callbacks have followed this version; and that they now have.
  runtime::Task<domain::Result<bool>> WasFollowed(std::int64_t version);
  runtime::Task<domain::Result<domain::Done>> MarkFollowed(std::int64_t version);

 private:
  store::FirmStore firms_;
  directory::Directory& directory_;
};

}  // namespace krul::changes
