#include "services/gateway/errors.h"

#include <google/protobuf/struct.pb.h>
#include <gtest/gtest.h>

#include "google/rpc/status.pb.h"
#include "krul/v1/errors.pb.h"
#include "services/gateway/json.h"

namespace krul::gateway {
namespace {
using domain::FaultCode;
using google::protobuf::Struct;

// What stands under "error".
Struct ErrorIn(const HttpResponse& response) {
  Struct outer;
  EXPECT_TRUE(ReadJson(*response.body, outer));
  return outer.fields().at("error").struct_value();
}

std::string TextIn(const Struct& error, const std::string& name) {
  const auto found = error.fields().find(name);
  return found == error.fields().end() ? "(none)" : found->second.string_value();
}

grpc::Status RefusedWith(grpc::StatusCode code, const v1::Refused& refused) {
  google::rpc::Status rich;
  rich.add_details()->PackFrom(refused);
  return grpc::Status(code, "Said so.", rich.SerializeAsString());
}

TEST(Errors, PassOnWhatAServiceRefused) {
  v1::Refused refused;
  refused.set_reason("NOT_REVIEWED");
  refused.set_remedy(v1::REVIEW_ENTRIES);
  (*refused.mutable_arguments())["count"] = "2";
  v1::Fault* fault = refused.add_faults();
  fault->set_field("caller.phone_number");
  fault->set_code(v1::TOO_LONG);
  (*fault->mutable_arguments())["maximum"] = "40";
  fault->set_sentence("must be at most 40 characters long");

  const HttpResponse response = ErrorResponse(RefusedWith(grpc::StatusCode::FAILED_PRECONDITION, refused));
  EXPECT_EQ(response.status, 412);
  const Struct error = ErrorIn(response);
  EXPECT_EQ(TextIn(error, "code"), "FAILED_PRECONDITION");
  EXPECT_EQ(TextIn(error, "reason"), "NOT_REVIEWED");
  EXPECT_EQ(TextIn(error, "remedy"), "REVIEW_ENTRIES");
  EXPECT_EQ(TextIn(error, "message"), "Said so.");
  EXPECT_EQ(TextIn(error.fields().at("arguments").struct_value(), "count"), "2");
  const auto& fields = error.fields().at("fields").list_value();
  ASSERT_EQ(fields.values_size(), 1);
  const Struct& field = fields.values(0).struct_value();
  EXPECT_EQ(TextIn(field, "field"), "caller.phone_number");
  EXPECT_EQ(TextIn(field, "code"), "TOO_LONG");
  EXPECT_EQ(TextIn(field, "message"), "must be at most 40 characters long");
  EXPECT_EQ(TextIn(field.fields().at("arguments").struct_value(), "maximum"), "40");
}

TEST(Errors, LeaveOutWhatThereIsNotAndSayWhenToAskAgain) {
  v1::Refused refused;
  refused.set_reason("DRAINING");
  refused.set_remedy(v1::RETRY_LATER);
  refused.set_retry_ms(1000);
  const Struct error = ErrorIn(ErrorResponse(RefusedWith(grpc::StatusCode::UNAVAILABLE, refused)));
  EXPECT_EQ(error.fields().at("retry_after_ms").number_value(), 1000);
  EXPECT_FALSE(error.fields().contains("fields"));
  EXPECT_FALSE(error.fields().contains("arguments"));
}

TEST(Errors, OfTheGatewayItselfHaveCodesAndRemedies) {
  const Struct error = ErrorIn(ErrorResponse({400,
                                              "INVALID_ARGUMENT",
                                              "INVALID_FIELD",
                                              "The name of a desk is too long.",
                                              {{"desk", FaultCode::kNotPrintable, {{"maximum", 64}}}}}));
  EXPECT_EQ(TextIn(error, "remedy"), "CORRECT_FIELDS");
  const Struct& field = error.fields().at("fields").list_value().values(0).struct_value();
  EXPECT_EQ(TextIn(field, "code"), "NOT_PRINTABLE");
  EXPECT_EQ(TextIn(field, "message"), "must be at most 64 printable ASCII characters");
  EXPECT_EQ(TextIn(field.fields().at("arguments").struct_value(), "maximum"), "64");

  const auto remedy_of = [](const std::string& reason) {
    return TextIn(ErrorIn(ErrorResponse({400, "UNKNOWN", reason, "Said so."})), "remedy");
  };
  EXPECT_EQ(remedy_of("NOT_SIGNED_IN"), "SIGN_IN");
  EXPECT_EQ(remedy_of("DRAINING"), "RETRY_LATER");
  EXPECT_EQ(remedy_of("NO_SUCH_ROUTE"), "(none)") << "no person can mend it";
}

TEST(Errors, OfTheConnectionAreWordsForPeople) {
  const HttpResponse away = ErrorResponse(grpc::Status(grpc::StatusCode::UNAVAILABLE, "failed to connect to 10.0.0.1"));
  EXPECT_EQ(away.status, 503);
  EXPECT_EQ(TextIn(ErrorIn(away), "reason"), "SERVICE_UNAVAILABLE");
  EXPECT_EQ(TextIn(ErrorIn(away), "remedy"), "RETRY_LATER");
  EXPECT_EQ(away.body->find("10.0.0.1"), std::string::npos);
  EXPECT_EQ(TextIn(ErrorIn(ErrorResponse(grpc::Status(grpc::StatusCode::UNKNOWN, ""))), "remedy"), "ASK_OPERATOR");
}

}  // namespace
}  // namespace krul::gateway
