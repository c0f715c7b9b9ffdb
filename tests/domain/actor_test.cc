// In which role somebody acts is read from the firm file, whoever asks.
#include "services/domain/people/actor.h"

#include <gtest/gtest.h>

#include "tests/domain/sample_firm.h"

namespace krul::domain {
namespace {
using sample::SampleFirm;

TEST(ActorRole, IsThatOfTheFirmInForce) {
  Firm firm = SampleFirm();
  EXPECT_EQ(RoleIn(firm, Actor("fatima", "utrecht", "")), Role::kDesk);
  EXPECT_EQ(RoleIn(firm, Actor("anna", "utrecht", "")), Role::kColleague);
  EXPECT_EQ(RoleIn(firm, Actor("mira", "utrecht", "")), Role::kManager);
  EXPECT_EQ(RoleIn(firm, Actor("hans", "", "")), Role::kHeadOffice);
  std::erase_if(firm.people, [](const Person& person) { return person.id == "mira"; });
  EXPECT_EQ(RoleIn(firm, Actor("mira", "utrecht", "")), Role::kDesk) << "she has left";
}

TEST(ActorRole, OfNobodyAndOfStrangersIsTheDesk) {
  EXPECT_EQ(RoleIn(SampleFirm(), Actor()), Role::kDesk);
  EXPECT_EQ(RoleIn(SampleFirm(), Actor("nobody", "utrecht", "")), Role::kDesk);
}

TEST(ActorRole, OfAServiceIsNoPersons) { EXPECT_EQ(RoleIn(SampleFirm(), Actor::Service("mira")), Role::kService); }

}  // namespace
}  // namespace krul::domain
