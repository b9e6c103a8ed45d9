// Plots as shapes with coordinates, ready for SVG now and for a page of PDF later. Pure layout: the
// figures come from the document, nothing is computed here but positions.
#pragma once

#include <string>
#include <vector>

#include "reports/document.hpp"

namespace isonomia::reports {

enum class ShapeKind { line, circle, rect, text };

// Coordinates in CSS pixels at full size, y downwards. `look` is a class of the style sheet:
// 'axis', 'grid', 'zero', 'interval', 'interval few', 'dot', 'dot few', 'dot ref', 'bar', 'bar
// less', 'label', 'note'.
struct Shape {
    ShapeKind kind = ShapeKind::line;
    std::string look;
    double x = 0, y = 0;
    double x2 = 0, y2 = 0;  // line: end; rect: width and height
    double radius = 0;
    std::string text;
    char align = 's';  // text: 's'tart, 'm'iddle, 'e'nd
};

struct Drawing {
    double width = 0;
    double height = 0;
    std::vector<Shape> shapes;
};

// Two designs: from 600 px on labels stand beside the rows, below that above them, so that a phone
// shows the same type size as a page.
[[nodiscard]] Drawing draw(const ForestPlot& plot, double width);
[[nodiscard]] Drawing draw(const BarPlot& plot, double width);

// 100, 1,000, …: the base at which the axis of these rows shows whole numbers.
[[nodiscard]] std::uint64_t axis_base(const std::vector<ForestRow>& rows);

// The drawing as an inline <svg> element with its title and description; `id` is unique in the
// document.
[[nodiscard]] std::string svg(const Drawing& drawing, const std::string& id,
                              const std::string& title, const std::string& description,
                              const std::string& css_class);

}  // namespace isonomia::reports
