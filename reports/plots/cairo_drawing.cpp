#include "reports/plots/cairo_drawing.hpp"

#include <array>
#include <numbers>

namespace isonomia::reports {

namespace {

using pdf::Colour;

// What the style sheet says of the classes in SVG (html_style.cpp).
struct Look {
    std::string_view name;
    std::optional<Colour> fill, stroke;
    double width = 1;
    std::array<double, 2> dash{};  // on, off; {0, 0}: solid
};

constexpr Colour paper{1, 1, 1};
constexpr Colour grid_tone{0.886, 0.886, 0.886};
constexpr Colour axis_tone{0.42, 0.42, 0.42};

const Look& look_of(const std::string& name) {
    static const std::array<Look, 14> looks{{
        {"grid", {}, grid_tone},
        {"zero", {}, axis_tone},
        {"axis", {}, axis_tone},
        {"reference", {}, pdf::blue, 1.5, {2, 4}},
        {"interval", {}, pdf::ink, 3},
        {"interval few", {}, pdf::ink, 3, {5, 4}},
        {"cap", {}, pdf::ink, 1.5},
        {"dot", pdf::blue, pdf::blue, 2},
        {"dot few", paper, pdf::blue, 2},
        {"bar", pdf::blue, {}},
        {"bar less", paper, pdf::blue, 2},
        {"line", {}, pdf::blue, 2},
        {"frame", {}, axis_tone},
        {"", {}, pdf::ink},
    }};
    for (const Look& look : looks)
        if (look.name == name) return look;
    return looks.back();
}

void finish_path(cairo_t* cairo, const Look& look) {
    if (look.fill) {
        cairo_set_source_rgb(cairo, look.fill->red, look.fill->green, look.fill->blue);
        look.stroke ? cairo_fill_preserve(cairo) : cairo_fill(cairo);
    }
    if (look.stroke) {
        cairo_set_source_rgb(cairo, look.stroke->red, look.stroke->green, look.stroke->blue);
        cairo_set_line_width(cairo, look.width);
        const bool dashed = look.dash[0] > 0;
        cairo_set_dash(cairo, look.dash.data(), dashed ? 2 : 0, 0);
        cairo_stroke(cairo);
    }
    cairo_new_path(cairo);
}

void paint_words(cairo_t* cairo, pdf::Typesetter& typesetter, const Shape& shape) {
    const bool quiet = shape.look == "tick" || shape.look == "n" || shape.look == "axis-title" ||
                       shape.look == "note";
    pdf::TextStyle style{pdf::sans_family, quiet ? 13.0 : 14.0, 18,
                         shape.look.find("ref") != std::string::npos, quiet ? pdf::soft : pdf::ink};
    const pdf::Text text = typesetter.set(pdf::spans_of(shape.text), style, -1);
    const double width = text.widest();
    const double x = shape.align == 'e'   ? shape.x - width
                     : shape.align == 'm' ? shape.x - width / 2
                                          : shape.x;
    text.show(cairo, x, shape.y);
}

}  // namespace

void paint_drawing(cairo_t* cairo, pdf::Typesetter& typesetter, const Drawing& drawing, double x,
                   double y, double scale) {
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, scale, scale);
    for (const Shape& shape : drawing.shapes) {
        switch (shape.kind) {
            case ShapeKind::line:
                cairo_move_to(cairo, shape.x, shape.y);
                cairo_line_to(cairo, shape.x2, shape.y2);
                finish_path(cairo, look_of(shape.look));
                break;
            case ShapeKind::circle:
                cairo_arc(cairo, shape.x, shape.y, shape.radius, 0, 2 * std::numbers::pi);
                finish_path(cairo, look_of(shape.look));
                break;
            case ShapeKind::rect:
                cairo_rectangle(cairo, shape.x, shape.y, shape.x2, shape.y2);
                finish_path(cairo, look_of(shape.look));
                break;
            case ShapeKind::text:
                paint_words(cairo, typesetter, shape);
                break;
        }
    }
    cairo_restore(cairo);
}

}  // namespace isonomia::reports
