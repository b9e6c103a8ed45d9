// Payloads: lines fit the commitments to them and no others; reading ends in an object or an error.
#include <algorithm>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "provenance/entry/payload.hpp"

namespace isonomia::fuzz {

void payload_fuzz(std::string_view input) {
    const auto content = provenance::read_payload(input);
    if (!content) return;
    ensure(!content->id.empty() && content->object.object() != nullptr, "an id and an object");
    provenance::Envelope envelope;
    const auto lines = split(input.substr(0, input.size() - 1), '\n');
    for (const std::string_view line : lines)
        envelope.fields.push_back(provenance::commitment(line));
    ensure(provenance::check_payload(input, envelope).has_value(), "lines to fit commitments");
    const std::string_view shorter = input.substr(0, input.size() - lines.back().size() - 1);
    ensure(!provenance::check_payload(shorter, envelope), "a missing line to be noticed");
    std::string changed(input);
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    ensure(!provenance::check_payload(changed, envelope), "a changed byte to be noticed");
}

}  // namespace isonomia::fuzz
