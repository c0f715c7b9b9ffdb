#include "services/domain/caller/same_name.h"

#include "unicode/normalizer2.h"
#include "unicode/uchar.h"
#include "unicode/unistr.h"

namespace krul::domain {
namespace {

// As it is compared: folded, one space between words, none around them.
icu::UnicodeString Plain(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto typed =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  const icu::UnicodeString folded = U_SUCCESS(status) ? fold->normalize(typed, status) : typed;
  icu::UnicodeString plain;
  bool space = false;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    const UChar32 letter = folded.char32At(at);
    if (u_isUWhiteSpace(letter)) {
      space = true;
      continue;
    }
    if (space && !plain.isEmpty()) plain.append(u' ');
    space = false;
    plain.append(letter);
  }
  return plain;
}

}  // namespace

std::string PlainName(std::string_view name) {
  std::string plain;
  return Plain(name).toUTF8String(plain);
}

bool IsSameName(std::string_view one, std::string_view other) { return Plain(one) == Plain(other); }

}  // namespace krul::domain
