// Between the domain and the API's messages.
#pragma once
#include <google/protobuf/timestamp.pb.h>

#include <set>
#include <string>

#include "krul/v1/callback.pb.h"
#include "krul/v1/firm.pb.h"
#include "services/domain/callback/callback.h"
#include "services/domain/firm/firm.h"
#include "services/domain/people/routing.h"

namespace krul::rpc {

std::string CallbackNameOf(const std::string& branch, const std::string& id);  // branches/{branch}/callbacks/{id}
std::string CallbackNameOf(const domain::CallbackRecord& record);
std::string RoundNameOf(const std::string& branch, const std::string& id);  // branches/{branch}/rounds/{id}
v1::Role RoleOf(domain::Role role);                                         // ROLE_UNSPECIFIED: a service

void Fill(domain::Instant at, google::protobuf::Timestamp* to);
domain::Instant TimeOf(const google::protobuf::Timestamp& time);  // to the millisecond
void Fill(const domain::Party& party, v1::Party* to);
void Fill(const domain::CallWindow& window, v1::CallWindow* to);
domain::Party FromMessage(const v1::Party& party);

// The promise's status is that at `now`. Sentences of the history show times in `zone`, that of the branch.
v1::Callback ToMessage(const domain::CallbackRecord& record, domain::Instant now, bool with_history,
                       const absl::TimeZone& zone = absl::UTCTimeZone());
v1::Firm ToMessage(const domain::Firm& firm, const domain::Absences& absences, domain::Instant now,
                   const std::set<std::string, std::less<>>& at_desk = {});
v1::Person ToMessage(const domain::Person& person, const domain::Firm& firm, const domain::Absences& absences,
                     domain::Instant now);

}  // namespace krul::rpc
