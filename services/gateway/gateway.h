// The gateway: HTTP for the web desk, over the three services. HTTP_API.md is its contract.
#pragma once
#include <memory>
#include <string>

#include "services/gateway/feeds.h"
#include "services/gateway/firm_view.h"
#include "services/gateway/http_server.h"
#include "services/gateway/routes.h"
#include "services/gateway/sessions.h"
#include "services/gateway/static_files.h"
#include "services/runtime/metrics.h"
#include "services/runtime/settings.h"

namespace krul::gateway {

class Gateway {
 public:
  // Listens at once; a problem is told for the operator.
  Gateway(const runtime::GatewaySettings& settings, const runtime::Secrets& secrets, runtime::Metrics& metrics,
          std::string& problem);
  ~Gateway();

  int port() const { return server_.port(); }
  void Start(const Addresses& services);
  // Takes no new connections, ends the streams, waits for the answers that are under way.
  void Stop();

 private:
  using Asked = std::shared_ptr<Exchange>;
  void Handle(HttpRequest request, const Asked& asked);
  void HandleApi(HttpRequest request, const Asked& asked);
  void HandlePost(HttpRequest request, const Asked& asked);
  void CallRpc(const Route& route, const Identity& identity, const std::string& json, const Asked& asked);
  void OpenEvents(const HttpRequest& request, const Asked& asked);
  HttpResponse SignIn(const std::string& json);
  HttpResponse SignInChoices();
  std::string ChoicesJson() const;
  void OnLoop(const std::function<void()>& work);  // and waits for it
  // Who asks, with the role that the firm file gives; or the response that says why nobody may.
  struct Known {
    std::optional<Identity> identity;
    HttpResponse refusal;
  };
  Known WhoAsks(const HttpRequest& request) const;

  const runtime::GatewaySettings settings_;
  const runtime::Secrets secrets_;
  runtime::Metrics& metrics_;
  IoLoop loop_;
  HttpServer server_;
  const Sessions sessions_;
  const StaticFiles files_;
  std::unique_ptr<Upstream> upstream_;
  std::unique_ptr<FirmView> firm_;
  std::unique_ptr<Feeds> feeds_;
  Bytes choices_;          // of the firm in force; null: to be made
  bool draining_ = false;  // on the loop thread
};

}  // namespace krul::gateway
