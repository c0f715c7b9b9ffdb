#include "services/gateway/event_buffer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace krul::gateway {
namespace {
using testing::ElementsAre;

Bytes Event(const std::string& text) { return std::make_shared<const std::string>(text); }

std::vector<std::string> TextsSince(const EventBuffer& buffer, std::string_view id) {
  const auto since = buffer.Since(id);
  if (!since) return {"unknown"};
  std::vector<std::string> texts;
  for (const Bytes& event : *since) texts.push_back(*event);
  return texts;
}

TEST(EventText, IsWhatABrowserReads) {
  EXPECT_EQ(*EventOf("change", "t1", "{\"a\":1}"), "event: change\nid: t1\ndata: {\"a\":1}\n\n");
  EXPECT_EQ(*EventOf("away", "", "{}"), "event: away\ndata: {}\n\n");
}

TEST(EventBuffer, TellsWhatCameAfterAnId) {
  EventBuffer buffer(10, 1000);
  buffer.Add("0", nullptr);
  buffer.Add("", Event("first of two"));
  buffer.Add("1", Event("second of two"));
  buffer.Add("2", Event("third"));
  EXPECT_THAT(TextsSince(buffer, "0"), ElementsAre("first of two", "second of two", "third"));
  EXPECT_THAT(TextsSince(buffer, "1"), ElementsAre("third"));
  EXPECT_THAT(TextsSince(buffer, "2"), ElementsAre());
  EXPECT_EQ(buffer.last_id(), "2");
}

TEST(EventBuffer, AnIdItDoesNotHoldIsUnknown) {
  EventBuffer buffer(10, 1000);
  EXPECT_THAT(TextsSince(buffer, "0"), ElementsAre("unknown"));
  buffer.Add("", Event("without an id"));
  EXPECT_THAT(TextsSince(buffer, ""), ElementsAre("unknown"));  // an event without an id is no place to go on from
  buffer.Add("1", Event("one"));
  buffer.Clear();
  EXPECT_THAT(TextsSince(buffer, "1"), ElementsAre("unknown"));
  EXPECT_EQ(buffer.last_id(), "");
}

TEST(EventBuffer, ForgetsTheOldestBeyondItsBounds) {
  EventBuffer few(3, 1000);
  for (const char* id : {"1", "2", "3", "4"}) few.Add(id, Event(id));
  EXPECT_THAT(TextsSince(few, "1"), ElementsAre("unknown"));
  EXPECT_THAT(TextsSince(few, "2"), ElementsAre("3", "4"));
  EventBuffer small(100, 25);
  for (const char* id : {"1", "2", "3"}) small.Add(id, Event(std::string(10, *id)));
  EXPECT_THAT(TextsSince(small, "1"), ElementsAre("unknown"));
  EXPECT_THAT(TextsSince(small, "2"), ElementsAre("3333333333"));
}

TEST(EventBuffer, AQuietBranchKeepsOnlyItsLatestPlaces) {
  EventBuffer buffer(10, 1000);
  buffer.Add("1", Event("one"));
  for (int beat = 0; beat < 1000; ++beat) buffer.Add("beat" + std::to_string(beat), nullptr);
  EXPECT_THAT(TextsSince(buffer, "1"), ElementsAre());
  EXPECT_THAT(TextsSince(buffer, "beat999"), ElementsAre());
  EXPECT_THAT(TextsSince(buffer, "beat992"), ElementsAre());
  EXPECT_THAT(TextsSince(buffer, "beat991"), ElementsAre("unknown"));
  EXPECT_EQ(buffer.last_id(), "beat999");
}

}  // namespace
}  // namespace krul::gateway
