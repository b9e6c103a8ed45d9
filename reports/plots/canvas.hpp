// What the kinds of plots share: a scale, an axis with round steps, labels that fit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/plot.hpp"

namespace isonomia::reports {

// Values to pixels. Values outside stand at the edge; on a logarithmic scale zero does.
struct Scale {
    double low = 0, high = 1;  // in units of the data
    double left = 0, right = 1;
    bool logarithmic = false;
    [[nodiscard]] double at(double value) const;
};

// Covers every finite value it is shown; starts with nothing.
struct Range {
    std::optional<double> low, high;
    void add(std::optional<double> value);
    [[nodiscard]] Scale scale(double left, double right) const;  // 0 to 1 where it saw nothing
};

// Widens [low, high] to whole steps and answers the step: the largest of 1, 2, 5 times a power of
// ten that gives at least four steps.
[[nodiscard]] double widen(double& low, double& high);

// The number of a tick with the decimals that its step needs.
[[nodiscard]] std::string tick_text(double value, double step);

// Cuts a label to about `room` pixels; the table beside the plot has it whole.
[[nodiscard]] std::string fit(const std::string& label, double room, double size = label_size);
[[nodiscard]] double width_of(const std::string& label, double size = label_size);  // about

class Canvas {
public:
    explicit Canvas(double width) { drawing_.width = width; }

    void line(std::string look, double x, double y, double x2, double y2);
    void circle(std::string look, double x, double y, double radius);
    void rect(std::string look, double x, double y, double width, double height);
    void text(std::string look, double x, double y, std::string words, char align = 's');
    void number(std::string look, double x, double y, std::string digits, char align = 's');
    void path(std::string look, std::vector<std::vector<Spot>> strokes, bool closed = false);
    // Diagonal lines inside a rectangle, and its outline.
    void hatched(double x, double y, double width, double height);
    void cross(double x, double y, double reach);
    void diamond(std::string look, double x, double y, double reach);

    [[nodiscard]] Drawing finish(double height);
    [[nodiscard]] double width() const { return drawing_.width; }

private:
    Drawing drawing_;
};

// Vertical grid lines with numbers below, and the axis; answers the height that it took below
// `bottom`. `base`: numbers are shown times this.
double bottom_axis(Canvas& canvas, const Scale& scale, double step, double top, double bottom,
                   const std::string& title, double base = 1);

// Where things stand in a plot of rows with labels.
struct Rows {
    bool wide = true;
    double row = 30;   // height of a row
    double mark = 15;  // from the top of a row to its mark
    double label_room = 0;
    double left = 0, right = 0;  // of the field
    Rows(double width, double end_room);
    [[nodiscard]] double text_y(double y) const { return wide ? y + mark + 5 : y + 17; }
};

}  // namespace isonomia::reports
