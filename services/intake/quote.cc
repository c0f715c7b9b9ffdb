#include "services/intake/quote.h"

#include <sodium.h>

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace krul::intake {
namespace {

// Ids hold no bar; what was typed may, and comes last.
constexpr char kSeparator = '|';
constexpr std::size_t kFields = 10;

constexpr std::size_t kTagBytes = crypto_generichash_BYTES;

// Keyed BLAKE2b, which needs no HMAC around it.
std::string Tag(const std::string& text, const runtime::Key& key) {
  std::string tag(kTagBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(tag.data()), tag.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), key.data(), key.size());
  return tag;
}

}  // namespace

std::string Seal(const Quote& quote, const runtime::Key& key) {
  const std::string text =
      absl::StrCat("2|", quote.branch, "|", static_cast<int>(quote.requested.kind), "|", quote.requested.id, "|",
                   quote.category, "|", domain::ToMillis(quote.due_at), "|", quote.firm_version, "|",
                   domain::ToMillis(quote.quoted_at), "|", quote.number_e164, "|", quote.typed_number);
  return absl::WebSafeBase64Escape(Tag(text, key) + text);
}

domain::Result<Quote> Unseal(const std::string& sealed, const runtime::Key& key) {
  const domain::Refusal none_of_ours =
      domain::InvalidField("quote", "is not a quote of this installation, or was changed: quote anew");
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(sealed, &bytes) || bytes.size() < kTagBytes) return none_of_ours;
  const std::string text = bytes.substr(kTagBytes);
  if (sodium_memcmp(Tag(text, key).data(), bytes.data(), kTagBytes) != 0) return none_of_ours;
  const std::vector<std::string> fields = absl::StrSplit(text, absl::MaxSplits(kSeparator, kFields - 1));
  Quote quote;
  int kind = 0;
  std::int64_t due_ms = 0, quoted_ms = 0;
  if (fields.size() != kFields || fields[0] != "2" || !absl::SimpleAtoi(fields[2], &kind) ||
      !absl::SimpleAtoi(fields[5], &due_ms) || !absl::SimpleAtoi(fields[6], &quote.firm_version) ||
      !absl::SimpleAtoi(fields[7], &quoted_ms)) {
    return none_of_ours;
  }
  quote.branch = fields[1];
  quote.requested = {static_cast<domain::Party::Kind>(kind), fields[3]};
  quote.category = fields[4];
  quote.due_at = domain::FromMillis(due_ms);
  quote.quoted_at = domain::FromMillis(quoted_ms);
  quote.number_e164 = fields[8];
  quote.typed_number = fields[9];
  return quote;
}

}  // namespace krul::intake
