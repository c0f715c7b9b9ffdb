#include "clients/terminal/views/shell_reader.h"

#include "absl/time/clock.h"

namespace krul::terminal {

desk::Reader ShellReader(words::Language language) {
  static const desk::FirmBook kNoFirm;
  return {kNoFirm, language, absl::Now(), ""};
}

}  // namespace krul::terminal
