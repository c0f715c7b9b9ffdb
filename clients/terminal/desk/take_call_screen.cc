// How the call that is being taken looks.
#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/desk/actions.h"
#include "clients/terminal/desk/take_call.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/presence.h"
#include "clients/terminal/text/clusters.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal::desk {
namespace {

constexpr Style kLoud{.bold = true};
constexpr Style kWarning{.tone = Tone::kWarning, .bold = true};

std::array<std::string, kFieldCount> Labels(const Words& words) {
  return {words("terminal_call.who"),       words("terminal_call.name"),      words("terminal_call.phone"),
          words("terminal_call.category"),  words("terminal_call.reason"),    words("terminal_call.window"),
          words("terminal_call.extension"), words("terminal_call.reference"), words("terminal_call.contact")};
}

}  // namespace

void TakeCall::Draw(Canvas& canvas, int top, int bottom) const {
  if (over_) return DrawOver(canvas, top, bottom);
  const int fields_end = std::clamp(canvas.width() * 11 / 20, 40, 66);
  // The fields come first: on a small screen the sentence gets what they leave.
  const int room = bottom - top - static_cast<int>(kFieldCount) - 2;
  const int row = DrawSentence(canvas, top, std::max(3, room));
  canvas.Rule(row, 0, canvas.width());
  DrawFields(canvas, row + 1, bottom, fields_end);
  for (int i = row + 1; i < bottom; ++i) canvas.Put(i, fields_end, "│", kDim);
  if (typing() && form_.focus == Field::kWho) {
    DrawPeople(canvas, row + 1, bottom, fields_end + 2);
  } else {
    DrawPromise(canvas, row + 1, bottom, fields_end + 2);
  }
}

std::string TakeCall::Greeting() const {
  const Words& words = session_.words();
  constexpr int kNoon = 12;
  constexpr int kEvening = 18;
  const auto hour = absl::ToCivilHour(session_.now(), session_.book.zone()).hour();
  const std::string good = words(hour < kNoon      ? words::Key("spoken.morning")
                                 : hour < kEvening ? words::Key("spoken.afternoon")
                                                   : words::Key("spoken.evening"));
  if (session_.book.firm().title().empty()) {
    return words("terminal_call.speaking_alone",
                 {{"greeting", good}, {"person", session_.book.PersonTitle(session_.person())}});
  }
  return words("terminal_call.speaking", {{"greeting", good},
                                          {"firm", session_.book.firm().title()},
                                          {"person", session_.book.PersonTitle(session_.person())}});
}

int TakeCall::DrawSentence(Canvas& canvas, int top, int most_rows) const {
  const Words& words = session_.words();
  const int left = 7;
  const int columns = canvas.width() - left - 2;
  const v1::QuotePromiseResponse* quote = form_.LastQuote();
  const bool stale = quoting_ || (quote != nullptr && form_.CurrentQuote(session_.branch()) == nullptr);
  struct Spoken {
    std::string text;
    Style style;
  };
  std::vector<Spoken> spoken;
  const auto say = [&](const std::string& text, const Style& style) {
    for (const std::string& line : Wrapped(text, columns)) spoken.push_back({line, style});
  };
  if (!form_.who) {
    std::vector<std::string> first;
    for (const std::string& person : session_.book.branch().answer_order()) {
      first.push_back(session_.book.PersonTitle(person));
    }
    say(Greeting(), kLoud);
    if (!first.empty()) say(words("terminal_call.greeting", {{"names", absl::StrJoin(first, ", ")}}), kDim);
  } else if (session_.intake_away) {
    say(SentenceNow(), kLoud);
    say(words("terminal_call.no_promise_now"), kWarning);
  } else if (quote == nullptr) {
    say(quote_fault_.empty() ? words("terminal_call.quoting") : quote_fault_, quote_fault_.empty() ? kDim : kWarning);
  } else {
    if (!quote->open_sentence().empty()) say(quote->open_sentence(), kWarning);
    if (!quote->refusal().empty()) say(quote->refusal(), {});
    Style loud = kLoud;
    loud.dim = stale;
    say(SentenceNow(), loud);
  }
  canvas.Put(top + 1, 1, words("terminal_call.say"), kHeading);
  int row = top + 1;
  for (const Spoken& line : spoken) {
    if (row > top + most_rows) break;
    canvas.Put(row++, left, line.text, line.style);
  }
  return std::max(row, top + 4) + (most_rows > 4 ? 1 : 0);
}

void TakeCall::DrawFields(Canvas& canvas, int top, int bottom, int columns) const {
  const Words& words = session_.words();
  const auto labels = Labels(words);
  int label_columns = 0;
  for (const std::string& label : labels) label_columns = std::max(label_columns, Columns(label));
  const int left = label_columns + 4;
  for (size_t i = 0; i < kFieldCount && top + static_cast<int>(i) < bottom; ++i) {
    const Field field = static_cast<Field>(i);
    const int row = top + static_cast<int>(i);
    const bool focused = typing() && form_.focus == field;
    canvas.Put(row, 1, focused ? "▸" : " ", kHeading);
    canvas.Put(row, 3, labels[i], focused ? kHeading : kDim);
    form_.input(field).Draw(canvas, row, left, columns - left - 1, focused);
    if (form_.input(field).empty() && !focused) {
      const std::string example = field == Field::kWindow    ? words("terminal_call.window_example")
                                  : field == Field::kContact ? words("terminal_call.contact_example")
                                                             : "";
      canvas.Put(row, left, example, kDim, columns - left - 1);
    }
    if (field == Field::kCategory && form_.input(field).empty() && !focused &&
        !session_.book.firm().categories().empty()) {
      canvas.Put(row, left, session_.book.CategoryTitle(session_.book.firm().categories(0).id(), session_.language),
                 kDim, columns - left - 1);
    }
    if (field == Field::kWindow && !form_.window) canvas.Put(row, columns - 2, "!", kWarning);
  }
}

void TakeCall::DrawPeople(Canvas& canvas, int top, int bottom, int left) const {
  const std::vector<v1::Party> matches = WhoMatches();
  const Reader reader = session_.reader();
  const int columns = canvas.width() - left - 1;
  const int rows = bottom - top;
  const int selected = static_cast<int>(std::min(suggestion_, matches.empty() ? 0 : matches.size() - 1));
  const int first = std::max(0, selected - rows + 1);
  if (matches.empty()) canvas.Put(top, left, session_.words()("terminal_list.nothing_found"), kDim, columns);
  for (int i = 0; i < rows && first + i < static_cast<int>(matches.size()); ++i) {
    const v1::Party& party = matches[static_cast<size_t>(first + i)];
    const v1::Person* person = session_.book.FindPerson(party.person());
    const bool away = person != nullptr && IsAbsent(*person, reader.now);
    const bool chosen = !form_.Text(Field::kWho).empty() && first + i == selected;
    const Style style{.dim = away && !chosen, .reverse = chosen};
    const std::string presence =
        person == nullptr ? session_.words()("terminal_presence.team") : Presence(*person, reader);
    const int presence_columns = std::min(Columns(presence), columns * 3 / 5);
    if (chosen) canvas.Fill(top + i, left - 1, columns + 2, style);
    canvas.Put(top + i, left, absl::StrCat(away ? "○ " : "● ", session_.book.PartyTitle(party, session_.language)),
               style, columns - presence_columns - 1);
    canvas.PutRight(top + i, left + columns, Shortened(presence, presence_columns), style);
  }
}

// What the number waits for already, and what this call becomes beside it.
std::vector<TakeCall::Said> TakeCall::OpenPromises(const v1::QuotePromiseResponse* quote) const {
  const Words& words = session_.words();
  const Reader reader = session_.reader();
  const bool number_known = quote != nullptr && !quote->open_callbacks().empty();
  if (!number_known && found_.empty()) return {};
  std::vector<Said> said = {{words("terminal_call.open_promises"), kWarning}};
  const auto line = [&](const v1::Callback& open) {
    said.push_back({absl::StrCat("• ", open.caller().display_name(), ", ", DeadlineOf(open, reader), ", ",
                                 StatePhrase(open, reader)),
                    {}});
  };
  if (!number_known) {
    for (const v1::Callback& open : found_) line(open);
    return said;
  }
  const Matter matter = form_.ChosenMatter();
  std::string chosen = matter.kind == Matter::Kind::kAttach    ? words("terminal_call.as_chaser")
                       : matter.kind == Matter::Kind::kAnother ? words("terminal_call.as_another")
                       : matter.kind == Matter::Kind::kNew     ? words("terminal_call.as_new")
                                                               : "";
  for (const v1::Callback& open : quote->open_callbacks()) {
    line(open);
    if (matter.kind == Matter::Kind::kChase && open.name() == matter.callback) {
      chosen = words("terminal_call.chase_that_one", {{"name", open.caller().display_name()}});
    }
  }
  said.push_back({absl::StrCat(ShownKeyOf("another_matter"), "  ", chosen), kLoud});
  return said;
}

void TakeCall::DrawPromise(Canvas& canvas, int top, int bottom, int left) const {
  const Words& words = session_.words();
  const Reader reader = session_.reader();
  const int columns = canvas.width() - left - 1;
  int row = top;
  const auto put = [&](const std::string& text, const Style& style = {}) {
    for (const std::string& line : Wrapped(text, columns)) {
      if (row < bottom) canvas.Put(row++, left, line, style);
    }
  };
  const v1::QuotePromiseResponse* quote = session_.intake_away ? nullptr : form_.LastQuote();
  for (const Said& said : OpenPromises(quote)) put(said.text, said.style);
  if (typing() && form_.focus == Field::kCategory) {
    if (row > top) ++row;
    const std::vector<std::string> matches = CategoryMatches();
    for (size_t i = 0; i < matches.size() && row < bottom; ++i) {
      const bool chosen = i == suggestion_ && !form_.Text(Field::kCategory).empty();
      canvas.Put(row++, left, session_.book.CategoryTitle(matches[i], session_.language), {.reverse = chosen}, columns);
    }
    return;
  }
  if (quote == nullptr) {
    if (!quote_fault_.empty() && form_.focus != Field::kPhone) put(quote_fault_, kWarning);
    return;
  }
  if (row > top) ++row;
  put(words("terminal_call.calls_back", {{"party", session_.book.PartyTitle(quote->agreed(), session_.language)},
                                         {"deadline", Deadline(FromProto(quote->due_time()), reader)}}));
  if (quote->agreed_otherwise()) put(words("terminal_call.agreed_otherwise"), kDim);
  if (!quote->presence_known()) put(words("terminal_call.presence_unknown"), kWarning);
  if (!quote->number_warning().empty())
    put(words("terminal_call.mind_number", {{"warning", quote->number_warning()}}), kWarning);
  if (!form_.HasChoiceOfPromise()) return;
  put(absl::StrCat(ShownKeyOf("other_promise"), "  ", words("terminal_call.other_promises")), kLoud);
  for (int i = 0; i <= quote->proposals_size(); ++i) {
    if (i > 0 && !form_.IsAnotherPromise(i)) continue;
    const bool chosen = i == form_.chosen_promise;
    const v1::Party& agreed = i == 0 ? quote->agreed() : quote->proposals(i - 1).agreed();
    const auto& due = i == 0 ? quote->due_time() : quote->proposals(i - 1).due_time();
    put(absl::StrCat(chosen ? "◉ " : "○ ", session_.book.PartyTitle(agreed, session_.language), ", ",
                     Deadline(FromProto(due), reader),
                     i > 0 && quote->proposals(i - 1).needs_consent()
                         ? absl::StrCat(" · ", words("terminal_call.needs_consent"))
                         : ""),
        {.bold = chosen});
  }
}

void TakeCall::DrawOver(Canvas& canvas, int top, int bottom) const {
  const Words& words = session_.words();
  int row = std::max(top + 1, (top + bottom) / 2 - 5);
  const int left = 7;
  canvas.Put(row, left, over_->title, {.tone = over_->tone, .bold = true}, canvas.width() - left - 1);
  canvas.Put(row + 1, left, over_->detail, {}, canvas.width() - left - 1);
  row += 3;
  if (!over_->goodbye.empty()) {
    canvas.Put(row, 1, words("terminal_call.say"), kHeading);
    for (const std::string& line : Wrapped(over_->goodbye, canvas.width() - left - 2)) {
      if (row < bottom) canvas.Put(row++, left, line, kLoud);
    }
    ++row;
  }
  canvas.Put(row, left, words("terminal_call.next_call"), kDim);
}

}  // namespace krul::terminal::desk
