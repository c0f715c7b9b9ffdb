// WHEN at the latest. Knows no gRPC server; every method is called on the loop thread, one for each RPC of
// proto/krul/v1/deadline_service.proto, which says what each does and refuses.
#pragma once
#include "krul/v1/deadline_service.pb.h"
#include "services/changes/callback_changes.h"
#include "services/changes/round_changes.h"
#include "services/rpc/call.h"
#include "services/store/round_store.h"
#include "services/store/tally_store.h"

namespace krul::deadline_watcher {

using domain::Result;
using rpc::Call;
using runtime::Task;

class DeadlineService {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    store::RoundStore& rounds;
    store::TallyStore& tallies;
    directory::Directory& directory;
  };
  explicit DeadlineService(const Deps& deps)
      : deps_(deps), changes_(deps.callbacks, deps.directory), round_changes_(deps.rounds, deps.directory) {}

  // Promises (promise_methods.cc).
  Task<Result<v1::Callback>> RenegotiatePromise(const Call& call, const v1::RenegotiatePromiseRequest& request);
  Task<Result<v1::ExplainDeadlineResponse>> ExplainDeadline(const Call& call,
                                                            const v1::ExplainDeadlineRequest& request);
  Task<Result<v1::ListLooksResponse>> ListLooks(const Call& call, const v1::ListLooksRequest& request);
  // Review rounds (round_methods.cc).
  Task<Result<v1::ListReviewRoundsResponse>> ListReviewRounds(const Call& call,
                                                              const v1::ListReviewRoundsRequest& request);
  Task<Result<v1::ReviewRound>> GetReviewRound(const Call& call, const v1::GetReviewRoundRequest& request);
  Task<Result<v1::ReviewRound>> ReviewEntry(const Call& call, const v1::ReviewEntryRequest& request);
  Task<Result<v1::ReviewRound>> SignReviewRound(const Call& call, const v1::SignReviewRoundRequest& request);
  // What comes (forecast_method.cc), and what came of it (report_method.cc).
  Task<Result<v1::Forecast>> GetForecast(const Call& call, const v1::GetForecastRequest& request);
  Task<Result<v1::Report>> GetReport(const Call& call, const v1::GetReportRequest& request);

 private:
  Task<Result<directory::FirmPointer>> CurrentFirm();
  Task<Result<v1::ReviewRound>> ChangeRound(const Call& call, store::RoundId id, domain::RoundCommand command);

  Deps deps_;
  changes::CallbackChanges changes_;
  changes::RoundChanges round_changes_;
};

}  // namespace krul::deadline_watcher
