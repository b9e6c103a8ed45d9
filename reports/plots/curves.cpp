// Curves over a common field: DET, thresholds, reliability, Tippett, cross-entropy, drift. Curves
// differ by their dashes and are named in a legend that shows them; what cannot be computed leaves
// a gap and a cross on the axis.
#include <algorithm>
#include <array>
#include <cmath>

#include "reports/plots/field.hpp"

namespace isonomia::reports {

namespace {

constexpr std::array curve_looks{"curve", "curve two", "curve three", "curve four"};

bool known(const std::optional<double>& value) { return value && std::isfinite(*value); }

struct Extent {
    Range x, y;
    bool zero_x = false, zero_y = false, gaps = false;
};

void extend(Range& range, bool& zero, std::optional<double> value, bool logarithmic) {
    if (logarithmic && value && *value <= 0)
        zero = true;
    else
        range.add(value);
}

Extent extent_of(const CurvePlot& plot) {
    Extent extent;
    for (const Curve& curve : plot.curves)
        for (const CurvePoint& p : curve.points) {
            extend(extent.x, extent.zero_x, p.x, plot.log_x);
            if (!known(p.y)) {
                extent.gaps = true;
                continue;
            }
            for (const auto& y : {p.y, p.low, p.high})
                extend(extent.y, extent.zero_y, y, plot.log_y);
        }
    for (const CurveMark& mark : plot.marks) {
        extend(extent.x, extent.zero_x, mark.x, plot.log_x);
        extend(extent.y, extent.zero_y, mark.y, plot.log_y);
    }
    return extent;
}

// Legend above the field, one line per curve; answers the height it took.
double legend(Canvas& canvas, const CurvePlot& plot, bool gaps) {
    double y = 12;
    const auto entry = [&](const std::string& look, const std::string& label) {
        canvas.line(look, 0, y - 4, 38, y - 4);
        canvas.text("label", 46, y + 1, fit(label, canvas.width() - 46));
        y += 19;
    };
    if (plot.curves.size() > 1 && plot.line != CurveLine::dots)
        for (std::size_t i = 0; i < plot.curves.size(); ++i)
            entry(curve_looks[i % curve_looks.size()], plot.curves[i].label);
    if (plot.diagonal && !plot.diagonal_label.empty()) entry("reference", plot.diagonal_label);
    if (gaps) {
        canvas.cross(19, y - 4, 5);
        canvas.text("label", 46, y + 1, fit(plot.undefined, canvas.width() - 46));
        y += 19;
    }
    return y - 12;
}

// One more spot of a line; in steps, each height holds up to the next place.
void go_to(std::vector<Spot>& spots, const Spot& here, bool steps) {
    if (steps && !spots.empty()) spots.push_back({here.x, spots.back().y});
    spots.push_back(here);
}

// As the curve: in steps where the curve is, so that it never leaves its band.
void draw_band(Canvas& canvas, const Field& field, const std::vector<CurvePoint>& part,
               bool steps) {
    std::vector<Spot> upper;
    std::vector<Spot> lower;
    for (const CurvePoint& p : part) {
        if (!known(p.low) || !known(p.high)) continue;
        go_to(upper, {field.x.at(p.x), field.y.at(*p.high)}, steps);
        go_to(lower, {field.x.at(p.x), field.y.at(*p.low)}, steps);
    }
    if (upper.size() < 2) return;
    std::vector<Spot> around = upper;
    around.insert(around.end(), lower.rbegin(), lower.rend());
    canvas.path("band", {std::move(around)}, true);
    canvas.path("band-edge", {std::move(upper), std::move(lower)});
}

void draw_line(Canvas& canvas, const Field& field, const std::vector<CurvePoint>& part,
               const std::string& look, bool steps) {
    if (part.size() == 1) canvas.circle("dot", field.x.at(part[0].x), field.y.at(*part[0].y), 4);
    if (part.size() < 2) return;
    std::vector<Spot> spots;
    for (const CurvePoint& p : part)
        go_to(spots, {field.x.at(p.x), field.y.at(*p.y)}, steps);
    canvas.path(look, {std::move(spots)});
}

void draw_dot(Canvas& canvas, const Field& field, const CurvePoint& p) {
    const double x = field.x.at(p.x);
    if (known(p.low) && known(p.high)) {
        canvas.line("interval", x, field.y.at(*p.low), x, field.y.at(*p.high));
        for (const double end : {*p.low, *p.high})
            canvas.line("cap", x - 5, field.y.at(end), x + 5, field.y.at(end));
    }
    canvas.circle("dot", x, field.y.at(*p.y), 5);
}

// The stretches between gaps; a cross on the axis for each gap.
void draw_curve(Canvas& canvas, const Field& field, const Curve& curve, const std::string& look,
                CurveLine line, bool band) {
    std::vector<CurvePoint> part;
    const auto flush = [&] {
        if (band)
            draw_band(canvas, field, part, line == CurveLine::steps);
        else if (line != CurveLine::dots)
            draw_line(canvas, field, part, look, line == CurveLine::steps);
        part.clear();
    };
    for (const CurvePoint& p : curve.points) {
        if (!std::isfinite(p.x)) continue;
        if (known(p.y)) {
            if (line == CurveLine::dots && !band) draw_dot(canvas, field, p);
            part.push_back(p);
            continue;
        }
        flush();
        if (!band) canvas.cross(field.x.at(p.x), field.bottom, 5);
    }
    flush();
}

void draw_marks(Canvas& canvas, const Field& field, const CurvePlot& plot) {
    Field whole = field;
    whole.top = field.top - field.head;
    int level = 0;
    for (const CurveMark& mark : plot.marks) {
        if (!mark.y) {
            draw_mark(canvas, whole, mark.x, mark.label, level++);
            continue;
        }
        const double x = field.x.at(mark.x);
        const double y = field.y.at(*mark.y);
        canvas.diamond("node", x, y, 7);
        const bool at_end = x > (field.x.left + field.x.right) / 2;
        const double room = at_end ? x - field.x.left - 16 : field.x.right - x - 16;
        canvas.text("label halo", x + (at_end ? -12 : 12), y - 8, fit(mark.label, room),
                    at_end ? 'e' : 's');
    }
}

// Units behind each point, as bars on an axis of their own.
double draw_counts(Canvas& canvas, const Field& field, const CurvePlot& plot, double top) {
    std::uint64_t most = 1;
    for (const auto& [x, n] : plot.counts)
        most = std::max(most, n);
    constexpr double height = 56;
    canvas.text("axis-title", 0, top + 10, fit(plot.counts_axis, canvas.width(), quiet_size));
    const double base = top + 22 + height;
    canvas.line("axis", field.x.left, base, field.x.right, base);
    canvas.number("tick", field.x.left - 7, base - height + 9, std::to_string(most), 'e');
    canvas.number("tick", field.x.left - 7, base + 4, "0", 'e');
    std::vector<std::vector<Spot>> bars;
    for (const auto& [at, n] : plot.counts) {
        const double x = field.x.at(at);
        const double y = base - height * static_cast<double>(n) / static_cast<double>(most);
        bars.push_back({{x - 4, y}, {x + 4, y}, {x + 4, base}, {x - 4, base}});
    }
    canvas.path("icon", std::move(bars), true);
    return 22 + height + 10;
}

Field field_of(const CurvePlot& plot, const Extent& extent, double width, double top) {
    Field field;
    const auto lines = std::count_if(plot.marks.begin(), plot.marks.end(),
                                     [](const CurveMark& mark) { return !mark.y; });
    if (lines > 0) field.head = 14 + 18 * static_cast<double>(lines);
    field.top = top + field.head;
    field.bottom = field.top + (width >= 600 ? 300 : 220);
    field.x = extent.x.scale(62, width - 14);
    field.y = extent.y.scale(field.bottom, field.top);
    const auto share = [](Scale& scale, double& base) {
        scale.low = 0;
        scale.high = 1;
        base = 100;
    };
    if (plot.share_x) share(field.x, field.x_base);
    if (plot.share_y) share(field.y, field.y_base);
    if (!plot.share_y && !plot.log_y && field.y.low > 0) field.y.low = 0;
    field.x_step = widen(field.x.low, field.x.high);
    field.y_step = widen(field.y.low, field.y.high);
    if (plot.log_x) make_logarithmic(field.x, extent.x, field.x_zero = extent.zero_x);
    if (plot.log_y) make_logarithmic(field.y, extent.y, field.y_zero = extent.zero_y);
    return field;
}

}  // namespace

Drawing draw(const CurvePlot& plot, double width) {
    Canvas canvas(width);
    const Extent extent = extent_of(plot);
    const double top = legend(canvas, plot, extent.gaps) + 34;
    const Field field = field_of(plot, extent, width, top);
    for (const Curve& curve : plot.curves)
        draw_curve(canvas, field, curve, "", plot.line, plot.line != CurveLine::dots);
    double bottom = field.bottom + draw_field(canvas, field, plot.x_axis, plot.y_axis);
    if (plot.diagonal)
        canvas.line("reference", field.x.at(std::max(field.x.low, field.y.low)),
                    field.y.at(std::max(field.x.low, field.y.low)),
                    field.x.at(std::min(field.x.high, field.y.high)),
                    field.y.at(std::min(field.x.high, field.y.high)));
    for (std::size_t i = 0; i < plot.curves.size(); ++i)
        draw_curve(canvas, field, plot.curves[i], curve_looks[i % curve_looks.size()], plot.line,
                   false);
    draw_marks(canvas, field, plot);
    if (!plot.counts.empty()) bottom += draw_counts(canvas, field, plot, bottom);
    return canvas.finish(bottom);
}

}  // namespace isonomia::reports
