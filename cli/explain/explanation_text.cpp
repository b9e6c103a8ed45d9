#include "cli/explain/explanation_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

std::string line(const std::string& text, const TerminalFacts& terminal) {
    return wrapped(printable(text, 2000), terminal.width, 2) + "\n";
}

std::string bars(const Measurement& m, std::size_t width) {
    std::vector<const Point*> order;
    double most = 0;
    std::size_t longest = 0;
    for (const Point& point : m.series) {
        order.push_back(&point);
        most = std::max(most, std::abs(*point.value));
        longest = std::max(longest, utf8_length(printable(point.label, 40)));
    }
    std::stable_sort(order.begin(), order.end(), [](const Point* a, const Point* b) {
        return std::abs(*a->value) > std::abs(*b->value);
    });
    std::string result;
    const std::size_t room = width > longest + 50 ? width - longest - 50 : 8;
    for (const Point* point : order) {
        const std::string label = printable(point->label, 40);
        const auto length = static_cast<std::size_t>(
            most > 0 ? std::lround(std::abs(*point->value) / most * static_cast<double>(room)) : 0);
        result +=
            fmt::format("  {}{}  {:>+12.6g}  ({:+.4g} to {:+.4g})  {}\n", label,
                        std::string(longest - utf8_length(label), ' '), *point->value, *point->low,
                        *point->high, std::string(length, *point->value < 0 ? '-' : '+'));
    }
    return result;
}

std::string attribution(const Measurement& m, const TerminalFacts& terminal) {
    std::string result = bars(m, terminal.width);
    for (const char* key :
         {"method", "samples", "base", "margin", "additivity_error", "ranges_over"})
        if (const auto it = m.parameters.find(key); it != m.parameters.end())
            result += line(fmt::format("{}: {}", key, it->second), terminal);
    return result;
}

// The largest parts; a model of many features has thousands.
std::string interactions(const Measurement& m, const TerminalFacts& terminal) {
    constexpr std::size_t shown_max = 20;
    std::string result;
    for (std::size_t i = 0; i < m.series.size() && i < shown_max; ++i)
        result += line(fmt::format("{:+.6g} {}", *m.series[i].value, m.series[i].label), terminal);
    if (m.series.size() > shown_max)
        result +=
            line(fmt::format("and {} more, none beyond {:.4g}; --json prints all",
                             m.series.size() - shown_max, std::abs(*m.series[shown_max].value)),
                 terminal);
    for (const char* key : {"method", "base", "margin", "additivity_error"})
        if (const auto it = m.parameters.find(key); it != m.parameters.end())
            result += line(fmt::format("{}: {}", key, it->second), terminal);
    return result;
}

std::string swaps(const Measurement& m, const TerminalFacts& terminal) {
    std::string result;
    for (const Point& point : m.series)
        result +=
            line(fmt::format("{}: {} for this person; for {} of {} comparison persons", point.label,
                             *point.value > 0 ? "changes the result" : "does not change the result",
                             m.parameters.at("changed:" + point.label), point.n.value_or(0)),
                 terminal);
    return result;
}

std::string figure(const Point& point) {
    std::string text = point.value ? fmt::format("{:.4g}", *point.value) : "undefined";
    if (point.low && point.high)
        text += fmt::format(" ({:.4g} to {:.4g})", *point.low, *point.high);
    if (point.n) text += fmt::format(", n = {}", *point.n);
    return text;
}

std::string parameter(const Measurement& m, const std::string& key) {
    const auto it = m.parameters.find(key);
    return it == m.parameters.end() ? "" : it->second;
}

// A point with what was taken off it, or with why it has no interval.
std::string figure_of(const Measurement& m, const std::string& label, const Point& point) {
    std::string text = label + ": " + figure(point);
    if (const auto chance = parse_number(parameter(m, "chance:" + label)))
        text += fmt::format("; chance {:.4g}, taken off", *chance);
    if (const auto why = parameter(m, "interval_undefined:" + label); !why.empty())
        text += "; no interval: " + why;
    return text;
}

// Any other measurement: its points, its cells, or its value, and what qualifies it.
std::string plainly(const Measurement& m, const TerminalFacts& terminal) {
    std::string result;
    for (const Point& point : m.series)
        result += line(figure_of(m, point.label, point), terminal);
    for (std::size_t r = 0; r < m.rows.size(); ++r)
        for (std::size_t c = 0; c < m.columns.size(); ++c)
            result += line(figure_of(m, fmt::format("{}, {}", m.rows[r], m.columns[c]),
                                     m.cells[r * m.columns.size() + c]),
                           terminal);
    if (m.form == ResultForm::scalar && m.value)
        result += line(figure({"",
                               {},
                               m.value,
                               m.interval ? std::optional(m.interval->low) : std::nullopt,
                               m.interval ? std::optional(m.interval->high) : std::nullopt,
                               m.n}),
                       terminal);
    for (const char* key : {"output", "method", "base", "additivity_error", "unanswered",
                            "faithful", "worst_rank_agreement", "sign_changes", "proxies",
                            "extrapolation", "outside", "cases_within_radius", "nearest_rows"})
        if (const auto it = m.parameters.find(key); it != m.parameters.end())
            result += line(fmt::format("{}: {}", key, it->second), terminal);
    return result;
}

}  // namespace

std::string explanation_text(const std::string& asked, const std::vector<Measurement>& measurements,
                             const TerminalFacts& terminal) {
    const Paint paint(terminal);
    std::string result;
    for (const Measurement& m : measurements) {
        if (m.metric == "recomputed_score") {
            const auto output = m.parameters.find("output");
            result +=
                fmt::format("{}  {}  {}\n", paint.bold(printable(asked, 80)),
                            output != m.parameters.end() ? printable(output->second, 60) : "",
                            m.value ? shortest(*m.value) : printable(m.undefined_reason, 200));
            continue;
        }
        const bool adds_up = m.metric.starts_with("shapley_") || m.metric == "overall_attribution";
        const std::string unit = !adds_up             ? ""
                                 : m.unit == "margin" ? ", in units of the margin"
                                                      : ", in " + m.unit;
        result += "\n" + paint.bold(printable(m.title, 200)) +
                  (m.undefined_reason.empty() ? unit : "") + "\n";
        if (!m.undefined_reason.empty())
            result += line(m.undefined_reason, terminal);
        else if (m.metric == "shapley_attribution")
            result += attribution(m, terminal);
        else if (m.metric == "shapley_interactions")
            result += interactions(m, terminal);
        else if (m.metric == "counterfactual")
            result += line(m.parameters.at("in_words"), terminal);
        else if (m.metric == "attribute_swap")
            result += swaps(m, terminal);
        else
            result += plainly(m, terminal);
        result += line("not shown: " + m.not_shown, terminal);
    }
    return result;
}

}  // namespace isonomia::cli
