#include "reports/plots/looks.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "reports/plot.hpp"

namespace isonomia::reports {

namespace {

constexpr Tone ink{0.102, 0.102, 0.102};
constexpr Tone soft{0.302, 0.302, 0.302};
constexpr Tone blue{0.09, 0.29, 0.486};
constexpr Tone red{0.549, 0.11, 0.075};
constexpr Tone paper{1, 1, 1};
constexpr Tone grid{0.886, 0.886, 0.886};
constexpr Tone grey{0.42, 0.42, 0.42};
constexpr Tone wash{0.863, 0.902, 0.945};

constexpr std::array<Look, 34> table{{
    {"grid", {}, grid},
    {"zero", {}, grey},
    {"axis", {}, grey},
    {"reference", {}, blue, 1.5, {2, 4}},
    {"interval", {}, ink, 3},
    {"interval few", {}, ink, 3, {5, 4}},
    {"under", {}, paper, 7},
    {"cap", {}, ink, 1.5},
    {"dot", blue, blue, 2},
    {"dot few", paper, blue, 2},
    {"bar", blue, {}},
    {"bar less", paper, blue, 2},
    {"blank", paper, grey},
    {"hatch", {}, grey, 1.2},
    {"cross", {}, red, 2.4},
    {"icon", blue, {}},
    {"icon-rest", grey, {}},
    {"stem", {}, grey, 1},
    {"curve", {}, blue, 2.2},
    {"curve two", {}, ink, 2.2, {9, 4}},
    {"curve three", {}, red, 2.2, {2, 3}},
    {"curve four", {}, grey, 2.2, {14, 6}},
    {"band", wash, {}},
    {"band-edge", {}, blue, 0.8, {3, 3}},
    {"mark", {}, red, 1.8},
    {"node", red, {}},
    {"page", paper, ink, 1.4},
    {"branch", {}, grey, 1.2},
    {"event", {}, ink, 2.4},
    {"shade1", Tone{0.965, 0.975, 0.988}, grid},
    {"shade2", Tone{0.82, 0.878, 0.937}, grid},
    {"shade3", Tone{0.655, 0.769, 0.878}, grid},
    {"shade4", Tone{0.255, 0.45, 0.635}, grid},
    {"shade5", blue, grid},
}};

bool has_word(std::string_view look, std::string_view word) {
    for (std::size_t at = look.find(word); at != std::string_view::npos;
         at = look.find(word, at + 1)) {
        const bool starts = at == 0 || look[at - 1] == ' ';
        const bool ends = at + word.size() == look.size() || look[at + word.size()] == ' ';
        if (starts && ends) return true;
    }
    return false;
}

std::string css(const std::optional<Tone>& tone) {
    if (!tone) return "none";
    const auto byte = [](double part) { return static_cast<int>(std::lround(part * 255)); };
    return fmt::format("#{:02x}{:02x}{:02x}", byte(tone->red), byte(tone->green), byte(tone->blue));
}

// 'dot few' -> '.dot.few'
std::string selector(std::string_view name) {
    std::string text = ".plot .";
    for (const char c : name)
        text += c == ' ' ? '.' : c;
    return text;
}

}  // namespace

std::span<const Look> looks() { return table; }

const Look& look_of(std::string_view name) {
    static constexpr Look plain{"", {}, ink};
    for (const Look& look : table)
        if (look.name == name) return look;
    return plain;
}

TypeLook type_of(std::string_view look) {
    const bool label = has_word(look, "label");
    return {label ? label_size : quiet_size, has_word(look, "ref"), has_word(look, "halo"),
            has_word(look, "inverse") ? paper
            : label                   ? ink
                                      : soft};
}

std::string plot_style() {
    std::string out;
    for (const Look& look : table) {
        out += fmt::format(
            "{} {{ fill: {}; stroke: {}; stroke-width: {}; stroke-dasharray: ", selector(look.name),
            css(look.fill), css(look.stroke), shortest(look.width));
        out += look.dash[0] > 0
                   ? fmt::format("{} {}; }}\n", shortest(look.dash[0]), shortest(look.dash[1]))
                   : "none; }\n";
    }
    out += fmt::format(
        ".plot text {{ font-size: {}px; fill: {}; stroke: none; }}\n"
        ".plot .tick, .plot .n, .plot .axis-title, .plot .note {{ font-size: {}px; fill: {}; }}\n"
        ".plot text.ref {{ font-weight: 700; }}\n.plot text.inverse {{ fill: {}; }}\n"
        ".plot text.halo {{ stroke: {}; stroke-width: 4; paint-order: stroke; }}\n",
        shortest(label_size), css(ink), shortest(quiet_size), css(soft), css(paper), css(paper));
    return out;
}

}  // namespace isonomia::reports
