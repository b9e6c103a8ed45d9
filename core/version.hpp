// Which version of the program this is.
#pragma once

#include <string_view>

namespace isonomia {

// Set by CMake from the project version.
[[nodiscard]] std::string_view version();

}  // namespace isonomia
