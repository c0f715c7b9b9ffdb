#include "clients/terminal/desk/screen.h"

#include <langinfo.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <cwchar>
#include <string>

#include "clients/terminal/desk/crash_guard.h"
#include "clients/terminal/desk/terminfo.h"
#include "clients/terminal/text/failure.h"
#include "clients/terminal/text/text.h"

// After the rest: its macros take common names.
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>

namespace krul::terminal::desk {
namespace {

constexpr int kEscapeWaitMs = 50;  // an arrow key over a slow line comes in parts

enum Pair : short { kHeadingPair = 1, kGoodPair, kWarningPair, kAlarmPair };

Failure NoTerminal(Told told) {
  Failure failure = WrongUsage(std::move(told));
  failure.advice = {Told("terminal_advice.line_by_line")};
  return failure;
}

void RequireTerminal() {
  if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0) {
    throw NoTerminal(Told("terminal_error.no_terminal"));
  }
  if (!FindTerminal()) {
    throw NoTerminal(Told("terminal_error.unknown_terminal"));
  }
  if (Capability("cup") == nullptr) {
    throw NoTerminal(Told("terminal_error.cannot_place", {{"kind", std::getenv("TERM")}}));
  }
}

// Text is UTF-8 everywhere here; a locale that cannot say so would show names as question marks.
void ChooseLocale() {
  std::setlocale(LC_ALL, "");
  if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0) std::setlocale(LC_CTYPE, "C.UTF-8");
}

// Ctrl-C and Ctrl-S are keys of the desk: the first must not throw a call away that is being taken. Ctrl-Z stays.
void LeaveKeysToTheDesk() {
  termios mode{};
  if (tcgetattr(STDIN_FILENO, &mode) != 0) return;
  mode.c_cc[VINTR] = _POSIX_VDISABLE;
  mode.c_cc[VQUIT] = _POSIX_VDISABLE;
  mode.c_iflag &= ~static_cast<tcflag_t>(IXON);
  mode.c_lflag &= ~static_cast<tcflag_t>(IEXTEN);
  mode.c_lflag |= NOFLSH;  // what was typed before Ctrl-Z is not thrown away
  tcsetattr(STDIN_FILENO, TCSANOW, &mode);
  def_prog_mode();  // also after a suspend
}

attr_t AttributesOf(const Style& style) {
  attr_t attributes = A_NORMAL;
  if (style.bold) attributes |= A_BOLD;
  if (style.dim) attributes |= A_DIM;
  if (style.reverse) attributes |= A_REVERSE;
  if (style.underline) attributes |= A_UNDERLINE;
  return attributes;
}

short PairOf(Tone tone) {
  switch (tone) {
    case Tone::kHeading:
      return kHeadingPair;
    case Tone::kGood:
      return kGoodPair;
    case Tone::kWarning:
      return kWarningPair;
    case Tone::kAlarm:
      return kAlarmPair;
    case Tone::kPlain:
      return 0;
  }
  return 0;
}

// As many columns as the canvas means it to take, or a replacement that does: otherwise the rest of the line would
// move.
std::wstring WideText(const Glyph& glyph) {
  std::wstring wide(glyph.bytes.size() + 1, L'\0');
  std::mbstate_t state{};
  const char* bytes = glyph.bytes.c_str();
  const size_t length = std::mbsrtowcs(wide.data(), &bytes, wide.size(), &state);
  if (length != static_cast<size_t>(-1)) {
    wide.resize(length);
    if (!wide.empty() && wcwidth(wide[0]) == glyph.columns) return wide;
  }
  return glyph.columns == 2 ? L"\uFFFD " : L"\uFFFD";
}

std::string Utf8Of(wint_t character) {
  char bytes[MB_LEN_MAX];
  std::mbstate_t state{};
  const size_t length = std::wcrtomb(bytes, static_cast<wchar_t>(character), &state);
  return length == static_cast<size_t>(-1) ? "" : std::string(bytes, length);
}

std::optional<Key> NamedKey(wint_t code) {
  switch (code) {
    case KEY_UP:
      return Key{Named::kUp, ""};
    case KEY_DOWN:
      return Key{Named::kDown, ""};
    case KEY_LEFT:
      return Key{Named::kLeft, ""};
    case KEY_RIGHT:
      return Key{Named::kRight, ""};
    case KEY_HOME:
      return Key{Named::kHome, ""};
    case KEY_END:
      return Key{Named::kEnd, ""};
    case KEY_PPAGE:
      return Key{Named::kPageUp, ""};
    case KEY_NPAGE:
      return Key{Named::kPageDown, ""};
    case KEY_BTAB:
      return Key{Named::kBackTab, ""};
    case KEY_DC:
      return Key{Named::kDelete, ""};
    case KEY_BACKSPACE:
      return Key{Named::kBackspace, ""};
    case KEY_ENTER:
      return Key{Named::kEnter, ""};
    case KEY_F(1):
      return Key{Named::kHelp, ""};
    default:
      if (code > KEY_F(1) && code <= KEY_F(12)) return Key{Named::kFunction, std::to_string(code - KEY_F0)};
      return std::nullopt;  // KEY_RESIZE too: the next drawing asks for the size
  }
}

std::optional<Key> CharacterKey(wint_t character) {
  constexpr wint_t kEscape = 27;
  constexpr wint_t kDelete = 127;
  switch (character) {
    case '\r':
    case '\n':
      return Key{Named::kEnter, ""};
    case '\t':
      return Key{Named::kTab, ""};
    case '\b':
    case kDelete:
      return Key{Named::kBackspace, ""};
    case kEscape:
      return Key{Named::kEscape, ""};
    default:
      break;
  }
  if (character >= 1 && character <= 26) return Control(static_cast<char>('a' + character - 1));
  const std::string text = Utf8Of(character);
  if (character < 32 || text.empty() || Visible(text) != text) return std::nullopt;
  return Typed(text);
}

}  // namespace

Screen::Screen() {
  RequireTerminal();
  ChooseLocale();
  const bool wants_colour = std::getenv("NO_COLOR") == nullptr || *std::getenv("NO_COLOR") == '\0';
  GuardTerminal();
  initscr();
  cbreak();
  noecho();
  nonl();
  LeaveKeysToTheDesk();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  set_escdelay(kEscapeWaitMs);
  RememberRestoring(Capability("sgr0"), Capability("op"), Capability("rmkx"), Capability("rmcup"), Capability("cnorm"));
  colour_ = wants_colour && has_colors() && start_color() == OK && use_default_colors() == OK;
  if (!colour_) return;
  init_pair(kHeadingPair, COLOR_CYAN, -1);
  init_pair(kGoodPair, COLOR_GREEN, -1);
  init_pair(kWarningPair, COLOR_YELLOW, -1);
  init_pair(kAlarmPair, COLOR_RED, -1);
}

Screen::~Screen() {
  endwin();
  UnguardTerminal();
}

int Screen::width() const { return COLS; }
int Screen::height() const { return LINES; }

void Screen::Show(const Canvas& canvas) {
  erase();
  for (int row = 0; row < canvas.height(); ++row) {
    for (int column = 0; column < canvas.width(); ++column) {
      const Glyph& glyph = canvas.At(row, column);
      if (glyph.columns == 0) continue;
      if (glyph.bytes == " " && glyph.style == Style{}) continue;
      const std::wstring text = WideText(glyph);
      cchar_t cell;
      const short pair = colour_ ? PairOf(glyph.style.tone) : static_cast<short>(0);
      if (setcchar(&cell, text.c_str(), AttributesOf(glyph.style), pair, nullptr) == OK) mvadd_wch(row, column, &cell);
    }
  }
  if (canvas.cursor) {
    move(canvas.cursor->row, std::min(canvas.cursor->column, canvas.width() - 1));
    curs_set(1);
  } else {
    curs_set(0);
  }
  refresh();
}

void Screen::GiveBack() { endwin(); }

void Screen::Redraw() { clearok(curscr, TRUE); }

std::optional<Key> Screen::NextKey() {
  for (;;) {
    wint_t code = 0;
    const int kind = get_wch(&code);
    if (kind == ERR) return std::nullopt;
    const std::optional<Key> key = kind == KEY_CODE_YES ? NamedKey(code) : CharacterKey(code);
    if (key) return key;
  }
}

}  // namespace krul::terminal::desk
