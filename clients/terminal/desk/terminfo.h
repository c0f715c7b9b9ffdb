// What the terminal can do. Apart from the screen, because the header of terminfo takes many common names as macros.
#pragma once

namespace krul::terminal::desk {

// Looks TERM up; false when it is not set or not known. Before Capability.
bool FindTerminal();

// The sequence of this capability of terminfo, such as "cup"; null when the terminal has none.
const char* Capability(const char* name);

}  // namespace krul::terminal::desk
