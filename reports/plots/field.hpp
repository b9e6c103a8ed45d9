// A rectangle with a scale on each side: curves and distributions are painted into it.
#pragma once

#include "reports/plots/canvas.hpp"

namespace isonomia::reports {

struct Field {
    Scale x, y;
    double top = 0, bottom = 0;
    double head = 0;                      // room above the field for the labels of marks
    double x_step = 0, y_step = 0;        // of linear axes
    double x_base = 1, y_base = 1;        // ticks show the value times this
    bool x_zero = false, y_zero = false;  // logarithmic, and the edge stands for zero
};

// From the smallest to the largest positive value in whole decades; one more where zeros are shown.
void make_logarithmic(Scale& scale, const Range& positive, bool zeros);

// Grid, numbers and titles. The title of the y axis stands above the field.
double draw_field(Canvas& canvas, const Field& field, const std::string& x_axis,
                  const std::string& y_axis);

// A line over the whole height with its label in row `level` above the field.
void draw_mark(Canvas& canvas, const Field& field, double x, const std::string& label, int level);

}  // namespace isonomia::reports
