// Who had what when: one lane per exhibit. What nobody recorded is hatched, what rests on a
// document alone is outlined, what was signed for is filled.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "reports/plots/canvas.hpp"

namespace isonomia::reports {

namespace {

std::string date_of(double day) {
    return to_rfc3339(Instant{static_cast<std::int64_t>(std::floor(day)) * 86400}).substr(0, 10);
}

Range extent_of(const TimelinePlot& plot) {
    Range range;
    for (const Lane& lane : plot.lanes) {
        for (const LaneSpan& span : lane.spans) {
            range.add(span.from);
            range.add(span.to);
        }
        for (const LaneEvent& event : lane.events)
            range.add(event.at);
    }
    return range;
}

double legend(Canvas& canvas, const TimelinePlot& plot) {
    double y = 4;
    const auto words = [&](const std::string& text) {
        canvas.text("tick", 38, y + 12, fit(text, canvas.width() - 38, quiet_size));
        y += 20;
    };
    canvas.rect("bar", 1, y, 28, 13);
    words(plot.held);
    canvas.rect("bar less", 1, y + 1, 28, 12);
    words(plot.stated);
    canvas.hatched(1, y, 28, 13);
    words(plot.gap);
    if (!plot.fault.empty()) {
        canvas.cross(15, y + 7, 5);
        words(plot.fault);
    }
    return y;
}

void draw_span(Canvas& canvas, const Scale& scale, const LaneSpan& span, double middle) {
    const double x = scale.at(span.from);
    const double width = std::max(2.0, scale.at(span.to) - x);
    if (span.kind == SpanKind::gap)
        canvas.hatched(x, middle - 8, width, 16);
    else
        canvas.rect(span.kind == SpanKind::held ? "bar" : "bar less", x, middle - 8, width, 16);
    if (width_of(span.label, quiet_size) + 8 < width)
        canvas.text(span.kind == SpanKind::held  ? "tick inverse"
                    : span.kind == SpanKind::gap ? "tick halo"
                                                 : "tick",
                    x + width / 2, middle + 5, span.label, 'm');
}

// Four dates at most, whole days.
double date_axis(Canvas& canvas, const Scale& scale, double top, double bottom) {
    const double room = width_of("2026-11-22", quiet_size) + 40;
    const auto ticks = std::clamp(static_cast<int>((scale.right - scale.left) / room), 2, 6);
    std::string last;
    for (int i = 0; i < ticks; ++i) {
        const double day =
            std::round(scale.low + (scale.high - scale.low) * i / static_cast<double>(ticks - 1));
        std::string words = date_of(day);
        if (words == last) continue;
        const double x = scale.at(day);
        canvas.line("grid", x, top, x, bottom);
        const char align = i == 0 ? 's' : i + 1 == ticks ? 'e' : 'm';
        canvas.text("tick", x, bottom + 17, words, align);
        last = std::move(words);
    }
    canvas.line("axis", scale.left, bottom, scale.right, bottom);
    return 26;
}

}  // namespace

Drawing draw(const TimelinePlot& plot, double width) {
    Rows rows(width, 0);
    rows.right = width - 10;
    Canvas canvas(width);
    const double top = legend(canvas, plot) + 8;
    const Scale scale = extent_of(plot).scale(rows.left, rows.right);
    const double bottom = top + rows.row * static_cast<double>(plot.lanes.size()) + 4;
    const double below = date_axis(canvas, scale, top, bottom);
    double y = top;
    for (const Lane& lane : plot.lanes) {
        const double middle = y + rows.mark;
        canvas.text("label", 0, rows.text_y(y), fit(lane.label, rows.label_room));
        for (const LaneSpan& span : lane.spans)
            draw_span(canvas, scale, span, middle);
        for (const LaneEvent& event : lane.events) {
            const double x = scale.at(event.at);
            if (event.fault)
                canvas.cross(x, middle, 6);
            else
                canvas.line("event", x, middle - 11, x, middle + 11);
        }
        y += rows.row;
    }
    if (!plot.more.empty()) canvas.text("note", 0, bottom + below + 14, plot.more);
    return canvas.finish(bottom + below + (plot.more.empty() ? 0 : 22));
}

}  // namespace isonomia::reports
