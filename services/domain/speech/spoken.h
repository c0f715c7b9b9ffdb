// The sentences the desk speaks, in the branch's language ("nl" or "en"; any other reads as "en").
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "services/domain/firm/firm.h"

namespace krul::domain {

// "U wordt uiterlijk dinsdag 24 november om 14.00 uur teruggebeld."
std::string PromiseSentence(const Branch& branch, Instant due_at);
// Who was asked for is away past the due moment: somebody else who calls by then, which needs no consent ...
std::string StandInSentence(const Branch& branch, std::string_view title, Instant due_at);
// ... or the person asked for, later: ends in a question, for the caller must agree.
std::string PersonLaterSentence(const Branch& branch, std::string_view title, Instant due_at);
// The kind words that the person asked for is not there; with the time of return if known.
std::string AwaySentence(const Branch& branch, std::string_view title, std::optional<Instant> back_at);
// "Ik herhaal: mevrouw Jansen, 020 123 4567, toestel 12. Klopt dat?"
std::string ReadBackSentence(const Branch& branch, std::string_view caller_name, std::string_view number_spoken_form,
                             std::string_view extension = {});
// Before it is read back: the number is possible, but probably misheard.
std::string UnusualNumberSentence(const Branch& branch, std::string_view number_spoken_form);
// This number rang before: how many calls back to it are open. Empty when none is.
std::string OpenPromiseSentence(const Branch& branch, int count);
// The category's goodbye, else a common one.
std::string GoodbyeSentence(const Branch& branch, const Category& category);

}  // namespace krul::domain
