// Keys of witnesses: what is accepted is written the same again.
#include "core/ensure.hpp"
#include "provenance/log/cosignature.hpp"

namespace isonomia::fuzz {

void cosigner_fuzz(std::string_view input) {
    if (const auto cosigner = provenance::parse_cosigner(input))
        ensure(provenance::to_vkey(*cosigner) == input, "the same key of a witness");
}

}  // namespace isonomia::fuzz
