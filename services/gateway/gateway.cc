#include "services/gateway/gateway.h"

#include <google/protobuf/struct.pb.h>

#include <algorithm>
#include <future>
#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "services/gateway/json.h"
#include "services/gateway/limits.h"
#include "services/gateway/origin.h"
#include "services/runtime/log.h"

namespace krul::gateway {
namespace {
using domain::FaultCode;
using google::protobuf::Struct;
using std::chrono::system_clock;

HttpResponse Json(std::string json) {
  return {
      200, "application/json", std::make_shared<const std::string>(std::move(json)), {{"Cache-Control", "no-store"}}};
}

std::string Field(const Struct& message, const char* name) {
  const auto found = message.fields().find(name);
  return found == message.fields().end() ? "" : found->second.string_value();
}

void Put(Struct& message, const char* name, const std::string& text) {
  (*message.mutable_fields())[name].set_string_value(text);
}

std::string IdentityJson(const Identity& identity) {
  Struct told;
  Put(told, "person", identity.person);
  Put(told, "branch", identity.branch);
  Put(told, "role", v1::Role_Name(identity.role));
  Put(told, "desk", identity.desk);
  return WriteJson(told);
}

std::string QueryValue(const std::string& query, const std::string& name) {
  for (const std::string& part : std::vector<std::string>(absl::StrSplit(query, '&'))) {
    const std::size_t sign = part.find('=');
    if (sign != std::string::npos && part.substr(0, sign) == name) return part.substr(sign + 1);
  }
  return "";
}

bool IsDeskName(const std::string& text) {
  if (text.size() > limits::kNameLength) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

HttpResponse NotSignedIn() {
  return ErrorResponse({401, "UNAUTHENTICATED", "NOT_SIGNED_IN", "Nobody is signed in at this desk: sign in."});
}

}  // namespace

Gateway::Gateway(const runtime::GatewaySettings& settings, const runtime::Secrets& secrets, runtime::Metrics& metrics,
                 std::string& problem)
    : settings_(settings),
      secrets_(secrets),
      metrics_(metrics),
      server_(loop_, settings.listen, problem),
      sessions_(secrets, settings.needs_credential()),
      files_(settings.web_dir) {}

Gateway::~Gateway() { Stop(); }

void Gateway::Start(const Addresses& services) {
  upstream_ = std::make_unique<Upstream>(loop_, secrets_, services);
  firm_ = std::make_unique<FirmView>(loop_, *upstream_, [this](const FirmView::Changes& changes) {
    if (changes.firm) {
      choices_ = nullptr;
      feeds_->TellFirm();
    }
    if (changes.desks) feeds_->TellAtDesk();
    if (changes.clock) feeds_->TellTime();
  });
  feeds_ = std::make_unique<Feeds>(BranchFeed::Deps{loop_, *upstream_, *firm_}, metrics_);
  loop_.Post([this] {
    firm_->Start();
    feeds_->Start();
    server_.Start([this](HttpRequest request, const Asked& asked) { Handle(std::move(request), asked); });
  });
  loop_.Start();
  runtime::Log(runtime::Severity::kInfo, "the gateway serves",
               {{"port", std::to_string(port())},
                {"files", std::to_string(files_.count())},
                {"sign_in", sessions_.needs_credential() ? "with the credential" : "by picking"}});
}

void Gateway::Stop() {
  if (!upstream_) return;
  OnLoop([this] {
    draining_ = true;
    server_.StopAccepting();
    firm_->Stop();
    feeds_->Stop();
  });
  // No call begins any more, and each ends within limits::kServiceAnswer. gRPC may be in the middle of handing over the
  // last one, hence the turn of the loop after it.
  using namespace std::chrono_literals;
  while (upstream_->under_way() > 0) std::this_thread::sleep_for(10ms);
  OnLoop([] {});
  const auto until = std::chrono::steady_clock::now() + limits::kDrain;
  while (server_.in_flight() > 0 && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(10ms);
  loop_.Stop();
  upstream_.reset();
}

void Gateway::OnLoop(const std::function<void()>& work) {
  auto done = std::make_shared<std::promise<void>>();  // shared: the loop may still be inside set_value when we go on
  loop_.Post([&work, done] {
    work();
    done->set_value();
  });
  done->get_future().wait();
}

void Gateway::Handle(HttpRequest request, const Asked& asked) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (request.path == "/healthz" && reads) {
    return asked->Answer({draining_ ? 503 : 200,
                          "text/plain; charset=utf-8",
                          std::make_shared<const std::string>(draining_ ? "stopping\n" : "ok\n"),
                          {{"Cache-Control", "no-store"}}});
  }
  if (draining_)
    return asked->Answer(ErrorResponse(
        {503, "UNAVAILABLE", "DRAINING", "This gateway is stopping: send the same again, on a new connection."}));
  if (!sessions_.needs_credential() && !IsLoopbackHost(request.host)) {
    return asked->Answer(ErrorResponse({403, "PERMISSION_DENIED", "WRONG_ORIGIN",
                                        "Where people pick who they are, this page is for http://127.0.0.1 and "
                                        "http://localhost alone. To serve others, "
                                        "start the gateway with --sign-in credential."}));
  }
  if (request.path.starts_with("/v1/")) return HandleApi(std::move(request), asked);
  if (reads) return asked->Answer(files_.Serve(request));
  asked->Answer(ErrorResponse({405, "UNIMPLEMENTED", "METHOD_NOT_ALLOWED", "Only GET is served here."}));
}

void Gateway::HandleApi(HttpRequest request, const Asked& asked) {
  if (request.method == "POST") return HandlePost(std::move(request), asked);
  if (request.method != "GET")
    return asked->Answer(
        ErrorResponse({405, "UNIMPLEMENTED", "METHOD_NOT_ALLOWED", "Only GET and POST are served here."}));
  if (request.path == "/v1/sign-in") return asked->Answer(SignInChoices());
  if (request.path == "/v1/events") return OpenEvents(request, asked);
  if (request.path == "/v1/session") {
    const Known known = WhoAsks(request);
    return asked->Answer(known.identity ? Json(IdentityJson(*known.identity)) : known.refusal);
  }
  if (FindRoute(std::string_view(request.path).substr(4)) != nullptr || request.path == "/v1/sign-out")
    return asked->Answer(ErrorResponse({405, "UNIMPLEMENTED", "METHOD_NOT_ALLOWED", "Send this with POST."}));
  asked->Answer(ErrorResponse({404, "NOT_FOUND", "NO_SUCH_ROUTE", "There is nothing at this address."}));
}

void Gateway::HandlePost(HttpRequest request, const Asked& asked) {
  if (const auto refused = RefusedWrite(request)) return asked->Answer(ErrorResponse(*refused));
  if (request.path == "/v1/sign-in") return asked->Answer(SignIn(request.body));
  if (request.path == "/v1/sign-out") {
    HttpResponse response = Json("{}");
    response.headers.emplace_back("Set-Cookie", sessions_.ClearCookie());
    return asked->Answer(std::move(response));
  }
  const Route* route = FindRoute(std::string_view(request.path).substr(4));
  if (route == nullptr)
    return asked->Answer(ErrorResponse({404, "NOT_FOUND", "NO_SUCH_ROUTE", "No such RPC is served here."}));
  Known known = WhoAsks(request);
  if (!known.identity) return asked->Answer(std::move(known.refusal));
  if (route->rpc == "GetFirm") return asked->Answer(firm_->Answer(request.takes_gzip));
  CallRpc(*route, *known.identity, request.body, asked);
}

void Gateway::CallRpc(const Route& route, const Identity& identity, const std::string& json, const Asked& asked) {
  std::unique_ptr<google::protobuf::Message> request(route.request->New());
  if (!ReadJson(json, *request)) {
    return asked->Answer(ErrorResponse({400, "INVALID_ARGUMENT", "BAD_JSON",
                                        "The body is no JSON of a " + request->GetDescriptor()->name() +
                                            ": a field that there is not, or a value that does not fit."}));
  }
  const auto begun = std::chrono::steady_clock::now();
  std::unique_ptr<google::protobuf::Message> response(route.response->New());
  upstream_->Call(route.service, route.method, identity, *request, std::move(response),
                  [this, asked, begun, rpc = route.rpc](const grpc::Status& status, std::string answer) {
                    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
                    metrics_.CountRpc("POST /v1/" + std::string(rpc), std::string(NameOf(status.error_code())),
                                      took.count());
                    HttpResponse told = status.ok() ? Json(std::move(answer)) : ErrorResponse(status);
                    told.headers.emplace_back("Krul-Time", firm_->Now());
                    asked->Answer(std::move(told));
                  });
}

void Gateway::OpenEvents(const HttpRequest& request, const Asked& asked) {
  Known known = WhoAsks(request);
  if (!known.identity) return asked->Answer(std::move(known.refusal));
  std::string branch = QueryValue(request.query, "branch");
  if (branch.empty()) branch = known.identity->branch;
  if (firm_->FindBranch(branch) == nullptr)
    return asked->Answer(ErrorResponse({404,
                                        "NOT_FOUND",
                                        "NOT_FOUND",
                                        "This branch is not in the firm file.",
                                        {{"branch", FaultCode::kUnknownBranch}}}));
  std::string last = request.last_event_id;
  if (last.empty()) last = QueryValue(request.query, "last_event_id");
  feeds_->Join(branch, known.identity->person, asked->OpenEvents(), last);
}

Gateway::Known Gateway::WhoAsks(const HttpRequest& request) const {
  const auto session = sessions_.Read(request.cookie, system_clock::now());
  if (!session) return {std::nullopt, NotSignedIn()};
  if (firm_->firm() == nullptr) return {std::nullopt, firm_->Answer(false)};
  const v1::Person* person = firm_->FindPerson(session->person);
  if (person == nullptr || firm_->FindBranch(session->branch) == nullptr || !WorksAt(*person, session->branch))
    return {std::nullopt, NotSignedIn()};
  return {Identity{session->person, person->role(), session->branch, session->desk}, {}};
}

HttpResponse Gateway::SignInChoices() {
  if (!choices_) choices_ = std::make_shared<const std::string>(ChoicesJson());
  return {200, "application/json", choices_, {{"Cache-Control", "no-store"}}};
}

std::string Gateway::ChoicesJson() const {
  Struct told;
  (*told.mutable_fields())["credential_required"].set_bool_value(sessions_.needs_credential());
  const v1::Firm* firm = firm_->firm();
  Put(told, "title", firm == nullptr ? "" : firm->title());
  if (firm == nullptr || sessions_.needs_credential()) return WriteJson(told);
  auto* branches = (*told.mutable_fields())["branches"].mutable_list_value();
  for (const v1::Branch& branch : firm->branches()) {
    Struct* line = branches->add_values()->mutable_struct_value();
    Put(*line, "id", branch.id());
    Put(*line, "title", branch.title());
    Put(*line, "language", branch.language());
    auto* people = (*line->mutable_fields())["people"].mutable_list_value();
    for (const v1::Person& person : firm->people()) {
      if (!WorksAt(person, branch.id())) continue;
      Struct* one = people->add_values()->mutable_struct_value();
      Put(*one, "id", person.id());
      Put(*one, "title", person.title());
      Put(*one, "role", v1::Role_Name(person.role()));
    }
  }
  return WriteJson(told);
}

HttpResponse Gateway::SignIn(const std::string& json) {
  Struct asked;
  if (!ReadJson(json, asked))
    return ErrorResponse({400, "INVALID_ARGUMENT", "BAD_JSON", "The body is no JSON object."});
  if (firm_->firm() == nullptr) return firm_->Answer(false);
  if (!sessions_.Admits(Field(asked, "credential")))
    return ErrorResponse({401, "UNAUTHENTICATED", "NOT_SIGNED_IN",
                          "This is not the credential of this installation: ask the operator."});
  Session session{Field(asked, "person"), Field(asked, "branch"), Field(asked, "desk")};
  if (session.desk.empty()) session.desk = "web";
  const v1::Person* person = firm_->FindPerson(session.person);
  if (person == nullptr || firm_->FindBranch(session.branch) == nullptr || !WorksAt(*person, session.branch))
    return ErrorResponse({404,
                          "NOT_FOUND",
                          "NOT_FOUND",
                          "Nobody of this name works in this branch: pick both from the firm file.",
                          {{"person", FaultCode::kUnknownPerson}}});
  if (!IsDeskName(session.desk))
    return ErrorResponse({400,
                          "INVALID_ARGUMENT",
                          "INVALID_FIELD",
                          "The name of a desk is at most 64 letters, digits and signs of plain ASCII.",
                          {{"desk", FaultCode::kNotPrintable, {{"maximum", limits::kNameLength}}}}});
  HttpResponse response = Json(IdentityJson({session.person, person->role(), session.branch, session.desk}));
  response.headers.emplace_back("Set-Cookie", sessions_.SetCookie(session, system_clock::now()));
  return response;
}

}  // namespace krul::gateway
