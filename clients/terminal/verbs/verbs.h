// The verbs of krul, grouped by who uses them. Each Add function declares its verbs to the parser; the one that was
// typed ends up in Terminal::chosen.
#pragma once

#include <functional>
#include <string>

#include "CLI/CLI.hpp"
#include "clients/terminal/connection/connection.h"
#include "clients/terminal/connection/settings.h"
#include "clients/terminal/text/failure.h"
#include "clients/terminal/text/sheet_form.h"
#include "clients/terminal/verbs/branch_clock.h"
#include "clients/words/catalogue.h"

namespace krul::terminal {

struct Terminal {
  Settings settings;
  Connection connection{settings};
  BranchClock clock{settings};
  std::function<ExitCode()> chosen;

  Reader reader() { return clock.ReaderIn(language()); }
  words::Language language() const { return LanguageOfVerbs(settings); }
  std::string Said(words::Key key, const words::Values& values = {}) const {
    return words::Say(language(), key, values);
  }
};

void AddFirmVerbs(CLI::App& app, Terminal& terminal);           // firm check, firm apply, firm show
void AddNoteVerbs(CLI::App& app, Terminal& terminal);           // quote, note
void AddDeskVerb(CLI::App& app, Terminal& terminal);            // desk
void AddDeskVerbs(CLI::App& app, Terminal& terminal);           // handled, chase, erase
void AddSpoolVerbs(CLI::App& app, Terminal& terminal);          // spool list, spool deliver, spool drop
void AddListVerbs(CLI::App& app, Terminal& terminal);           // board, inbox, find, show
void AddColleagueVerbs(CLI::App& app, Terminal& terminal);      // ack, call, attempt, forward, renegotiate, done
void AddSecondThoughtVerbs(CLI::App& app, Terminal& terminal);  // undo, reopen, cancel
void AddPresenceVerbs(CLI::App& app, Terminal& terminal);       // away, back
void AddDeadlineVerbs(CLI::App& app, Terminal& terminal);       // explain, looks
void AddReviewRoundVerbs(CLI::App& app, Terminal& terminal);    // round, round list, round show, round seen, round sign
void AddForecastVerb(CLI::App& app, Terminal& terminal);        // forecast
void AddReportVerb(CLI::App& app, Terminal& terminal);          // report
void AddWatchVerb(CLI::App& app, Terminal& terminal);           // watch
void AddImportVerb(CLI::App& app, Terminal& terminal);          // import
void AddExportVerb(CLI::App& app, Terminal& terminal);          // export
void AddDoctorVerb(CLI::App& app, Terminal& terminal);          // doctor
void AddCompletionVerb(CLI::App& app, Terminal& terminal);      // completion

// A verb with an example for its help; the rest of its help is in the catalogue: see command_line/help.h. What `run`
// captures lives as long as `parent`.
CLI::App* AddVerb(CLI::App& parent, Terminal& terminal, const std::string& name, const std::string& example,
                  std::function<ExitCode()> run);

// The ID of the callback that the verb is about.
void AddId(CLI::App* verb, std::string& id);

// For verbs that write a table for spreadsheets: --separator and --plain.
void AddSheetOptions(CLI::App* verb, SheetWishes& wishes);

// For verbs that change something: --request-id, so that a script can repeat them.
void AddRequestId(CLI::App* verb, Terminal& terminal);

// What --request-id said, else a fresh one.
std::string RequestId(const Terminal& terminal);

// What a callback is after a change: JSON, or its line and what else is open of the same caller.
void PrintChanged(Terminal& terminal, const v1::Callback& callback);

}  // namespace krul::terminal
