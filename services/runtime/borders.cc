#include "services/runtime/borders.h"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

#include "services/runtime/log.h"

namespace krul::runtime {
namespace {

constexpr char kName[] = "krul_exceptions_total";
constexpr char kHelp[] = "What was thrown by one call, look, assignment or round of a loop, and stopped there";

std::string TypeOf(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& exception) {
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> name(
        abi::__cxa_demangle(typeid(exception).name(), nullptr, nullptr, &status), std::free);
    return name ? name.get() : "std::exception";
  } catch (...) {
    return "something that is no exception";
  }
}

}  // namespace

Borders::Borders(Metrics& metrics)
    : calls_(metrics.Counter(kName, kHelp, {{"border", "CALL"}})),
      looks_(metrics.Counter(kName, kHelp, {{"border", "LOOK"}})),
      assignments_(metrics.Counter(kName, kHelp, {{"border", "ASSIGNMENT"}})),
      loops_(metrics.Counter(kName, kHelp, {{"border", "LOOP"}})) {}

void Borders::Stopped(Border border, const std::string& id, const std::exception_ptr& thrown) {
  switch (border) {
    case Border::kCall:
      calls_.Increment();
      break;
    case Border::kLook:
      looks_.Increment();
      break;
    case Border::kAssignment:
      assignments_.Increment();
      break;
    case Border::kLoop:
      loops_.Increment();
      break;
  }
  Log(Severity::kError, "a fault of ours was stopped; the next one goes on", {{"at", id}, {"thrown", TypeOf(thrown)}});
}

}  // namespace krul::runtime
