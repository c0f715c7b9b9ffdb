// What a service refused, told by its reason, its faults with their arguments, and what to do.
#include "clients/terminal/phrases/refusal_words.h"

#include <gtest/gtest.h>

#include "clients/terminal/connection/errors.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace krul::terminal {
namespace {

using words::Language;

v1::Fault FaultOf(const std::string& field, v1::FaultCode code) {
  v1::Fault fault;
  fault.set_field(field);
  fault.set_code(code);
  fault.set_sentence("in English");
  return fault;
}

// With every argument that any code could want.
v1::Fault Whole(v1::FaultCode code) {
  v1::Fault fault = FaultOf("caller.phone_number", code);
  for (const char* name : {"maximum", "minimum", "days", "allowed", "type", "form", "region", "branch"}) {
    (*fault.mutable_arguments())[name] = "12";
  }
  (*fault.mutable_arguments())["other"] = "caller.other_contact";
  return fault;
}

Failure FailureOf(const v1::Refused& refused, grpc::StatusCode code = grpc::StatusCode::INVALID_ARGUMENT) {
  google::rpc::Status rich;
  google::rpc::ErrorInfo info;
  info.set_reason(refused.reason());
  rich.add_details()->PackFrom(info);
  rich.add_details()->PackFrom(refused);
  return FromStatus(grpc::Status(code, "told in English", rich.SerializeAsString()), "intake", "here", 1);
}

TEST(RefusalWords, EveryCodeHasASentenceInBothLanguages) {
  const auto* codes = v1::FaultCode_descriptor();
  for (int i = 1; i < codes->value_count(); ++i) {
    const Told told = FaultInWords(Whole(static_cast<v1::FaultCode>(codes->value(i)->number())));
    for (const Language language : {Language::kDutch, Language::kEnglish}) {
      EXPECT_EQ(told.In(language).find("in English"), std::string::npos) << codes->value(i)->name();
      EXPECT_EQ(told.In(language).find('{'), std::string::npos) << told.In(language);
    }
  }
}

TEST(RefusalWords, EveryRemedyHasASentence) {
  const auto* remedies = v1::Remedy_descriptor();
  for (int i = 1; i < remedies->value_count(); ++i) {
    v1::Refused refused;
    refused.set_reason("A_REASON_OF_TOMORROW");
    refused.set_remedy(static_cast<v1::Remedy>(remedies->value(i)->number()));
    EXPECT_TRUE(RefusalInWords(refused)) << remedies->value(i)->name();
  }
}

TEST(RefusalWords, AFaultNamesItsFieldAndWhatIsAllowed) {
  EXPECT_EQ(FaultInWords(FaultOf("caller.phone_number", v1::NUMBER_TOO_SHORT)).In(Language::kDutch),
            "Telefoonnummer is te kort; vraag het hele nummer, met netnummer");
  EXPECT_EQ(FaultInWords(Whole(v1::MUST_NOT_BE_SET)).In(Language::kDutch),
            "Telefoonnummer mag niet samen met Andere manier");
  v1::Fault range = FaultOf("page_size", v1::OUT_OF_RANGE);
  (*range.mutable_arguments())["minimum"] = "1";
  EXPECT_EQ(FaultInWords(range).In(Language::kEnglish), "page_size must be at least 1");
}

TEST(RefusalWords, ASentenceOfItsOwnNamesWhatNoFieldNames) {
  EXPECT_EQ(FaultInWords(FaultOf("requested", v1::UNKNOWN_PERSON)).In(Language::kEnglish).substr(0, 11), "This person");
  EXPECT_EQ(FaultInWords(FaultOf("branches/b/callbacks/7", v1::NOT_GONE_THROUGH)).In(Language::kDutch),
            "branches/b/callbacks/7: Dit verzoek is nog niet doorgenomen.");
}

TEST(RefusalWords, AReasonFillsInItsArguments) {
  v1::Refused refused;
  refused.set_reason("SOMEBODY_IS_CALLING");
  refused.set_remedy(v1::WAIT_FOR_CALL);
  EXPECT_EQ(RefusalInWords(refused)->In(Language::kEnglish).substr(0, 13), "A colleague i");
  (*refused.mutable_arguments())["person"] = "anna";
  EXPECT_EQ(RefusalInWords(refused)->In(Language::kDutch),
            "anna heeft de beller nu aan de lijn. Probeer het na dat gesprek opnieuw.");
}

TEST(RefusalWords, AFailureIsToldInWordsAndKeepsTheServicesEnglishForPrograms) {
  v1::Refused refused;
  refused.set_reason("INVALID_FIELD");
  refused.set_remedy(v1::CORRECT_FIELDS);
  *refused.add_faults() = FaultOf("caller.display_name", v1::REQUIRED);
  const Failure failure = FailureOf(refused);
  EXPECT_EQ(failure.message, "told in English");
  EXPECT_EQ(failure.told.In(Language::kDutch), "Iets van wat is ingevuld, klopt niet.");
  ASSERT_EQ(failure.fields.size(), 1U);
  EXPECT_EQ(failure.fields[0].description, "in English");
  EXPECT_EQ(failure.fields[0].told.In(Language::kDutch), "Naam ontbreekt");
}

TEST(RefusalWords, WhatIsNewerThanThisProgramIsToldInEnglish) {
  v1::Refused refused;
  refused.set_reason("A_REASON_OF_TOMORROW");
  *refused.add_faults() = FaultOf("caller.display_name", static_cast<v1::FaultCode>(999));
  const Failure failure = FailureOf(refused);
  EXPECT_EQ(failure.told.In(Language::kDutch), "told in English");
  EXPECT_EQ(failure.fields[0].told.In(Language::kDutch), "Naam in English");
}

}  // namespace
}  // namespace krul::terminal
