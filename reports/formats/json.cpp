// The machine form alone, indented for people who look at it: docs/formats/report.md.
#include "reports/format.hpp"

namespace isonomia::reports {

namespace {

Result<std::string> render(const Document& document) { return pretty(document.record) + "\n"; }

}  // namespace

Format json_format() { return {"json", ".json", "application/json", &render}; }

}  // namespace isonomia::reports
