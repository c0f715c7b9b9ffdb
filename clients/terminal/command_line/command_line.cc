#include "clients/terminal/command_line/command_line.h"

#include "clients/terminal/command_line/help.h"

namespace krul::terminal {

void DeclareCommandLine(CLI::App& app, Terminal& terminal, const std::string& version, words::Language language) {
  app.require_subcommand(1)->fallthrough();  // so that what holds for every verb may stand after it too
  app.set_version_flag("--version", "krul " + version);
  app.footer("krul note --for anna --name \"Mrs Jansen\" --phone 06-12345678 --branch centrum");
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
  WriteHelp(app, language);
}

}  // namespace krul::terminal
