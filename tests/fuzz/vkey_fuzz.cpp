// Verifier keys: what is accepted is written the same again.
#include "core/ensure.hpp"
#include "provenance/log/note.hpp"

namespace isonomia::fuzz {

void vkey_fuzz(std::string_view input) {
    if (const auto verifier = provenance::parse_vkey(input))
        ensure(provenance::to_vkey(*verifier) == input, "the same verifier key");
}

}  // namespace isonomia::fuzz
