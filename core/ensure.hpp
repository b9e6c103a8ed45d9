// Assertions that stay on in every build. For our own bugs only, never for input.
#pragma once

#include <source_location>

namespace isonomia {

// Prints the place and the expectation to stderr, then aborts; the command line turns it into
// exit 70.
[[noreturn]] void ensure_failed(const char* expectation, std::source_location place);

inline void ensure(bool condition, const char* expectation,
                   std::source_location place = std::source_location::current()) {
    if (!condition) ensure_failed(expectation, place);
}

}  // namespace isonomia
