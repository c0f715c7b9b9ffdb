#include "services/intake/quote.h"

#include <sodium.h>

#include "absl/strings/escaping.h"
#include "services/domain/callback/note_terms.h"
#include "services/runtime/sealed_token.h"
#include "services/runtime/tokens.pb.h"

namespace krul::intake {
namespace {
using domain::FromMillis;
using domain::ToMillis;

void Fill(const domain::Party& party, token::Party* to) {
  to->set_kind(static_cast<int>(party.kind));
  to->set_id(party.id);
}
domain::Party PartyOf(const token::Party& party) {
  return {static_cast<domain::Party::Kind>(party.kind()), party.id()};
}

// Quotes of 0.1.0 were no messages: the tag of a text, and the text.
bool IsOfEarlierRelease(const std::string& sealed, const runtime::Key& key) {
  unsigned char tag[crypto_generichash_BYTES];
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(sealed, &bytes) || bytes.size() < sizeof tag) return false;
  crypto_generichash(tag, sizeof tag, reinterpret_cast<const unsigned char*>(bytes.data()) + sizeof tag,
                     bytes.size() - sizeof tag, key.data(), key.size());
  return sodium_memcmp(tag, bytes.data(), sizeof tag) == 0;
}

}  // namespace

std::string Seal(const Quote& quote, const runtime::Key& key) {
  token::Quote token;
  token.set_branch(quote.branch);
  Fill(quote.requested, token.mutable_requested());
  token.set_category(quote.category);
  token.set_due_at_ms(ToMillis(quote.due_at));
  token.set_firm_version(quote.firm_version);
  token.set_quoted_at_ms(ToMillis(quote.quoted_at));
  if (quote.called_at) token.set_called_at_ms(ToMillis(*quote.called_at));
  Fill(quote.agreed, token.mutable_agreed());
  if (quote.window) {
    token.mutable_window()->set_from_minute(quote.window->from_minute);
    token.mutable_window()->set_until_minute(quote.window->until_minute);
    token.mutable_window()->set_not_before_ms(ToMillis(quote.window->not_before));
  }
  token.set_needs_consent(quote.needs_consent);
  token.set_agreed_otherwise(quote.agreed_otherwise);
  token.set_attach_to(quote.attach_to);
  token.set_typed_number(quote.typed_number);
  token.set_number_e164(quote.number_e164);
  token.set_extension(quote.extension);
  return runtime::SealToken(token, key);
}

domain::Result<Quote> Unseal(const std::string& sealed, const runtime::Key& key) {
  token::Quote token;
  if (!runtime::OpenToken(sealed, key, token)) {
    if (IsOfEarlierRelease(sealed, key)) return domain::QuoteExpired();
    return domain::InvalidField("quote", domain::FaultCode::kNotOurQuote);
  }
  Quote quote;
  quote.branch = token.branch();
  quote.requested = PartyOf(token.requested());
  quote.category = token.category();
  quote.due_at = FromMillis(token.due_at_ms());
  quote.firm_version = token.firm_version();
  quote.quoted_at = FromMillis(token.quoted_at_ms());
  if (token.has_called_at_ms()) quote.called_at = FromMillis(token.called_at_ms());
  quote.agreed = PartyOf(token.agreed());
  if (token.has_window()) {
    quote.window = domain::CallWindow{token.window().from_minute(), token.window().until_minute(),
                                      FromMillis(token.window().not_before_ms())};
  }
  quote.needs_consent = token.needs_consent();
  quote.agreed_otherwise = token.agreed_otherwise();
  quote.attach_to = token.attach_to();
  quote.typed_number = token.typed_number();
  quote.number_e164 = token.number_e164();
  quote.extension = token.extension();
  return quote;
}

}  // namespace krul::intake
