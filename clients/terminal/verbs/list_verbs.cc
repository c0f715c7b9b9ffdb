// board, inbox, find, show: lists of callbacks, and one callback with all that happened to it.
#include <algorithm>
#include <iostream>
#include <memory>

#include "clients/terminal/text/text.h"
#include "clients/terminal/verbs/callback_lookup.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_sheet.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

constexpr int kLargestList = 200;  // the most that is given at once
constexpr int kMostRows = 10'000;

// Reads pages until there are `limit` callbacks or no more.
template <typename Stub, typename Request, typename Response>
Response ReadPages(Terminal& terminal, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   Request request, int limit) {
  Response all;
  do {
    request.set_page_size(std::min(kLargestList, limit - all.callbacks_size()));
    const Response page = terminal.connection.Call(method, request);
    all.mutable_callbacks()->MergeFrom(page.callbacks());
    all.set_next_page_token(page.next_page_token());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && all.callbacks_size() < limit);
  return all;
}

template <typename Response>
ExitCode Print(Terminal& terminal, const Response& list, words::Key none) {
  if (terminal.settings.json) {
    std::cout << Json(list);
  } else if (list.callbacks().empty()) {
    std::cout << terminal.Said(none) << "\n";
  } else {
    std::cout << CallbackTable(list.callbacks(), terminal.settings.branch, terminal.reader());
    if (!list.next_page_token().empty()) {
      std::cout << terminal.Said("terminal_verb.more") << "\n";
    }
  }
  return ExitCode::kOk;
}

void AddLimit(CLI::App* verb, int& limit) {
  verb->add_option("--limit", limit)->type_name("N")->check(CLI::Range(1, kMostRows))->capture_default_str();
}

}  // namespace

void AddListVerbs(CLI::App& app, Terminal& terminal) {
  struct Words {
    std::string person;
    std::string phone;
    bool closed = false;
    int limit = 50;
  };
  const auto board_words = std::make_shared<Words>();
  CLI::App* board = AddVerb(app, terminal, "board", "krul board --branch centrum", [&terminal, board_words] {
    v1::ListBoardRequest request;
    request.set_branch(RequiredBranch(terminal.settings));
    return Print(terminal, ReadPages(terminal, &v1::AssignmentService::Stub::ListBoard, request, board_words->limit),
                 words::Key("terminal_verb.nothing_open"));
  });
  AddLimit(board, board_words->limit);

  const auto inbox_words = std::make_shared<Words>();
  CLI::App* inbox = AddVerb(app, terminal, "inbox", "krul inbox anna --branch centrum", [&terminal, inbox_words] {
    v1::ListInboxRequest request;
    request.set_person(inbox_words->person);
    return Print(terminal, ReadPages(terminal, &v1::AssignmentService::Stub::ListInbox, request, inbox_words->limit),
                 words::Key("terminal_verb.nobody_waits"));
  });
  inbox->add_option("PERSON", inbox_words->person)->type_name("");
  AddLimit(inbox, inbox_words->limit);

  const auto find_words = std::make_shared<Words>();
  CLI::App* find = AddVerb(app, terminal, "find", "krul find 06-12345678 --branch centrum", [&terminal, find_words] {
    v1::FindCallbacksRequest request;
    request.set_phone_number(find_words->phone);
    request.set_branch(RequiredBranch(terminal.settings));
    request.set_include_closed(find_words->closed);
    return Print(terminal, ReadPages(terminal, &v1::IntakeService::Stub::FindCallbacks, request, find_words->limit),
                 words::Key("terminal_verb.none_of_number"));
  });
  find->add_option("PHONE", find_words->phone)->required()->type_name("");
  find->add_flag("--closed", find_words->closed);
  AddLimit(find, find_words->limit);

  const auto id = std::make_shared<std::string>();
  CLI::App* show = AddVerb(app, terminal, "show", "krul show 0190ab12 --branch centrum", [&terminal, id] {
    v1::GetCallbackRequest request;
    request.set_name(FindName(terminal, *id));
    const auto callback = terminal.connection.Call(&v1::IntakeService::Stub::GetCallback, request);
    std::cout << (terminal.settings.json ? Json(callback) : CallbackSheet(callback, terminal.reader()));
    return ExitCode::kOk;
  });
  AddId(show, *id);
}

}  // namespace krul::terminal
