// A name that cannot be written to: the one place that says why, and what to do about it.
#pragma once

#include <filesystem>

#include "core/error.hpp"

namespace isonomia {

// F0002. `number` is what the system said, as in errno; the hint follows from it. What stands at
// `path` must be unchanged.
[[nodiscard]] Error cannot_write(const std::filesystem::path& path, int number);

}  // namespace isonomia
