// JSON: what is accepted means the same after writing, and its canonical form is a fixed point.
#include "core/ensure.hpp"
#include "core/json.hpp"

namespace isonomia::fuzz {

void json_fuzz(std::string_view input) {
    const auto parsed = parse_json(input, "input");
    if (!parsed) {
        ensure(parsed.error().code == "J0001", "the code of bad JSON");
        ensure(parsed.error().where && parsed.error().where->line > 0, "a place");
        return;
    }
    const std::string text = canonical(*parsed);
    const auto again = parse_json(text);
    ensure(again && *again == *parsed, "canonical JSON to mean the same");
    ensure(canonical(*again) == text, "canonical JSON to be a fixed point");
    const auto indented = parse_json(pretty(*parsed));
    ensure(indented && *indented == *parsed, "indented JSON to mean the same");
}

}  // namespace isonomia::fuzz
