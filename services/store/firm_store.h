// The versions of the firm file over the record store, all in shard 0. A document is kept under an id of its own before
// a version names it, so a number never stands for another document than the one it was given to. On the loop thread.
#pragma once
#include <string>
#include <vector>

#include "services/domain/applied_request.h"
#include "services/runtime/task.h"
#include "services/store/record_store.h"

namespace krul::store {

struct FirmVersion {
  std::int64_t number = 0;
  Instant effective_at{};
  std::string document;            // id of the record that holds it
  domain::AppliedRequest made_by;  // no id: made before this was kept
};

struct LoadedFirmVersions {
  std::vector<FirmVersion> versions;  // ascending
  std::int64_t version = 0;           // of the record; 0: there is none
  Instant now{};
};

// The version that all open callbacks have followed.
struct LoadedFollowed {
  std::int64_t number = 0;   // 0: none yet
  std::int64_t version = 0;  // of the record; 0: there is none
};

class FirmStore {
 public:
  explicit FirmStore(RecordStore& records) : records_(records) {}

  runtime::Task<Result<LoadedFirmVersions>> Load();
  // kConflict: the versions are others than `before` by now.
  runtime::Task<Result<CommitOutcome>> Add(LoadedFirmVersions before, FirmVersion added);

  // The id of the document of a request, which has one of its own.
  static std::string DocumentOf(const domain::AppliedRequest& request);
  // Whether it is kept under this id; false: another document is.
  runtime::Task<Result<bool>> KeepDocument(std::string id, std::string document);
  runtime::Task<Result<std::string>> LoadDocument(std::string id);

  runtime::Task<Result<LoadedFollowed>> LoadFollowed();
  runtime::Task<Result<CommitOutcome>> SaveFollowed(LoadedFollowed before, std::int64_t number);

 private:
  RecordStore& records_;
};

}  // namespace krul::store
