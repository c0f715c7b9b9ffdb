#include "services/firm_file/channels.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "services/domain/limits.h"
#include "services/firm_file/written_values.h"

namespace krul::firm_file {
namespace {

namespace limits = domain::limits;

constexpr std::string_view kLettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

// Of ASCII alone: a name of another script is written in its ASCII form.
bool IsOfLettersDigitsAnd(std::string_view signs, std::string_view text) {
  return std::all_of(text.begin(), text.end(), [signs](char letter) {
    return kLettersAndDigits.find(letter) != std::string_view::npos || signs.find(letter) != std::string_view::npos;
  });
}

bool IsHostName(std::string_view name) {
  const std::vector<std::string_view> labels = Split(name, '.');
  return name.size() <= limits::kHostNameLength &&
         std::all_of(labels.begin(), labels.end(), [](std::string_view label) {
           return !label.empty() && label.front() != '-' && label.back() != '-' && IsOfLettersDigitsAnd("-", label);
         });
}

// What mail servers take without quotes: no space, no comment, no quoted name.
bool IsMailAddress(std::string_view address) {
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos || address.size() > limits::kMailAddressLength) return false;
  const std::vector<std::string_view> words = Split(address.substr(0, at), '.');
  const bool sound = std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return !word.empty() && IsOfLettersDigitsAnd("!#$%&'*+-/=?^_`{|}~", word);
  });
  const std::string_view host = address.substr(at + 1);
  return sound && IsHostName(host) && host.find('.') != std::string_view::npos;
}

// A name and password in the URL would be shown with the firm file, so there are none.
bool IsWebhookUrl(std::string_view url) {
  constexpr std::string_view kSecure = "https://";
  constexpr std::string_view kPlain = "http://";
  constexpr std::string_view kSelf = "127.0.0.1";
  const bool secure = url.starts_with(kSecure);
  if ((!secure && !url.starts_with(kPlain)) || url.size() > limits::kWebhookUrlLength) return false;
  url.remove_prefix(secure ? kSecure.size() : kPlain.size());

  const std::size_t path = std::min(url.find_first_of("/?"), url.size());
  const std::string_view authority = url.substr(0, path);
  const std::size_t colon = std::min(authority.find(':'), authority.size());
  const std::string_view host = authority.substr(0, colon);
  if (colon < authority.size()) {
    const std::optional<int> port = ReadNumber(authority.substr(colon + 1));
    if (!port || *port < 1 || *port > 65535) return false;
  }
  return (secure || host == kSelf) && IsHostName(host) &&
         IsOfLettersDigitsAnd("-._~:/?[]@!$&'()*+,;=%", url.substr(path));
}

}  // namespace

bool IsChannel(std::string_view text) {
  constexpr std::string_view kMail = "mail:";
  constexpr std::string_view kWebhook = "webhook:";
  if (text.find_first_of(" \t\r\n") != std::string_view::npos) return false;
  if (text.starts_with(kMail)) return IsMailAddress(text.substr(kMail.size()));
  if (text.starts_with(kWebhook)) return IsWebhookUrl(text.substr(kWebhook.size()));
  return text == kDeskChannel;
}

}  // namespace krul::firm_file
