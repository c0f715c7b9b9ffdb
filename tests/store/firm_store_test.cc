// Versions of the firm file, and which one was followed: in envelopes, and read as former programs left them.
#include "services/store/firm_store.h"

#include "services/store/envelope.h"
#include "services/store/storage.pb.h"
#include "tests/store/store_contract.h"

namespace krul::store {
namespace {

constexpr char kHead[] = "firm/head";
constexpr char kFollowed[] = "firm/followed";

class FirmStoreTest : public RecordStoreContract {
 protected:
  void SetUp() override {
    RecordStoreContract::SetUp();
    firms_.emplace(store().store());
  }
  template <class T>
  Result<T> Ask(const std::function<runtime::Task<Result<T>>()>& begin) {
    return store().Ask<T>([&](Answer<T> done) { runtime::SpawnThen(begin(), std::move(done)); });
  }
  void Left(const std::string& id, const std::string& bytes) {
    ASSERT_TRUE(Committed(store().Commit(ChangeOf(0, id, 0, bytes))));
  }
  LoadedFirmVersions Versions() {
    auto loaded = Ask<LoadedFirmVersions>([&] { return firms_->Load(); });
    EXPECT_TRUE(loaded.ok());
    return *loaded;
  }
  Result<std::int64_t> Followed() {
    auto loaded = Ask<LoadedFollowed>([&] { return firms_->LoadFollowed(); });
    if (!loaded) return loaded.refusal();
    return loaded->number;
  }
  Result<CommitOutcome> Follow(std::int64_t number) {
    const auto before = Ask<LoadedFollowed>([&] { return firms_->LoadFollowed(); });
    return Ask<CommitOutcome>([&] { return firms_->SaveFollowed(*before, number); });
  }
  bool Keep(const std::string& id, const std::string& document) {
    return *Ask<bool>([&] { return firms_->KeepDocument(id, document); });
  }
  std::string Document(const std::string& id) {
    return *Ask<std::string>([&] { return firms_->LoadDocument(id); });
  }
  Result<CommitOutcome> Add(const LoadedFirmVersions& before, std::int64_t number, const std::string& request) {
    FirmVersion added{number, domain::FromMillis(number), "firm/" + request, {request, 7}};
    return Ask<CommitOutcome>([&] { return firms_->Add(before, added); });
  }

  std::optional<FirmStore> firms_;
};

TEST_P(FirmStoreTest, WhichVersionWasFollowedIsInAnEnvelope) {
  EXPECT_EQ(*Followed(), 0);
  ASSERT_TRUE(Committed(Follow(7)));
  EXPECT_EQ(*Followed(), 7);
  const Loaded stored = *store().Load(0, kFollowed);
  const auto unwrapped = Unwrap(stored.bytes, 1);
  ASSERT_TRUE(unwrapped.ok());
  EXPECT_EQ(unwrapped->schema, 1);
}

TEST_P(FirmStoreTest, WhichVersionWasFollowedIsReadAsTheNumberItWas) {
  Left(kFollowed, "41");
  EXPECT_EQ(*Followed(), 41);
  ASSERT_TRUE(Committed(Follow(42)));
  EXPECT_EQ(*Followed(), 42);
}

TEST_P(FirmStoreTest, WhatIsDamagedOrNewerIsNoNumber) {
  Left(kFollowed, "4x");
  EXPECT_EQ(Followed().refusal().reason, Unreadable().reason);
  storage::FirmFollowed newer;
  ASSERT_TRUE(Committed(store().Commit(ChangeOf(0, kFollowed, 1, Wrap(2, newer)))));
  EXPECT_EQ(Followed().refusal().reason, Unreadable().reason);
}

TEST_P(FirmStoreTest, AVersionKeepsItsDocumentAndItsRequest) {
  ASSERT_TRUE(Committed(Add(Versions(), 1, "first")));
  ASSERT_TRUE(Committed(Add(Versions(), 2, "second")));
  const LoadedFirmVersions loaded = Versions();
  ASSERT_EQ(loaded.versions.size(), 2U);
  EXPECT_EQ(loaded.versions[0].document, "firm/first");
  EXPECT_EQ(loaded.versions[0].made_by.request_id, "first");
  EXPECT_EQ(loaded.versions[1].number, 2);
  EXPECT_EQ(loaded.versions[1].effective_at, domain::FromMillis(2));
  EXPECT_EQ(loaded.versions[1].made_by.content_hash, 7U);
}

TEST_P(FirmStoreTest, OfTwoWhoAddToTheSameVersionsOneConflicts) {
  const LoadedFirmVersions before = Versions();
  ASSERT_TRUE(Committed(Add(before, 1, "first")));
  EXPECT_TRUE(Conflict(Add(before, 1, "second")));
  EXPECT_EQ(Versions().versions.size(), 1U);
}

TEST_P(FirmStoreTest, ADocumentIsKeptOnceAndNeverReplaced) {
  ASSERT_TRUE(Keep("firm/request", "title: Bakker"));
  EXPECT_TRUE(Keep("firm/request", "title: Bakker")) << "the same request came before";
  EXPECT_FALSE(Keep("firm/request", "title: Slager"));
  EXPECT_EQ(Document("firm/request"), "title: Bakker");
}

storage::FirmHead FormerHead() {
  storage::FirmHead head;
  for (const std::int64_t number : {1, 2}) {
    auto* version = head.add_versions();
    version->set_number(number);
    version->set_effective_at(1'764'000'000'000 + number);
  }
  head.set_last_request_id("request");
  head.set_last_content_hash(99);
  return head;
}

TEST_P(FirmStoreTest, FormerVersionsAreReadByTheirNumber) {
  storage::FirmVersion document;
  document.set_number(2);
  document.set_document("title: Bakker");
  Left("firm/2", document.SerializeAsString());
  Left(kHead, Wrap(1, FormerHead()));
  const LoadedFirmVersions former = Versions();
  ASSERT_EQ(former.versions.size(), 2U);
  EXPECT_EQ(former.versions[0].made_by.request_id, "");
  EXPECT_EQ(former.versions[1].number, 2);
  EXPECT_EQ(former.versions[1].effective_at, domain::FromMillis(1'764'000'000'002));
  EXPECT_EQ(former.versions[1].made_by.request_id, "request");
  EXPECT_EQ(former.versions[1].made_by.content_hash, 99U);
  EXPECT_EQ(Document(former.versions[1].document), "title: Bakker");

  ASSERT_TRUE(Committed(Add(former, 3, "third")));
  const LoadedFirmVersions now = Versions();
  ASSERT_EQ(now.versions.size(), 3U);
  EXPECT_EQ(Document(now.versions[1].document), "title: Bakker") << "written anew, it lies where it lay";
  EXPECT_EQ(now.versions[1].made_by.request_id, "request");
}

TEST_P(FirmStoreTest, SoAreThoseOfBeforeThereWereEnvelopes) {
  Left(kHead, FormerHead().SerializeAsString());
  const LoadedFirmVersions former = Versions();
  ASSERT_EQ(former.versions.size(), 2U);
  EXPECT_EQ(former.versions[1].document, "firm/2");
  EXPECT_EQ(former.versions[1].made_by.request_id, "request");
}

INSTANTIATE_TEST_SUITE_P(Stores, FirmStoreTest, ::testing::Values(StoreKind::kMemory, StoreKind::kRedis), NameOf);

}  // namespace
}  // namespace krul::store
