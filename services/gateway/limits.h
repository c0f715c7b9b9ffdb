// Every bound of the gateway, and why it is what it is.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace krul::gateway::limits {

using namespace std::chrono_literals;

// Of one request.
inline constexpr std::uint32_t kHeaderBytes = 8 << 10;
inline constexpr std::uint64_t kBodyBytes = 64 << 10;  // the longest note is 4 texts of 2,000 letters
inline constexpr auto kRequestArrival = 10s;           // from its first byte to its last
inline constexpr auto kIdle = 75s;                     // a connection kept open for the next request
inline constexpr auto kWrite = 30s;                    // a piece of an answer, or events, that nobody takes
inline constexpr auto kLinger = 2s;                    // for what is still being sent to be dropped after a refusal
inline constexpr auto kAcceptPause = 100ms;            // when the system has no descriptor left
inline constexpr auto kServiceAnswer = 8s;             // below what a person waits for before pressing again
inline constexpr int kServiceMessageBytes = 32 << 20;  // a page of 200 callbacks with 2,000 letters many times
inline constexpr std::size_t kConnections = 15'000;    // three for each of 5,000 desks; a process may open 20,000 files
inline constexpr std::size_t kWorthCompressing = 1400;  // less fits one packet as it is
inline constexpr std::size_t kNameLength = 64;          // of a desk: as the services take it

// Of the events of a branch.
inline constexpr auto kHeartbeat = 15s;
inline constexpr auto kUpstreamSilence = 40s;           // the services are heard every 15 s
inline constexpr auto kUpstreamStream = 1h;             // then it is opened anew, from its token
inline constexpr auto kUpstreamPause = 500ms;           // at most, before an ended stream is opened again
inline constexpr auto kUpstreamLongestPause = 8s;       // the same, when it ended many times
inline constexpr auto kSpreadForEach = 500us;           // for each desk that is to list anew: 5,000 do so over 2.5 s
inline constexpr auto kSlowAnswer = 1s;                 // of one that took longer, the time it tells is too uncertain
inline constexpr auto kAwayAfter = 2s;                  // a restart that is quicker is no news for a desk
inline constexpr auto kFeedUnwatched = 60s;             // a page that is loaded again comes back sooner
inline constexpr std::size_t kFeedEvents = 2'000;       // kept for those who come back: some minutes of a large branch
inline constexpr std::size_t kFeedBytes = 4 << 20;      // the same, when the events are large
inline constexpr std::size_t kQueuedBytes = 256 << 10;  // of one desk that reads slowly; it is cut off and comes back
inline constexpr int kSocketBytes = 64 << 10;           // of the system, for each desk, beside that
inline constexpr std::size_t kQueuedEvents = 512;       // the same, when the events are small
inline constexpr auto kRetryLeast = 1s, kRetryMost = 5s;  // when a desk connects again, another moment for each

inline constexpr auto kClockJump = 2s;    // beside what a call takes: the services' clock was set, or is another's now
inline constexpr auto kFirmAge = 3s;      // how old the firm, absences and who is at a desk may be
inline constexpr auto kDeskReport = 10s;  // the services forget after 30 s
inline constexpr auto kDeskReportPause = 200ms;  // who comes is told at once, but not each of a whole firm apart
inline constexpr auto kSessionLife = 30 * 24h;
inline constexpr auto kDrain = 10s;  // longer than a call may take

}  // namespace krul::gateway::limits
