// History lines in words: every type that a callback can have, from its facts alone.
#include "clients/terminal/phrases/event_phrases.h"

#include <gtest/gtest.h>

#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

using words::Language;

// With every fact that any type could want.
v1::AuditEvent Whole(v1::EventType type) {
  v1::AuditEvent event;
  event.set_type(type);
  event.set_sentence("in English");
  event.mutable_party()->set_person("anna");
  event.add_people("mia");
  event.set_outcome(v1::NO_ANSWER);
  event.set_disposition(v1::RESOLVED);
  event.set_number(2);
  event.set_undone_sequence(3);
  event.set_firm_version(4);
  return event;
}

TEST(EventPhrases, EveryTypeOfACallbackHasASentenceInBothLanguages) {
  const FirmBook book;
  const auto* types = v1::EventType_descriptor();
  for (int i = 1; i < types->value_count(); ++i) {
    const auto type = static_cast<v1::EventType>(types->value(i)->number());
    if (types->value(i)->name().starts_with("EVENT_ROUND_")) continue;  // of rounds
    for (const Language language : {Language::kDutch, Language::kEnglish}) {
      v1::AuditEvent event = Whole(type);
      *event.mutable_moment() = ToProto(absl::UnixEpoch());
      const std::string phrase = EventPhrase(event, {book, language, absl::UnixEpoch(), "bob"});
      EXPECT_EQ(phrase.find("in English"), std::string::npos) << types->value(i)->name();
      EXPECT_EQ(phrase.find('{'), std::string::npos) << phrase;
    }
  }
}

TEST(EventPhrases, SaysToWhomAndWhy) {
  const FirmBook book;
  const Reader dutch{book, Language::kDutch, absl::UnixEpoch(), "bob"};
  EXPECT_EQ(EventPhrase(Whole(v1::EVENT_FORWARDED), dutch), "Doorgegeven aan anna");
  v1::AuditEvent away = Whole(v1::EVENT_REASSIGNED);
  away.set_cause(v1::IS_AWAY);
  EXPECT_EQ(EventPhrase(away, dutch), "Opnieuw te verdelen: anna is afwezig");
  EXPECT_EQ(EventPhrase(Whole(v1::EVENT_ATTEMPTED), dutch), "Gebeld: Geen gehoor");
}

TEST(EventPhrases, WithoutFactsTheSentenceOfTheServiceStands) {
  const FirmBook book;
  v1::AuditEvent old;
  old.set_type(v1::EVENT_FORWARDED);
  old.set_sentence("to anna");
  EXPECT_EQ(EventPhrase(old, {book, Language::kDutch, absl::UnixEpoch(), ""}), "doorgegeven: to anna");
}

TEST(EventPhrases, AServiceIsKrulItself) {
  const FirmBook book;
  v1::AuditEvent event;
  event.set_actor("deadline-watcher");
  EXPECT_EQ(ActorPhrase(event, {book, Language::kDutch, absl::UnixEpoch(), ""}), "Krul zelf");
}

}  // namespace
}  // namespace krul::terminal
