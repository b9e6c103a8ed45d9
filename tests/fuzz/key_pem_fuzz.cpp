// Private keys in PEM: whatever comes, the reader ends, and what it accepts is written and read
// again as the same key.
#include "core/ensure.hpp"
#include "provenance/keys/key_pem.hpp"

namespace isonomia::fuzz {

void key_pem_fuzz(std::string_view input) {
    using provenance::Secret;
    const auto ask = []() -> Result<Secret> { return Secret("four words"); };
    const auto seed = provenance::from_pem(input, ask);
    if (!seed) return;
    SeededRandom random(1);
    const Secret plain = provenance::to_pem(*seed, nullptr, random);
    const auto again = provenance::from_pem(plain.view(), ask);
    ensure(again && again->view() == seed->view(), "the same key");
}

}  // namespace isonomia::fuzz
