// Requests to witnesses: what is accepted is written the same again.
#include "core/ensure.hpp"
#include "provenance/log/witness.hpp"

namespace isonomia::fuzz {

void witness_request_fuzz(std::string_view input) {
    if (const auto request = provenance::parse_witness_request(input))
        ensure(provenance::to_text(*request) == input, "the same request");
}

}  // namespace isonomia::fuzz
