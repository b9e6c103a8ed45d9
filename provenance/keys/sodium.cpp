#include "provenance/keys/sodium.hpp"

#include <sodium.h>

#include "core/ensure.hpp"

namespace isonomia::provenance {

void begin_sodium() {
    static const bool begun = sodium_init() >= 0;
    ensure(begun, "libsodium to begin");
}

}  // namespace isonomia::provenance
