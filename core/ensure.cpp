#include "core/ensure.hpp"

#include <cstdio>
#include <cstdlib>

namespace isonomia {

void ensure_failed(const char* expectation, std::source_location place) {
    std::fprintf(stderr, "isonomia: internal error at %s:%u: expected %s\n", place.file_name(),
                 static_cast<unsigned>(place.line()), expectation);
    std::fflush(stderr);
    std::_Exit(70);
}

}  // namespace isonomia
