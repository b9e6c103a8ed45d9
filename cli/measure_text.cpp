#include "cli/measure_text.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

constexpr std::size_t group_width_max = 40;

std::string group_text(const Measurement& m) {
    std::string text = printable(group_title(m.group), group_width_max);
    if (!m.comparator.empty())
        text += " against " + printable(group_title(m.comparator), group_width_max);
    return text;
}

std::string counts_text(const Measurement& m) {
    if (m.numerator && m.denominator) return fmt::format("{}/{}", *m.numerator, *m.denominator);
    return m.n ? fmt::format("n {}", *m.n) : "";
}

std::string value_text(const Measurement& m) {
    if (!m.undefined_reason.empty()) return "undefined: " + printable(m.undefined_reason);
    if (m.form == ResultForm::series) return fmt::format("{} points", m.series.size());
    if (m.form == ResultForm::matrix)
        return fmt::format("{} by {} cells", m.rows.size(), m.columns.size());
    if (!m.value) return "";
    if (m.unit == "log10 LR")
        return fmt::format("10^{:.4g} = {:.3g}", *m.value, std::pow(10.0, *m.value));
    return fmt::format("{:.6g}", *m.value);
}

// What the figure could be against true outcomes and among true groups, where the data set says how
// many of these are wrong.
std::string label_errors_text(const Measurement& m, const Paint& paint) {
    std::string text;
    for (const auto& [method, not_bounded, what] :
         {std::tuple{"label-error-bounds", "label_errors_not_bounded", "outcomes"},
          {"group-label-error-bounds", "group_label_errors_not_bounded", "group labels"}}) {
        for (const Interval& bounds : m.other_intervals)
            if (bounds.method == method)
                text += fmt::format("  with {} wrong as stated [{:.6g}, {:.6g}]", what, bounds.low,
                                    bounds.high);
        if (const auto why = m.parameters.find(not_bounded); why != m.parameters.end())
            text += "  " + paint.faint(fmt::format("no bounds for wrong {}: {}", what,
                                                   printable(why->second)));
    }
    return text;
}

// What the figure could be if nothing were missing, or that nobody knows.
std::string missing_text(const Measurement& m, const Paint& paint) {
    const auto limits = std::find_if(
        m.other_intervals.begin(), m.other_intervals.end(),
        [](const Interval& interval) { return interval.method == "missing-values-bounds"; });
    if (limits != m.other_intervals.end())
        return fmt::format("  with missing values [{:.6g}, {:.6g}]", limits->low, limits->high);
    const auto of = [&](const char* key) -> std::string {
        const auto it = m.parameters.find(key);
        return it == m.parameters.end() ? "" : printable(it->second);
    };
    if (const std::string up = of("missing_values_shift_up"); !up.empty())
        return fmt::format("  with missing values points up to {} lower, {} higher",
                           of("missing_values_shift_down"), up);
    if (const std::string why = of("missing_not_bounded"); !why.empty())
        return "  " + paint.faint("no bounds for missing values: " + why);
    return "";
}

std::string rest_text(const Measurement& m, const Paint& paint) {
    std::string text;
    if (m.value && m.interval)
        text += fmt::format("  [{:.6g}, {:.6g}] {}", m.interval->low, m.interval->high,
                            paint.faint(m.interval->method));
    const auto no_interval = m.parameters.find("interval_undefined");
    if (m.value && !m.interval && no_interval != m.parameters.end())
        text += "  " + paint.faint("no interval: " + printable(no_interval->second));
    text += missing_text(m, paint);
    text += label_errors_text(m, paint);
    if (m.p) text += fmt::format("  p {:.3g}", *m.p);
    if (m.p_adjusted)
        text += fmt::format(", adjusted {:.3g}{}", *m.p_adjusted,
                            m.adjustment.empty() ? "" : " (" + printable(m.adjustment) + ")");
    return text;
}

// Beside "no difference found": what could have been found.
std::string power_text(const Measurement& m, const Paint& paint) {
    const auto of = [&](const char* key) -> std::string {
        const auto it = m.parameters.find(key);
        return it == m.parameters.end() ? "" : it->second;
    };
    const auto level = parse_number(of("level"));  // a figure without an interval has one too
    if (!m.p_adjusted || !level || *m.p_adjusted < 1 - *level) return "";
    std::string text;
    if (const std::string least = of("p_attainable_min"); !least.empty())
        text += "least p attainable " + least;
    if (const std::string up = of("gap_detectable_up"); !up.empty())
        text += fmt::format("{}gap found with power {}: up {}, down {}", text.empty() ? "" : "; ",
                            of("gap_detectable_power"), up, of("gap_detectable_down"));
    return text.empty() ? "" : "      " + paint.faint("not significant; " + text) + "\n";
}

// What validation data cannot bear out is said beside the figure, not left to the reader.
std::string bounds_text(const Measurement& m, const TerminalFacts& terminal) {
    std::string text;
    for (const auto& [key, name] :
         {std::pair{"within_empirical_bounds", "empirical bounds (ELUB)"},
          std::pair{"within_invariance_bounds", "bounds by invariance (IV)"}})
        if (const auto it = m.parameters.find(key);
            it != m.parameters.end() && it->second == "false")
            text += wrapped(fmt::format("The likelihood ratio of the case lies outside the {}: "
                                        "these data do not bear it out.",
                                        name),
                            terminal.width, 6) +
                    "\n";
    return text;
}

struct Widths {
    std::size_t group = 0;
    std::size_t value = 0;
    std::size_t counts = 0;
};

std::string padded(const std::string& text, std::size_t width) {
    const std::size_t length = utf8_length(text);
    return text + std::string(width > length ? width - length : 0, ' ');
}

using Lines = std::vector<const Measurement*>;

std::string block(const Lines& lines, const TerminalFacts& terminal) {
    const Paint paint(terminal);
    Widths widths;
    for (const Measurement* m : lines) {
        widths.group = std::max(widths.group, utf8_length(group_text(*m)));
        if (m->undefined_reason.empty())
            widths.value = std::max(widths.value, utf8_length(value_text(*m)));
        widths.counts = std::max(widths.counts, counts_text(*m).size());
    }
    const Measurement& first = *lines.front();
    std::string text = fmt::format("{}  {}\n", paint.bold(first.title), first.metric);
    for (const Measurement* m : lines)
        text += fmt::format("  {}  {}  {}{}\n", padded(group_text(*m), widths.group),
                            padded(counts_text(*m), widths.counts),
                            padded(value_text(*m), widths.value), rest_text(*m, paint)) +
                power_text(*m, paint) + bounds_text(*m, terminal);
    return text + wrapped("not shown: " + printable(first.not_shown), terminal.width, 2) + "\n\n";
}

}  // namespace

std::string measurements_text(const std::vector<Measurement>& measurements,
                              const TerminalFacts& terminal) {
    std::vector<std::string> order;
    std::map<std::string, Lines> by_metric;
    for (const Measurement& m : measurements) {
        Lines& lines = by_metric[m.metric];
        if (lines.empty()) order.push_back(m.metric);
        lines.push_back(&m);
    }
    std::string text;
    for (const std::string& metric : order)
        text += block(by_metric.at(metric), terminal);
    return text;
}

}  // namespace isonomia::cli
