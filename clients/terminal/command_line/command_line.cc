#include "clients/terminal/command_line/command_line.h"

namespace krul::terminal {

void DeclareCommandLine(CLI::App& app, Terminal& terminal, const std::string& version) {
  app.require_subcommand(1)->fallthrough();  // so that what holds for every verb may stand after it too
  app.set_version_flag("--version", "krul " + version);
  app.get_formatter()->column_width(34);
  app.footer(
      "WHO is anna, team:sales or pool:centrum. TIME is 14:00, \"2026-11-24 14:00\", +2h30m or RFC 3339.\n"
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 kept and not yet confirmed, 4 not signed in.\n"
      "Example:\n  krul note --for anna --name \"Mrs Jansen\" --phone 06-12345678 --branch centrum");
  AddGlobalOptions(app, terminal.settings);
  AddDeskVerb(app, terminal);
  AddNoteVerbs(app, terminal);
  AddDeskVerbs(app, terminal);
  AddSpoolVerbs(app, terminal);
  AddListVerbs(app, terminal);
  AddColleagueVerbs(app, terminal);
  AddSecondThoughtVerbs(app, terminal);
  AddPresenceVerbs(app, terminal);
  AddDeadlineVerbs(app, terminal);
  AddReviewRoundVerbs(app, terminal);
  AddForecastVerb(app, terminal);
  AddReportVerb(app, terminal);
  AddWatchVerb(app, terminal);
  AddImportVerb(app, terminal);
  AddExportVerb(app, terminal);
  AddFirmVerbs(app, terminal);
  AddDoctorVerb(app, terminal);
  AddCompletionVerb(app, terminal);
}

}  // namespace krul::terminal
