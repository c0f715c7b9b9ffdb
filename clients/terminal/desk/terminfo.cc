#include "clients/terminal/desk/terminfo.h"

#include <unistd.h>

#include <cstdlib>

// curses.h before term.h, which needs it.
#include <curses.h>
#include <term.h>

namespace krul::terminal::desk {

bool FindTerminal() {
  const char* name = std::getenv("TERM");
  int error = 0;
  return name != nullptr && *name != '\0' && setupterm(nullptr, STDOUT_FILENO, &error) == OK;
}

const char* Capability(const char* name) {
  const char* sequence = tigetstr(name);
  return sequence == reinterpret_cast<const char*>(-1) ? nullptr : sequence;
}

}  // namespace krul::terminal::desk
