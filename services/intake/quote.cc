#include "services/intake/quote.h"

#include <sodium.h>

#include <string_view>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace krul::intake {
namespace {

// Ids hold no bar; what was typed may, and comes last.
constexpr char kSeparator = '|';
constexpr std::size_t kFields = 21;
constexpr std::string_view kForm = "4";  // changes with the fields: a quote of another release is quoted anew

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
  const domain::CallWindow window = quote.window.value_or(domain::CallWindow{});
  const std::string text = absl::StrJoin({std::string(kForm),
                                          quote.branch,
                                          absl::StrCat(static_cast<int>(quote.requested.kind)),
                                          quote.requested.id,
                                          quote.category,
                                          absl::StrCat(domain::ToMillis(quote.due_at)),
                                          absl::StrCat(quote.firm_version),
                                          absl::StrCat(domain::ToMillis(quote.quoted_at)),
                                          quote.called_at ? absl::StrCat(domain::ToMillis(*quote.called_at)) : "0",
                                          absl::StrCat(static_cast<int>(quote.agreed.kind)),
                                          quote.agreed.id,
                                          absl::StrCat(quote.window.has_value()),
                                          absl::StrCat(window.from_minute),
                                          absl::StrCat(window.until_minute),
                                          absl::StrCat(domain::ToMillis(window.not_before)),
                                          absl::StrCat(quote.needs_consent),
                                          absl::StrCat(quote.agreed_otherwise),
                                          quote.attach_to,
                                          quote.number_e164,
                                          quote.extension,
                                          quote.typed_number},
                                         "|");
  return absl::WebSafeBase64Escape(Tag(text, key) + text);
}

domain::Result<Quote> Unseal(const std::string& sealed, const runtime::Key& key) {
  const domain::Refusal none_of_ours = domain::InvalidField("quote", domain::FaultCode::kNotOurQuote);
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(sealed, &bytes) || bytes.size() < kTagBytes) return none_of_ours;
  const std::string text = bytes.substr(kTagBytes);
  if (sodium_memcmp(Tag(text, key).data(), bytes.data(), kTagBytes) != 0) return none_of_ours;
  const std::vector<std::string> fields = absl::StrSplit(text, absl::MaxSplits(kSeparator, kFields - 1));
  if (fields.size() != kFields || fields[0] != kForm) return none_of_ours;
  bool sound = true;
  const auto number = [&](std::size_t field) {
    std::int64_t value = 0;
    sound = absl::SimpleAtoi(fields[field], &value) && sound;
    return value;
  };
  Quote quote;
  quote.branch = fields[1];
  quote.requested = {static_cast<domain::Party::Kind>(number(2)), fields[3]};
  quote.category = fields[4];
  quote.due_at = domain::FromMillis(number(5));
  quote.firm_version = number(6);
  quote.quoted_at = domain::FromMillis(number(7));
  if (const std::int64_t called = number(8); called != 0) quote.called_at = domain::FromMillis(called);
  quote.agreed = {static_cast<domain::Party::Kind>(number(9)), fields[10]};
  if (number(11) != 0) {
    quote.window =
        domain::CallWindow{static_cast<int>(number(12)), static_cast<int>(number(13)), domain::FromMillis(number(14))};
  }
  quote.needs_consent = number(15) != 0;
  quote.agreed_otherwise = number(16) != 0;
  quote.attach_to = fields[17];
  quote.number_e164 = fields[18];
  quote.extension = fields[19];
  quote.typed_number = fields[20];
  if (!sound) return none_of_ours;
  return quote;
}

}  // namespace krul::intake
