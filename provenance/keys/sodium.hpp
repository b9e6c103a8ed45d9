// libsodium, ready for use.
#pragma once

namespace isonomia::provenance {

// Before anything else of libsodium: until it has begun, it does not use the processor's fast
// instructions. Calling it again costs nothing.
void begin_sodium();

}  // namespace isonomia::provenance
