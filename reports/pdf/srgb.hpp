// The colour space of every page: an ICC profile of sRGB, made here so that none is copied.
#pragma once

#include <string>

namespace isonomia::reports::pdf {

// A display profile of ICC version 2.1 with the primaries, white point and curve of IEC 61966-2-1.
[[nodiscard]] std::string srgb_profile();

}  // namespace isonomia::reports::pdf
