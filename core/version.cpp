#include "core/version.hpp"

#ifndef ISONOMIA_VERSION
#error "CMake sets ISONOMIA_VERSION"
#endif

namespace isonomia {

std::string_view version() { return ISONOMIA_VERSION; }

}  // namespace isonomia
