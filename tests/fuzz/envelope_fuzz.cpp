// Envelopes: what is accepted is canonical, byte for byte.
#include "core/ensure.hpp"
#include "core/json.hpp"
#include "provenance/entry/envelope.hpp"

namespace isonomia::fuzz {

void envelope_fuzz(std::string_view input) {
    const auto envelope = provenance::parse_envelope(input);
    if (!envelope) return;
    ensure(provenance::to_bytes(*envelope) == input, "an accepted envelope to be canonical");
    const auto json = parse_json(input);
    ensure(json && canonical(*json) == input, "an accepted envelope to be canonical JSON");
}

}  // namespace isonomia::fuzz
