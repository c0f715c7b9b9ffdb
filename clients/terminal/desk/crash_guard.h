// The terminal is given back as it was found also when the program crashes. For screen.cc.
#pragma once

namespace krul::terminal::desk {

// Remembers how the terminal is now, and from here on restores it before a crash ends the program.
void GuardTerminal();

// The sequences that undo what the screen did, as terminfo has them; each may be missing (null).
void RememberRestoring(const char* plain, const char* default_colours, const char* keypad_off, const char* first_screen,
                       const char* cursor_on);

void UnguardTerminal();

}  // namespace krul::terminal::desk
