// The channels by which a person is told: the desk, mail and webhooks.
#pragma once
#include <string_view>

namespace krul::firm_file {

inline constexpr std::string_view kDeskChannel = "desk";

// A webhook carries who called whom, so it is taken over TLS, or within one machine.
inline constexpr const char* kChannelForm =
    "write desk, mail: and an address such as mail:anna@example.nl, or webhook: and a URL that starts with https:// or "
    "http://127.0.0.1";
bool IsChannel(std::string_view text);

}  // namespace krul::firm_file
