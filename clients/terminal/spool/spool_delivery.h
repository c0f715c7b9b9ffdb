// From the spool to the services, so that every note is saved once: the same id, and the same content until it is known
// what became of it.
#pragma once

#include <functional>
#include <optional>

#include "absl/time/time.h"
#include "clients/terminal/connection/settings.h"
#include "clients/terminal/spool/spool.h"
#include "clients/terminal/text/failure.h"

namespace krul::terminal {

enum class Fate {
  kConfirmed,  // saved, and no longer kept
  kWaiting,    // kept: the services are away, or gave no answer
  kRefused,    // kept with the reason: it was not saved, and will not be as it is
};

struct Delivered {
  Fate fate;
  v1::Callback callback;           // when confirmed; another one's when it was attached as a chaser
  std::optional<Failure> failure;  // otherwise
};

class SpoolDelivery {
 public:
  struct Deps {
    const Spool& spool;
    const Settings& settings;
  };
  explicit SpoolDelivery(Deps deps) : deps_(deps) {}

  // Keeps a note with its quote, then sends it, once. Refused, it is kept with the reason. Throws a Failure when it
  // could not be kept; then nothing was sent.
  Delivered KeepAndSend(SpooledNote note) const;

  // Sends what is kept: as it was sent before while its outcome is unknown, else under a quote of its own that counts
  // from the call. Under the lock.
  Delivered Deliver(SpooledNote note) const;

  // All that waits for these services, earliest first, until the line is away; `told` after each. False while somebody
  // else delivers. `everywhere`: what was meant for services at other addresses too.
  bool DeliverAll(const std::function<void(const SpooledNote&, const Delivered&)>& told, bool everywhere = false) const;

  // Why nothing came of it does not lie in the note: it may be tried again as it is.
  static bool MayPassLater(const Failure& failure);

 private:
  Settings SettingsOf(const SpooledNote& note) const;
  void Quote(SpooledNote& note) const;
  // Written down first as sent; refused, it is left as waiting for another quote.
  Delivered Send(SpooledNote& note) const;
  Delivered Refuse(SpooledNote& note, const Failure& failure) const;

  Deps deps_;
};

// The note as these settings take it, of a call that came at `taken`.
SpooledNote NewSpooledNote(const Settings& settings, v1::NoteCallbackRequest request, absl::Time taken);

}  // namespace krul::terminal
