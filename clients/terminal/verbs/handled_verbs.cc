// handled, chase, erase: what ends at the desk, without a new promise.
#include <iostream>
#include <memory>

#include "clients/terminal/text/text.h"
#include "clients/terminal/verbs/callback_lookup.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {

void AddDeskVerbs(CLI::App& app, Terminal& terminal) {
  struct Words {
    std::string id, category, reason, remark;
  };
  const auto helped = std::make_shared<Words>();
  CLI::App* handled = AddVerb(
      app, terminal, "handled", "krul handled --category question --reason \"opening hours\" --branch centrum",
      [&terminal, helped] {
        v1::RecordHandledAtDeskRequest request;
        request.set_branch(RequiredBranch(terminal.settings));
        request.set_callback_id(helped->id.empty() ? RequestId(terminal) : helped->id);
        request.set_category(helped->category);
        request.set_reason(helped->reason);
        PrintChanged(terminal, terminal.connection.Call(&v1::IntakeService::Stub::RecordHandledAtDesk, request));
        return ExitCode::kOk;
      });
  handled->add_option("--category", helped->category)->type_name("CATEGORY");
  handled->add_option("--reason", helped->reason)->type_name("TEXT");
  handled->add_option("--id", helped->id)->type_name("UUID");
  AddRequestId(handled, terminal);

  const auto chased = std::make_shared<Words>();
  CLI::App* chase =
      AddVerb(app, terminal, "chase", "krul chase 0190ab12 --remark \"is waiting at home\" --branch centrum",
              [&terminal, chased] {
                v1::RecordChaserRequest request;
                request.set_name(FindName(terminal, chased->id));
                request.set_request_id(RequestId(terminal));
                request.set_remark(chased->remark);
                PrintChanged(terminal, terminal.connection.Call(&v1::IntakeService::Stub::RecordChaser, request));
                return ExitCode::kOk;
              });
  const auto forgotten = std::make_shared<std::string>();
  AddVerb(app, terminal, "erase", "krul erase 06-12345678 --branch centrum",
          [&terminal, forgotten] {
            v1::EraseCallerRequest request;
            request.set_branch(RequiredBranch(terminal.settings));
            request.set_phone_number(*forgotten);
            const auto response = terminal.connection.Call(&v1::IntakeService::Stub::EraseCaller, request);
            if (terminal.settings.json) {
              std::cout << Json(response);
              return ExitCode::kOk;
            }
            std::cout << terminal.Said("terminal_verb.erased", {{"count", int64_t{response.erased_count()}}}) << "\n";
            for (const std::string& name : response.still_open())
              std::cout << terminal.Said("terminal_verb.still_open", {{"name", Visible(name)}}) << "\n";
            return ExitCode::kOk;
          })
      ->add_option("PHONE", *forgotten)
      ->required()
      ->type_name("");
  AddId(chase, chased->id);
  chase->add_option("--remark", chased->remark)->type_name("TEXT");
  AddRequestId(chase, terminal);
}

}  // namespace krul::terminal
