// Images: what is accepted is changed, or refused with a code.
#include "core/ensure.hpp"
#include "explain/probe/image.hpp"

namespace isonomia::fuzz {

void image_fuzz(std::string_view input) {
    const auto changed = explain::change_image(std::string(input), "image", "crop", 0.25, 1);
    ensure(changed || changed.error().code == "E0821", "an image or a refusal");
}

}  // namespace isonomia::fuzz
