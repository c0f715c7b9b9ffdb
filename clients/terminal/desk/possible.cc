#include "clients/terminal/desk/possible.h"

#include <algorithm>

#include "clients/terminal/text/times.h"

namespace krul::terminal::desk {
namespace {

bool Fits(const v1::Possible::Row& row, const Who& who, absl::Time now) {
  return std::find(row.roles().begin(), row.roles().end(), who.role) != row.roles().end() &&
         (row.only_person().empty() || row.only_person() == who.person) &&
         (!row.has_from_time() || now >= FromProto(row.from_time())) &&
         (!row.has_until_time() || now <= FromProto(row.until_time()));
}

}  // namespace

bool May(const v1::Callback& callback, v1::Action action, const Who& who, absl::Time now) {
  return std::any_of(callback.possible().rows().begin(), callback.possible().rows().end(),
                     [&](const v1::Possible::Row& row) {
                       return std::find(row.actions().begin(), row.actions().end(), action) != row.actions().end() &&
                              Fits(row, who, now);
                     });
}

}  // namespace krul::terminal::desk
