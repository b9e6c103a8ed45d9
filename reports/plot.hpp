// Plots as shapes with coordinates: one description, painted as SVG (svg.cpp) and with Cairo, in
// the PDF and as PNG (plots/cairo_drawing.hpp). Pure layout: the figures come from the document,
// nothing is computed here but positions.
#pragma once

#include <string>
#include <vector>

#include "reports/document.hpp"

namespace isonomia::reports {

enum class ShapeKind { line, circle, path, text };

struct Spot {
    double x = 0, y = 0;
};

// Coordinates in CSS pixels at full size, y downwards. `look` names fill, stroke and dash
// (plots/looks.hpp).
struct Shape {
    ShapeKind kind = ShapeKind::line;
    std::string look = {};
    double x = 0, y = 0;
    double x2 = 0, y2 = 0;  // line: end
    double radius = 0;
    std::string text = {};
    char align = 's';                             // text: 's'tart, 'm'iddle, 'e'nd
    bool number = false;                          // text: in the notation of the language
    std::vector<std::vector<Spot>> strokes = {};  // path: each from its first spot to its last
    bool closed = false;                          // path: each stroke ends where it began
};

struct Drawing {
    double width = 0;
    double height = 0;
    std::vector<Shape> shapes;
};

// Type sizes in the units of a drawing. A plot is as wide as the text, so at 720 units on A4 the
// smaller is above 8 points.
constexpr double label_size = 14;
constexpr double quiet_size = 13;

// Two designs: from 600 px on labels stand beside the rows, below that above them, so that a phone
// shows the same type size as a page.
[[nodiscard]] Drawing draw(const Figure& figure, double width);

[[nodiscard]] Drawing draw(const ForestPlot& plot, double width);
[[nodiscard]] Drawing draw(const BarPlot& plot, double width);
[[nodiscard]] Drawing draw(const IconArray& plot, double width);
[[nodiscard]] Drawing draw(const CurvePlot& plot, double width);
[[nodiscard]] Drawing draw(const DistributionPlot& plot, double width);
[[nodiscard]] Drawing draw(const CandidatePlot& plot, double width);
[[nodiscard]] Drawing draw(const TimelinePlot& plot, double width);
[[nodiscard]] Drawing draw(const TreePlot& plot, double width);
[[nodiscard]] Drawing draw(const HeatMap& plot, double width);

// A row or a point to show; values may be undefined, which is shown as such.
[[nodiscard]] bool has_data(const Plot& plot);

// 100, 1,000, …: the base at which the axis of these rows shows whole numbers.
[[nodiscard]] std::uint64_t axis_base(const std::vector<ForestRow>& rows);

// The drawing as an inline <svg> element with its title and description; `id` is unique in the
// document.
[[nodiscard]] std::string svg(const Drawing& drawing, const std::string& id,
                              const std::string& title, const std::string& description,
                              const std::string& css_class);

}  // namespace isonomia::reports
