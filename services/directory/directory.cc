#include "services/directory/directory.h"

#include <algorithm>

#include "services/domain/limits.h"
#include "services/firm_file/firm_file.h"

namespace krul::directory {
namespace {
using domain::Done;
using domain::Reason;
using domain::Refusal;
using runtime::Async;
using runtime::Task;
using namespace std::chrono_literals;

constexpr auto kAtDeskAge = 5s;

}  // namespace

Directory::Directory(store::RecordStore& records, runtime::EventLoop& loop, runtime::Borders& borders)
    : records_(records),
      firm_store_(records),
      absence_store_(records),
      presence_store_(records),
      loop_({loop, borders, "reading the firm", [this]() -> Task<runtime::Periodic::Rest> {
               auto refreshed = co_await Refresh();
               co_return refreshed ? runtime::Periodic::Rest::For(1s) : runtime::Periodic::Rest::BackOff();
             }}) {}

Task<Result<Instant>> Directory::Now() {
  co_return co_await Async<Result<Instant>>([&](auto done) { records_.Now(std::move(done)); });
}

Task<Result<Done>> Directory::Refresh() {
  const auto asked_at = std::chrono::steady_clock::now();
  Result<store::LoadedFirmVersions> firms = co_await firm_store_.Load();
  if (!firms) co_return firms.refusal();
  versions_ = std::move(firms->versions);
  Result<store::LoadedAbsences> away = co_await absence_store_.Load();
  if (!away) co_return away.refusal();
  absences_ = std::move(away->record.absences);
  refreshed_at_ = asked_at;
  if (asked_at - at_desk_read_ <= kAtDeskAge) co_return Done{};
  if (Result<store::People> at_desk = co_await presence_store_.AtDesk()) {
    at_desk_ = *std::move(at_desk);
    at_desk_read_ = asked_at;
  }
  co_return Done{};
}

Task<Result<FirmPointer>> Directory::Current(Instant now) {
  const bool stale = std::chrono::steady_clock::now() - refreshed_at_ > domain::limits::kFirmLead - 1s;
  if (versions_.empty() || stale) {
    Result<Done> refreshed = co_await Refresh();
    if (!refreshed) co_return refreshed.refusal();
  }
  std::int64_t number = 0;
  for (const store::FirmVersion& version : versions_) {
    if (version.effective_at <= now || number == 0) number = version.number;
  }
  if (number == 0)
    co_return Refusal{Reason::kNoFirm, "No firm file was applied yet: write one and run krul firm apply FILE.", {}};
  co_return co_await Version(number);
}

const store::FirmVersion* Directory::Known(std::int64_t number) const {
  const auto found = std::ranges::find(versions_, number, &store::FirmVersion::number);
  return found == versions_.end() ? nullptr : &*found;
}

Task<Result<FirmPointer>> Directory::Version(std::int64_t number) {
  if (const auto kept = firms_.find(number); kept != firms_.end()) {
    kept->second.asked = ++asked_;
    co_return kept->second.firm;
  }
  if (!Known(number)) {  // applied by another process, less than a second ago
    Result<Done> refreshed = co_await Refresh();
    if (!refreshed) co_return refreshed.refusal();
  }
  const store::FirmVersion* known = Known(number);
  if (!known) co_return domain::NotFound("firm_version", domain::FaultCode::kNoSuchFirmVersion);
  const store::FirmVersion version = *known;  // it may be read anew meanwhile
  Result<std::string> document = co_await firm_store_.LoadDocument(version.document);
  if (!document) co_return document.refusal();
  auto read = firm_file::ReadFirmFile(*document, version.effective_at);
  auto* firm = std::get_if<domain::Firm>(&read);
  if (!firm) co_return store::Unreadable();
  firm->version = version.number;
  firm->effective_at = version.effective_at;
  FirmPointer kept = std::make_shared<const domain::Firm>(std::move(*firm));
  firms_[number] = {kept, ++asked_};
  if (firms_.size() > domain::limits::kFirmsKept) {
    firms_.erase(std::ranges::min_element(firms_, {}, [](const auto& one) { return one.second.asked; }));
  }
  co_return kept;
}

}  // namespace krul::directory
