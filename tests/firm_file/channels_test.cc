#include "services/firm_file/channels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/firm_file/read_firm.h"

namespace krul::firm_file {
namespace {
using ::testing::ElementsAre;

std::string Anna(const std::string& notify) {
  return "title: Klein\nbranches: [{id: centrum}]\npeople:\n  - id: anna\n    notify: " + notify + "\n";
}
std::vector<std::string> ChannelsOfAnna(const std::string& notify) {
  return Read(Anna(notify)).FindPerson("anna")->notify;
}

TEST(Channels, TheDeskIsAlwaysThereAndFirst) {
  EXPECT_THAT(Read(kSmall).FindPerson("anna")->notify, ElementsAre("desk"));
  EXPECT_THAT(ChannelsOfAnna("[]"), ElementsAre("desk"));
  EXPECT_THAT(ChannelsOfAnna("desk"), ElementsAre("desk"));
  EXPECT_THAT(ChannelsOfAnna("\"mail:anna@example.nl\""), ElementsAre("desk", "mail:anna@example.nl"));
  EXPECT_THAT(ChannelsOfAnna("[\"webhook:https://example.nl/krul\", desk, \"mail:anna@example.nl\"]"),
              ElementsAre("desk", "webhook:https://example.nl/krul", "mail:anna@example.nl"));
}

TEST(Channels, OneThatIsNamedTwiceCountsOnce) {
  EXPECT_THAT(ChannelsOfAnna("[\"mail:a@example.nl\", desk, \"mail:a@example.nl\"]"),
              ElementsAre("desk", "mail:a@example.nl"));
}

TEST(Channels, AddressesAndUrlsAreRead) {
  for (const char* right :
       {"mail:a@example.nl", "mail:anna.visser+krul@mail.example-shop.co.uk", "mail:o'neil@example.nl",
        "webhook:https://example.nl", "webhook:https://hooks.example.nl:8443/services/T0/B0?token=a%20b&c=d",
        "webhook:http://127.0.0.1", "webhook:http://127.0.0.1:9000/notice"}) {
    EXPECT_TRUE(IsChannel(right)) << right;
  }
  for (const char* wrong : {"",
                            "phone",
                            "Desk",
                            "mail:",
                            "mail:anna",
                            "mail:@example.nl",
                            "mail:anna@",
                            "mail:anna@localhost",
                            "mail:an na@example.nl",
                            "mail:anna@exa mple.nl",
                            "mail:anna @example.nl",
                            "mail:anna@example .nl",
                            "mail:.anna@example.nl",
                            "mail:anna..v@example.nl",
                            "mail:a@b@example.nl",
                            "mail:Anna <anna@example.nl>",
                            "mail:anna@example.nl\r\nBcc: x@example.nl",
                            "mail:anna@-example.nl",
                            "mail:anna@example.nl.",
                            "anna@example.nl",
                            "webhook:",
                            "webhook:https://",
                            "webhook:https:///path",
                            "webhook:ftp://example.nl",
                            "webhook:HTTPS://example.nl",
                            "webhook:http://example.nl",
                            "webhook:http://127.0.0.1.example.nl",
                            "webhook:http://127.0.0.1@example.nl",
                            "webhook:http://127.0.0.10",
                            "webhook:https://anna:secret@example.nl",
                            "webhook:https://anna@example.nl",
                            "webhook:https://example.nl:0",
                            "webhook:https://example.nl:65536",
                            "webhook:https://example.nl:x/",
                            "webhook:https://example.nl/a b",
                            "webhook:https://example.nl#part",
                            "webhook:https://example.nl\\@evil.example"}) {
    EXPECT_FALSE(IsChannel(wrong)) << wrong;
  }
  EXPECT_FALSE(IsChannel("mail:" + std::string(250, 'a') + "@example.nl"));
  EXPECT_FALSE(IsChannel("webhook:https://example.nl/" + std::string(500, 'a')));
}

TEST(Channels, WhatIsNoneIsToldWithTheFormsThereAre) {
  EXPECT_EQ(Words(FaultsOf(Anna("[desk, \"sms:0612345678\"]"))),
            "5 people[0].notify[1]: \"sms:0612345678\" is no channel; write desk, mail: and an address such as "
            "mail:anna@example.nl, or webhook: and a URL that starts with https:// or http://127.0.0.1.\n");
  EXPECT_EQ(Words(FaultsOf(Anna("{mail: anna}"))),
            "5 people[0].notify: Write a list here, each item after a hyphen.\n");
  std::string many = "[";
  for (char name = 'a'; name <= 'e'; ++name) many += "\"mail:" + std::string(1, name) + "@example.nl\", ";
  EXPECT_EQ(Words(FaultsOf(Anna(many + "]"))), "5 people[0].notify: Write at most 5 channels, the desk counted.\n");
}

}  // namespace
}  // namespace krul::firm_file
