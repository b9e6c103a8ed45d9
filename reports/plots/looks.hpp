// How the marks of plots look: one table for the style sheet and for Cairo.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace isonomia::reports {

struct Tone {
    double red = 0, green = 0, blue = 0;  // 0 to 1
};

struct Look {
    std::string_view name;  // as in Shape::look
    std::optional<Tone> fill, stroke;
    double width = 1;
    std::array<double, 2> dash{};  // on, off; {0, 0}: solid
};

// Lines, circles and paths.
[[nodiscard]] std::span<const Look> looks();
[[nodiscard]] const Look& look_of(std::string_view name);

// Of text: the words of its look.
struct TypeLook {
    double size = 0;
    bool bold = false;
    bool halo = false;  // white around it, where lines pass behind
    Tone tone;
};
[[nodiscard]] TypeLook type_of(std::string_view look);

// The rules for '.plot' in a style sheet.
[[nodiscard]] std::string plot_style();

}  // namespace isonomia::reports
