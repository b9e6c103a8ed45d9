#include "core/error.hpp"

#include <fmt/format.h>

namespace isonomia {

std::string to_string(const Location& location) {
    if (location.line == 0) return location.file;
    if (location.column == 0) return fmt::format("{}:{}", location.file, location.line);
    return fmt::format("{}:{}:{}", location.file, location.line, location.column);
}

}  // namespace isonomia
