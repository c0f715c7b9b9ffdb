// Every bound, and why it is what it is.
#pragma once
#include <chrono>
#include <cstddef>

namespace krul::domain::limits {

using namespace std::chrono_literals;

// Texts, in Unicode code points: what fits a form, and keeps a record within a few kilobytes.
inline constexpr std::size_t kIdLength = 64;  // ids of branches, people, teams and categories: [a-z0-9-]
inline constexpr std::size_t kCallerNameLength = 120;
inline constexpr std::size_t kNumberForms = 20'000;    // numbers whose forms a process remembers: a day's callers, 4 MB
inline constexpr std::size_t kPhoneNumberLength = 40;  // as typed: fifteen digits, spaces, brackets, an extension
inline constexpr std::size_t kOtherContactLength = 200;
inline constexpr std::size_t kReferenceLength = 64;
inline constexpr std::size_t kExtensionLength = 12;  // digits behind a number
inline constexpr std::size_t kReasonLength = 2000;
inline constexpr std::size_t kRemarkLength = 2000;
inline constexpr std::size_t kQuoteLength = 2048;  // a quote is about 400 bytes
inline constexpr std::size_t kTokenLength = 512;   // page and resume tokens
inline constexpr int kExcludedPeople = 1000;       // of a question who is next: the people of the largest branch

inline constexpr std::size_t kFirmFileBytes = 1 << 20;   // ten thousand branches of a hundred bytes
inline constexpr std::size_t kFirmFileLineBytes = 8192;  // a goodbye of 500 letters is the longest text
inline constexpr int kFirmFileDepth = 12;                // a firm file needs 6; more is no firm file
inline constexpr std::size_t kFirmFileFaults = 500;      // more at once nobody reads; the rest is counted
inline constexpr std::size_t kClosedDaysAhead = 10;  // of a calendar, told when a file is checked: a year's holidays
inline constexpr std::size_t kTitleLength = 120;     // of a firm, branch, team, person, category or holiday
inline constexpr std::size_t kGoodbyeLength = 500;
inline constexpr std::size_t kOfflineSentenceLength = 500;
inline constexpr std::size_t kNotifyChannels = 5;       // of a person: each is tried for every notice
inline constexpr std::size_t kHostNameLength = 253;     // RFC 1035
inline constexpr std::size_t kMailAddressLength = 254;  // RFC 5321
inline constexpr std::size_t kWebhookUrlLength = 500;   // those of chat services are about 200
inline constexpr std::size_t kEscalationSteps = 16;     // of a category: each open promise carries them
inline constexpr std::size_t kReviewMoments = 12;       // of a branch, a day
inline constexpr int kDaysFromEaster = 80;          // a day is then of the year of its Easter: 22 March is the first
inline constexpr std::size_t kDateRules = 5000;     // in a firm file: each is written out for twelve years
inline constexpr std::size_t kHolidayEvents = 500;  // in the .ics texts of a firm file: each may have a yearly rule

inline constexpr std::size_t kRoundEntries = 500;       // more nobody goes through at one moment
inline constexpr std::size_t kRoundRemarkLength = 200;  // of an entry or a signature: a record stays below 256 KiB
inline constexpr auto kReviewWithin = 1h;               // business time, when the firm file names none
inline constexpr auto kReviewMissed = 24h;              // a moment longer ago than this is not made up for

inline constexpr int kReportedDesks = 10'000;  // people whom one gateway tells of: twice the desks it is built for
inline constexpr auto kDeskPresence = 30s;     // a desk whose stream was not heard of for so long is gone

// Figures.
inline constexpr int kForecastHours = 72;
inline constexpr std::size_t kForecastCallbacks = 10000;  // of a branch: more open ones have other troubles
inline constexpr int kReportDays = 366;
inline constexpr int kReportTables = 100'000;  // days times branches: some seconds of reading

// Pages: a screen, and what still answers at once.
inline constexpr int kPageSize = 50;
inline constexpr int kMaxPageSize = 200;

inline constexpr std::size_t kShownOpen = 20;     // open callbacks of one number that a desk is shown: a switchboard's
inline constexpr std::size_t kSameNumber = 1000;  // callbacks of one number that are looked through

// Records.
inline constexpr std::size_t kAppliedRequests = 32;  // how many request ids a record remembers
inline constexpr std::size_t kHistoryEvents = 500;   // a record stays below 64 KiB
inline constexpr std::size_t kHistoryReserve = 20;   // kept free so that closing is always possible
inline constexpr int kMaxAttempts = 50;
inline constexpr int kCallsAtOnce = 4096;                  // under way in one process, streams aside
inline constexpr std::size_t kCallBytesAtOnce = 64 << 20;  // of their requests
inline constexpr int kCommitTries = 8;                     // conflicts on one record before ABORTED

// Times.
inline constexpr auto kQuoteLife = 30min;  // the longest read-back anybody was seen to need, tripled
inline constexpr auto kUndoLife = 10min;
inline constexpr auto kCalledBack = 7 * 24h;      // how long ago a call noted now may have been
inline constexpr auto kImportedBack = 366 * 24h;  // and one that comes from a file
inline constexpr auto kClockSkew = 60s;           // how far a desk's clock may be ahead
inline constexpr auto kPromiseAhead = 366 * 24h;  // no promise or retry lies further ahead
inline constexpr auto kAbsenceAhead = 10 * kPromiseAhead;
inline constexpr auto kAssignWithin = 60s;     // NOTED longer than this is looked at
inline constexpr auto kCallLease = 15min;      // "Anna is calling now"
inline constexpr auto kLongestCall = 2h;       // what comes of a call whose lease is over counts from its begin so long
inline constexpr std::size_t kFirmsKept = 16;  // versions of the firm file in the memory of a process; more are read
inline constexpr auto kFirmLead = 5s;          // a firm version takes effect this long after it was applied
inline constexpr auto kChaserLift = 60min;     // by so much a caller who rang again comes earlier in lists
inline constexpr auto kPromiseRounding = 5min;  // promises round up to this
inline constexpr auto kRetryAfter = 2h;         // business time, when the firm file names none

// Loops.
inline constexpr auto kSafetyNet = 1s;           // an index is looked at so often though nothing woke its loop
inline constexpr auto kLoopBackOff = 100ms;      // after a round that failed, twice that after the next, ...
inline constexpr auto kLoopLongestBackOff = 2s;  // ... up to this: soon after the store is back
inline constexpr auto kBackOff = 1s;             // one entry that failed is left alone so long, then twice that, ...
inline constexpr auto kLongestBackOff = 60s;     // ... up to this: what made it fail may be mended by somebody

// Store.
inline constexpr int kShards = 64;            // more than any cluster has nodes; few enough to look at each second
inline constexpr std::size_t kDueBatch = 64;  // entries of an index taken from a shard at once
inline constexpr std::size_t kStreamLength = 10000;  // events kept per shard for those who resume
inline constexpr std::size_t kKeptChanges = 1000;    // of a shard, in the memory of a process that tells them

}  // namespace krul::domain::limits
