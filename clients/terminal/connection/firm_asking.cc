#include "clients/terminal/connection/firm_asking.h"

namespace krul::terminal {

v1::Firm AskFirm(Connection& connection) {
  v1::GetFirmRequest request;
  request.set_without_document(true);
  return connection.Call(&v1::AssignmentService::Stub::GetFirm, request);
}

}  // namespace krul::terminal
