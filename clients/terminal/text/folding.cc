#include "clients/terminal/text/folding.h"

#include <unicode/translit.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "absl/strings/ascii.h"

namespace krul::terminal {
namespace {

std::unique_ptr<icu::Transliterator> MadePlain() {
  UErrorCode status = U_ZERO_ERROR;
  // Most of a text is ASCII: passing over it is twenty times as fast. A letter with a stroke or a bar is no letter with
  // a mark, but Latin-ASCII knows it.
  std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
      "[:^ASCII:]; NFKD; [[:Nonspacing Mark:][:Default Ignorable Code Point:]] Remove; NFC; Latin-ASCII",
      UTRANS_FORWARD, status));
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  return made;
}

}  // namespace

std::string Folded(absl::string_view text) {
  const bool plain =
      std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isascii(static_cast<uint8_t>(c)); });
  if (plain) return absl::AsciiStrToLower(text);
  thread_local const std::unique_ptr<icu::Transliterator> kPlain = MadePlain();
  auto folded = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  kPlain->transliterate(folded);
  std::string out;
  return folded.foldCase().toUTF8String(out);
}

}  // namespace krul::terminal
