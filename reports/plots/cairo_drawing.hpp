// A drawing painted with Cairo: the same shapes that SVG shows, with the same looks.
#pragma once

#include <cairo.h>

#include "reports/pdf/text.hpp"
#include "reports/plot.hpp"

namespace isonomia::reports {

// The upper left corner of the drawing at (x, y), its units multiplied by `scale`.
void paint_drawing(cairo_t* cairo, pdf::Typesetter& typesetter, const Drawing& drawing, double x,
                   double y, double scale);

}  // namespace isonomia::reports
