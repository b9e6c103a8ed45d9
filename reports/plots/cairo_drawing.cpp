#include "reports/plots/cairo_drawing.hpp"

#include <numbers>

#include "reports/label_parts.hpp"
#include "reports/plots/looks.hpp"
#include "reports/visible.hpp"

namespace isonomia::reports {

namespace {

void set_tone(cairo_t* cairo, const Tone& tone) {
    cairo_set_source_rgb(cairo, tone.red, tone.green, tone.blue);
}

void finish_path(cairo_t* cairo, const Look& look) {
    if (look.fill) {
        set_tone(cairo, *look.fill);
        look.stroke ? cairo_fill_preserve(cairo) : cairo_fill(cairo);
    }
    if (look.stroke) {
        set_tone(cairo, *look.stroke);
        cairo_set_line_width(cairo, look.width);
        cairo_set_dash(cairo, look.dash.data(), look.dash[0] > 0 ? 2 : 0, 0);
        cairo_stroke(cairo);
    }
    cairo_new_path(cairo);
}

void trace(cairo_t* cairo, const Shape& shape) {
    for (const std::vector<Spot>& stroke : shape.strokes) {
        cairo_new_sub_path(cairo);
        for (const Spot& spot : stroke)
            cairo_line_to(cairo, spot.x, spot.y);
        if (shape.closed) cairo_close_path(cairo);
    }
}

pdf::Spans spans_of_label(const std::string& text) {
    pdf::Spans spans;
    for (LabelPart& part : label_parts(visible(text)))
        spans.push_back({.text = std::move(part.text), .isolated = part.apart});
    return spans;
}

void paint_words(cairo_t* cairo, pdf::Typesetter& typesetter, const Shape& shape) {
    const TypeLook type = type_of(shape.look);
    const pdf::TextStyle style{pdf::sans_family,
                               type.size,
                               18,
                               type.bold,
                               {type.tone.red, type.tone.green, type.tone.blue}};
    const pdf::Text text = typesetter.set(spans_of_label(shape.text), style, -1);
    const double width = text.widest();
    const double x = shape.align == 'e'   ? shape.x - width
                     : shape.align == 'm' ? shape.x - width / 2
                                          : shape.x;
    if (type.halo) {
        cairo_rectangle(cairo, x - 2, shape.y - type.size, width + 4, type.size + 4);
        cairo_set_source_rgb(cairo, 1, 1, 1);
        cairo_fill(cairo);
    }
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
                break;
            case ShapeKind::circle:
                cairo_new_sub_path(cairo);
                cairo_arc(cairo, shape.x, shape.y, shape.radius, 0, 2 * std::numbers::pi);
                break;
            case ShapeKind::path:
                trace(cairo, shape);
                break;
            case ShapeKind::text:
                paint_words(cairo, typesetter, shape);
                continue;
        }
        finish_path(cairo, look_of(shape.look));
    }
    cairo_restore(cairo);
}

}  // namespace isonomia::reports
