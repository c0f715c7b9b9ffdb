// What a call throws ends with that call.
#include "services/rpc/call_guard.h"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>

namespace krul::rpc {
namespace {
using domain::Result;
using runtime::Task;

Task<Result<int>> Answers(bool throws) {
  if (throws) throw std::out_of_range("what a caller said");
  co_return 7;
}

TEST(CallGuard, ACallThatThrowsIsAnsweredInternalAndCounted) {
  runtime::EventLoop loop;
  runtime::Metrics metrics("test");
  runtime::Borders borders(metrics);
  CallGuard guard(loop, runtime::Secrets{}, metrics, borders);
  std::optional<Result<int>> thrown, answered;
  runtime::SpawnThen(guard.Answered("NoteCallback", Answers(true)), [&](Result<int> answer) { thrown = answer; });
  runtime::SpawnThen(guard.Answered("NoteCallback", Answers(false)), [&](Result<int> answer) { answered = answer; });
  ASSERT_TRUE(thrown && answered);
  ASSERT_FALSE(thrown->ok());
  EXPECT_EQ(thrown->refusal().reason, domain::Reason::kInternal);
  EXPECT_EQ(thrown->refusal().message.find("caller said"), std::string::npos);
  EXPECT_EQ(metrics.Counter("krul_exceptions_total", "", {{"border", "CALL"}}).Value(), 1);
  ASSERT_TRUE(answered->ok());
  EXPECT_EQ(**answered, 7);
}

}  // namespace
}  // namespace krul::rpc
