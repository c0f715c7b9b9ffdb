// desk: the three views of a desk on one terminal, live.
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <memory>

#include "clients/terminal/connection/identifiers.h"
#include "clients/terminal/desk/desk.h"
#include "clients/terminal/desk/live_line.h"
#include "clients/terminal/desk/remote_services.h"
#include "clients/terminal/desk/screen.h"
#include "clients/terminal/desk/signals.h"
#include "clients/terminal/verbs/verbs.h"

namespace krul::terminal {
namespace {

// With a caller on the line, nobody waits longer before going on without the services.
constexpr double kLongestPatienceSeconds = 4;

void Wait(const desk::Signals& signals, const desk::Answers& answers, absl::Duration pause) {
  const int milliseconds = static_cast<int>(std::clamp<int64_t>(absl::ToInt64Milliseconds(pause), 1, 1000));
  std::array<pollfd, 3> sources = {
      {{STDIN_FILENO, POLLIN, 0}, {signals.descriptor(), POLLIN, 0}, {answers.descriptor(), POLLIN, 0}}};
  poll(sources.data(), sources.size(), milliseconds);  // interrupted by a new size, it just draws again
  if ((sources[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) raise(SIGHUP);
}

// Until the desk is left; the signal that ended it, or 0.
int Sit(desk::Screen& screen, desk::Signals& signals, desk::Answers& answers, desk::Desk& desk,
        const WallClock& clock) {
  while (!desk.over()) {
    answers.RunAll();
    desk.Tick();
    if (signals.TakeStopping()) {
      screen.GiveBack();
      signals.Stop();
    }
    if (signals.TakeContinued() || desk.TakeRedraw()) screen.Redraw();
    desk::Canvas canvas(screen.width(), screen.height());
    desk.Draw(canvas);
    screen.Show(canvas);
    Wait(signals, answers, desk.NextTick() - clock.Running());
    if (const int signal = signals.Ending(); signal != 0) return signal;
    while (const auto key = screen.NextKey()) desk.Handle(*key);
  }
  return 0;
}

int OpenDesk(const Settings& given, std::optional<desk::Language> language) {
  Settings settings = given;
  settings.timeout_seconds = std::min(settings.timeout_seconds, kLongestPatienceSeconds);
  const Spool spool(Spool::DefaultFolder());
  const FirmMemory memory(spool, settings);
  FindCredential(settings);  // that nobody is signed in is told before anything is drawn
  desk::Signals signals;
  desk::Answers answers;
  signals.Shut();
  desk::RemoteServices services({settings, spool, memory, answers});
  WallClock clock;
  desk::Desk desk({services, settings, clock, NewUuid}, language, memory.Recall());
  const desk::LiveLine line(
      {settings,
       [&](const v1::WatchResponse& response) { answers.Post([&desk, response] { desk.HeardFromLine(response); }); },
       [&](const grpc::Status& status) { answers.Post([&desk, status] { desk.LineLost(status); }); }});
  signals.Open();
  desk::Screen screen;
  return Sit(screen, signals, answers, desk, clock);
}

}  // namespace

void AddDeskVerb(CLI::App& app, Terminal& terminal) {
  AddVerb(app, terminal, "desk", "krul desk --as anna --branch centrum", [&terminal] {
    RequiredBranch(terminal.settings);
    if (terminal.settings.person.empty()) {
      throw WrongUsage(Told("terminal_error.who_sits_here"));
    }
    const int signal = OpenDesk(terminal.settings, ChosenLanguage(terminal.settings));
    // Whoever sent it sees that it was heard, now that the terminal is as it was.
    if (signal != 0) raise(signal);
    return ExitCode::kOk;
  });
}

}  // namespace krul::terminal
