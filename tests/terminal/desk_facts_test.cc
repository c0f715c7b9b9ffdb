// What a desk shows, offers and says of a refusal goes by what the services tell, and by nothing else.
#include "tests/terminal/desk_at_work.h"

namespace krul::terminal::desk {
namespace {

class TheDesk : public DeskAtWork {};

TEST_F(TheDesk, OffersWhatTheServicesCallPossibleToThisPersonNow) {
  v1::Callback calling = CallbackOf("een", v1::CALLING, "bob");
  v1::Possible::Row& row = Allow(calling, {v1::RECORD_ATTEMPT});
  row.set_only_person("anna");
  *row.mutable_until_time() = ToProto(now + absl::Minutes(5));
  Hear(calling, v1::EVENT_CALL_BEGUN);
  GoTo("i");
  EXPECT_FALSE(Shows("uitkomst"));  // it is Anna who is calling
  row.set_only_person("bob");
  calling.set_version(2);
  Hear(calling, v1::EVENT_CALL_BEGUN);
  EXPECT_TRUE(Shows("uitkomst"));
  now += absl::Minutes(6);
  EXPECT_FALSE(Shows("uitkomst"));
  *row.mutable_from_time() = ToProto(now);
  row.clear_until_time();
  calling.set_version(3);
  Hear(calling, v1::EVENT_CALL_BEGUN);
  EXPECT_TRUE(Shows("uitkomst"));
  row.clear_roles();
  row.add_roles(v1::ROLE_MANAGER);
  calling.set_version(4);
  Hear(calling, v1::EVENT_CALL_BEGUN);
  EXPECT_FALSE(Shows("uitkomst"));
  firm.mutable_people(1)->set_role(v1::ROLE_MANAGER);
  ASSERT_FALSE(services.firms.empty());
  services.firms.back()({firm, {}});
  EXPECT_TRUE(Shows("uitkomst"));  // Bob is a manager now
}

TEST_F(TheDesk, GivingUpIsOfferedWhenItIsPossible) {
  v1::Callback tried = CallbackOf("een", v1::ACKNOWLEDGED, "bob");
  Hear(tried, v1::EVENT_ATTEMPTED);
  GoTo("i");
  Press(Typed("d"));
  EXPECT_TRUE(Shows("Afgehandeld"));
  EXPECT_FALSE(Shows("Niet te bereiken"));
  Press(Named::kEscape);
  Allow(tried, {v1::COMPLETE, v1::GIVE_UP});
  tried.set_version(2);
  Hear(tried, v1::EVENT_ATTEMPTED);
  Press(Typed("d"));
  EXPECT_TRUE(Shows("Niet te bereiken"));
}

TEST_F(TheDesk, WhatGrewWorseMeanwhileIsShownSo) {
  v1::Callback soon = CallbackOf("een", v1::ASSIGNED, "bob");
  soon.mutable_standing()->set_level(v1::SOON);
  Hear(soon, v1::EVENT_AT_RISK);
  GoTo("i");
  EXPECT_TRUE(Shows("!  voor"));
  now += absl::Minutes(73);
  EXPECT_TRUE(Shows("!! 13 min te laat"));
}

TEST_F(TheDesk, TellsWhyAServiceRefusedByReasonAndName) {
  Hear(CallbackOf("een", v1::ASSIGNED, "bob"), v1::EVENT_ASSIGNED);
  GoTo("i");
  Press(Typed("c"));
  Failure refused = Failed("FAILED_PRECONDITION", "SOMEBODY_IS_CALLING", Told::AsItIs("in English"));
  refused.refused.set_reason("SOMEBODY_IS_CALLING");
  (*refused.refused.mutable_arguments())["person"] = "anna";
  FailFirst(services.changes, refused);
  EXPECT_TRUE(Shows("Anna Visser heeft de beller nu aan de lijn."));
}

TEST_F(TheDesk, AsksOnceMoreBeforePassingOnToOneWhoIsAway) {
  Hear(CallbackOf("een", v1::ASSIGNED, "bob"), v1::EVENT_ASSIGNED);
  GoTo("i");
  Press(Typed("f"));
  Press(Named::kEnter);  // Anna
  Press(Named::kEnter);  // no remark
  ASSERT_EQ(services.changes.size(), 1U);
  const auto first = std::get<v1::ForwardRequest>(services.changes.front().first);
  EXPECT_EQ(first.assignee().person(), "anna");
  EXPECT_FALSE(first.although_away());
  Failure refused = Failed("FAILED_PRECONDITION", "ASSIGNEE_AWAY", Told::AsItIs("in English"));
  refused.refused.set_reason("ASSIGNEE_AWAY");
  refused.refused.set_remedy(v1::FORWARD_ALTHOUGH_AWAY);
  (*refused.refused.mutable_arguments())["person"] = "anna";
  FailFirst(services.changes, refused);
  EXPECT_TRUE(Shows("Anna Visser is er niet op tijd."));
  EXPECT_TRUE(Shows("Toch doorgeven?"));
  Press(Typed("j"));
  ASSERT_EQ(services.changes.size(), 1U);
  const auto second = std::get<v1::ForwardRequest>(services.changes.front().first);
  EXPECT_EQ(second.assignee().person(), "anna");
  EXPECT_TRUE(second.although_away());
  EXPECT_NE(second.request_id(), first.request_id());
}

TEST_F(TheDesk, TellsWhichFieldIsWrongAndHow) {
  Hear(CallbackOf("een", v1::ASSIGNED, "bob"), v1::EVENT_ASSIGNED);
  GoTo("i");
  Press(Typed("c"));
  Failure refused = Failed("INVALID_ARGUMENT", "INVALID_FIELD", Told::AsItIs("in English"));
  refused.refused.set_remedy(v1::CORRECT_FIELDS);
  refused.fields = {{"remark", "in English", Told("fault.required"), Told::AsItIs("De opmerking ontbreekt")}};
  FailFirst(services.changes, refused);
  EXPECT_TRUE(Shows(" De opmerking ontbreekt"));
  EXPECT_FALSE(Shows("in English"));
}

}  // namespace
}  // namespace krul::terminal::desk
