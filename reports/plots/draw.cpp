// Any plot of a figure, its numbers in the notation of the report.
#include "reports/numbers.hpp"
#include "reports/plot.hpp"

namespace isonomia::reports {

namespace {

std::string in_notation(const std::string& digits, const Notation& notation) {
    std::string out;
    for (const char c : with_minus(digits))
        out += c == '.' ? notation.decimal : c == ',' ? notation.group : std::string(1, c);
    return out;
}

struct HasData {
    bool operator()(const CurvePlot& plot) const {
        for (const Curve& curve : plot.curves)
            if (!curve.points.empty()) return true;
        return false;
    }
    bool operator()(const DistributionPlot& plot) const {
        for (const ScoreSet& set : plot.sets)
            if (!set.counts.empty()) return true;
        return false;
    }
    bool operator()(const TimelinePlot& plot) const { return !plot.lanes.empty(); }
    bool operator()(const TreePlot& plot) const { return !plot.nodes.empty(); }
    template <class T>
    bool operator()(const T& plot) const {
        return !plot.rows.empty();
    }
};

}  // namespace

bool has_data(const Plot& plot) { return std::visit(HasData{}, plot); }

Drawing draw(const Figure& figure, double width) {
    Drawing drawing =
        std::visit([width](const auto& plot) { return draw(plot, width); }, figure.plot);
    for (Shape& shape : drawing.shapes)
        if (shape.number) shape.text = in_notation(shape.text, figure.notation);
    return drawing;
}

}  // namespace isonomia::reports
