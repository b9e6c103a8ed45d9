// Small changes of an image, as a camera, a scanner or a file format makes them. The only place
// that knows the image library (Leptonica).
#pragma once

#include <cstdint>
#include <string>

#include "core/error.hpp"

namespace isonomia::explain {

struct ChangedImage {
    std::string bytes;
    std::string extension;  // ".png", ".jpg"
};

// `bytes` is a PNG, JPEG, TIFF, BMP, GIF or WebP file; the result is PNG, or JPEG after
// compression. 0 changes nothing; the amount is
//   blur         standard deviation of a Gaussian in pixels, 0 to 20
//   noise        standard deviation of Gaussian noise per channel, of 255, 0 to 128; from `seed`
//   brightness   factor - 1: -0.2 darkens by a fifth; -1 to 4
//   rotation     degrees clockwise, -180 to 180; the corners become white
//   compression  100 - JPEG quality, 0 to 99
//   crop         share of width and height cut from each side, 0 to 0.45
//   resolution   share of the resolution that is lost: made smaller, then as large as before;
//                0 to 0.95
// Errors: E0821 not an image that can be read, or larger than 64 megapixels; E0822 an amount beyond
// those limits.
[[nodiscard]] Result<ChangedImage> change_image(const std::string& bytes, const std::string& file,
                                                const std::string& change, double amount,
                                                std::uint64_t seed);

}  // namespace isonomia::explain
