// Series and matrices: the metric decides which plot answers its question.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.hpp"
#include "reports/explanation.hpp"
#include "reports/figures.hpp"
#include "reports/numbers.hpp"
#include "reports/plot.hpp"

namespace isonomia::reports {

namespace {

using Measured = const Recorded<Measurement>&;

// Points listed below a plot; the machine form has all of them.
constexpr std::size_t listed_max = 24;

struct Columns {
    Inline label, x, value;  // "" leaves a column out
    bool signs = false;      // '+0.5'
    bool counts = false;
    bool ranges = true;
};

// The curves of likelihood ratios have names of their own; others are named by data.
Inline curve_name(const Catalogue& words, const std::string& label) {
    struct Named {
        std::string_view label, words;
    };
    constexpr std::array<Named, 5> names{{{"H1", "first proposition true"},
                                          {"H2", "second proposition true"},
                                          {"as given", "with the ratios as given"},
                                          {"recalibrated", "with recalibrated ratios"},
                                          {"without the ratios", "without the ratios"}}};
    for (const Named& one : names)
        if (one.label == label) return words.say(one.words);
    return label.empty() ? words.say("not named") : value(label);
}

Row series_row(const Record& record, const Point& point, const Columns& columns,
               const Supports& supports) {
    const Catalogue& words = record.words;
    Row row;
    row.supports = supports;
    if (!columns.label.empty())
        row.cells.push_back(head_cell(curve_name(record.words, point.label)));
    if (!columns.x.empty())
        row.cells.push_back(
            number_cell(point.x ? number(short_digits(*point.x, false)) : words.say("not stated")));
    row.cells.push_back(number_cell(point.value ? number(short_digits(*point.value, columns.signs))
                                                : words.say("undefined")));
    if (columns.ranges)
        row.cells.push_back(number_cell(
            point.low && point.high
                ? words.say("{0} to {1}", {number(short_digits(*point.low, columns.signs)),
                                           number(short_digits(*point.high, columns.signs))})
                : words.say("no range computed")));
    if (columns.counts)
        row.cells.push_back(
            number_cell(point.n ? number(grouped(*point.n)) : words.say("not stated")));
    return row;
}

Table series_table(const Record& record, Measured recorded, Columns columns) {
    const Measurement& m = recorded.object;
    const Catalogue& words = record.words;
    const Supports supports = record.measurement(recorded);
    Table table;
    const bool curve = !columns.x.empty();
    const std::size_t stride = curve ? (m.series.size() + listed_max - 1) / listed_max : 1;
    table.caption = stated(
        stride <= 1 ? words.say("{0}: the figures", {value(record.spoken_title(m.title))})
                    : words.say("{0}: the figures, every {1}th of {2} points; the machine form of "
                                "this report has all",
                                {value(record.spoken_title(m.title)), number(grouped(stride)),
                                 number(grouped(m.series.size()))}),
        supports);
    for (const Point& point : m.series)
        columns.counts = columns.counts || point.n.has_value();
    columns.ranges = std::any_of(m.series.begin(), m.series.end(),
                                 [](const Point& point) { return point.low && point.high; });
    if (!columns.label.empty()) table.columns.push_back(columns.label);
    if (!columns.x.empty()) table.columns.push_back(columns.x);
    table.columns.push_back(columns.value);
    if (columns.ranges) table.columns.push_back(words.say("Range"));
    if (columns.counts) table.columns.push_back(words.say("Counted"));
    for (std::size_t i = 0; i < m.series.size(); i += std::max<std::size_t>(1, stride))
        table.rows.push_back(series_row(record, m.series[i], columns, supports));
    return table;
}

// The points in the order of x; one curve per label where labels name curves.
std::vector<Curve> curves_of(const Measurement& m, bool by_label) {
    std::vector<Curve> curves;
    for (const Point& point : m.series) {
        const std::string label = by_label ? point.label : "";
        auto curve = std::find_if(curves.begin(), curves.end(),
                                  [&](const Curve& c) { return c.label == label; });
        if (curve == curves.end()) {
            if (curves.size() == 4) continue;  // more cannot be told apart; the table has them
            curve = curves.insert(curve, Curve{label, {}});
        }
        if (point.x) curve->points.push_back({*point.x, point.value, point.low, point.high});
    }
    for (Curve& curve : curves)
        std::stable_sort(curve.points.begin(), curve.points.end(),
                         [](const CurvePoint& a, const CurvePoint& b) { return a.x < b.x; });
    return curves;
}

struct Told {
    Plot plot;
    Inline description;
    Columns columns;
};

// One curve through all points, with the words for those that cannot be computed.
CurvePlot one_curve(const Record& record, const Measurement& m) {
    CurvePlot plot;
    plot.curves = curves_of(m, false);
    plot.undefined = plain(record.words.say("cannot be computed"));
    return plot;
}

// What this case's own score and the threshold are, where the data set says so.
std::vector<CurveMark> marks_of(const Record& record, const Measurement& m) {
    std::vector<CurveMark> marks;
    const Dataset* d = find(record.file.datasets, m.dataset);
    if (d == nullptr) return marks;
    const Catalogue& words = record.words;
    if (d->case_score)
        marks.push_back(
            {*d->case_score,
             {},
             label_of(words, words.say("this case: {0}", {number(shortest(*d->case_score))}))});
    if (d->threshold)
        marks.push_back(
            {*d->threshold,
             {},
             label_of(words, words.say("threshold: {0}", {number(shortest(*d->threshold))}))});
    return marks;
}

Told det(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    CurvePlot plot = one_curve(record, m);
    plot.log_x = plot.log_y = true;
    plot.line = CurveLine::steps;
    plot.x_axis = plain(words.say("Comparisons of different persons that match"));
    plot.y_axis = plain(words.say("Comparisons of one person that do not match"));
    const Dataset* d = find(record.file.datasets, m.dataset);
    const Point* used = nullptr;  // the first setting at or above the threshold in use
    for (const Point& point : m.series) {
        const auto at = parse_number(point.label);  // none: 'above all scores'
        if (d == nullptr || !d->threshold || !at || *at < *d->threshold || !point.x) continue;
        if (used == nullptr || *at < *parse_number(used->label)) used = &point;
    }
    if (used != nullptr)
        plot.marks.push_back({*used->x, used->value,
                              label_of(words, words.say("threshold: {0}", {number(used->label)}))});
    Inline description = words.say(
        "Each point of the curve is one setting of the system. Further left it takes "
        "fewer strangers for each other, further down it misses fewer true matches; "
        "no setting does both. The axes grow by factors of ten.");
    if (std::any_of(m.series.begin(), m.series.end(),
                    [](const Point& p) { return p.low && p.high; }))
        description =
            description + words.say(
                              " The band is what the data allow at each setting taken alone, not "
                              "for the whole curve at once.");
    return {std::move(plot),
            std::move(description),
            {words.say("Threshold"), words.say("False matches"), words.say("Missed matches")}};
}

Told reliability(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    CurvePlot plot = one_curve(record, m);
    plot.line = CurveLine::dots;
    const bool shares = std::all_of(m.series.begin(), m.series.end(), [](const Point& p) {
        return !p.x || (*p.x >= 0 && *p.x <= 1);
    });
    plot.share_x = plot.diagonal = shares;
    plot.share_y = true;
    plot.diagonal_label = plain(words.say("where the score would say what happened"));
    plot.x_axis =
        shares ? plain(words.say("What the score says, in every 100")) : plain(words.say("Score"));
    plot.y_axis = plain(words.say("What happened, in every 100"));
    plot.counts_axis = plain(words.say("People with such a score"));
    for (const Point& point : m.series)
        if (point.x && point.n) plot.counts.emplace_back(*point.x, *point.n);
    return {std::move(plot),
            words.say("One dot for the people with about the same score: how often what was "
                      "predicted did happen, with the range that the data allow. The bars below "
                      "say how many people that are."),
            {words.say("Scores"), words.say("Mean score"), words.say("Share with the outcome")}};
}

Told tippett(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    CurvePlot plot;
    plot.curves = curves_of(m, true);
    plot.line = CurveLine::steps;
    plot.share_y = true;
    plot.x_axis = plain(words.say("Likelihood ratio, as a power of ten"));
    plot.y_axis = plain(words.say("Cases with at least this ratio, in every 100"));
    for (Curve& curve : plot.curves)
        curve.label = plain(curve_name(words, curve.label));
    plot.marks.push_back({0, {}, plain(words.say("neither proposition supported"))});
    return {std::move(plot),
            words.say("How often ratios of at least this size came out, where the first "
                      "proposition was true and where the second was. Left of the middle line the "
                      "first curve errs, right of it the second."),
            {words.say("Proposition"), words.say("Power of ten"), words.say("Share")}};
}

Told entropy(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    CurvePlot plot;
    plot.curves = curves_of(m, true);
    for (Curve& curve : plot.curves)
        curve.label = plain(curve_name(words, curve.label));
    plot.x_axis = plain(words.say("Prior odds for the first proposition, as a power of ten"));
    plot.y_axis = plain(words.say("Uncertainty left, in bits"));
    return {std::move(plot),
            words.say("How much doubt the ratios leave, for every opinion held before them; lower "
                      "is better. Where the first curve lies above the one without the ratios, "
                      "they mislead."),
            {words.say("Ratios"), words.say("Power of ten"), words.say("Bits")}};
}

Told distribution(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    DistributionPlot plot;
    for (const Point& point : m.series) {
        if (!point.x || !point.n) continue;
        if (plot.sets.empty() || plot.sets.back().label != point.label)
            plot.sets.push_back({point.label, {}});
        plot.sets.back().counts.emplace_back(*point.x, *point.n);
    }
    for (ScoreSet& set : plot.sets)
        set.label = plain(set.label == "with the outcome"      ? words.say("with the outcome")
                          : set.label == "without the outcome" ? words.say("without the outcome")
                                                               : value(set.label));
    plot.axis = plain(words.say("Score"));
    plot.share = plain(words.say("Share of the people of each panel"));
    plot.marks = marks_of(record, m);
    return {std::move(plot),
            words.say("How the scores are spread, one panel for those with the outcome and one for "
                      "those without. The more the panels overlap, the less a score tells."),
            {words.say("People"), words.say("Score"), words.say("Units")}};
}

Told by_threshold(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    CurvePlot plot = one_curve(record, m);
    plot.line = CurveLine::steps;
    plot.share_y = m.unit != "points";
    plot.x_axis = plain(words.say("Threshold"));
    plot.y_axis = record.spoken_title(m.title);
    plot.marks = marks_of(record, m);
    return {std::move(plot),
            words.say("What the figure would be had another threshold been set. The band holds the "
                      "whole curve at the stated level."),
            {{}, words.say("Threshold"), words.say("Figure")}};
}

Told drift(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    CurvePlot plot = one_curve(record, m);
    plot.x_axis = plain(words.say("Period after the baseline"));
    plot.y_axis = plain(words.say("Cumulative departure from the baseline"));
    return {
        std::move(plot),
        words.say("The curve stays near zero while the system does as it did before, and leaves "
                  "it when that changes: upwards for more, downwards for less."),
        {words.say("Period"), words.say("Number"), words.say("Cumulative sum"), true}};
}

Told against(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    CurvePlot plot;
    plot.curves = curves_of(m, false);
    const bool ranks = m.metric == "cmc_curve";
    plot.share_y = true;
    plot.share_x = plot.diagonal = !ranks;
    plot.diagonal_label = plain(words.say("what chance alone would give"));
    plot.line = ranks ? CurveLine::steps : CurveLine::straight;
    plot.x_axis = plain(ranks ? words.say("Rank") : words.say("Wrongly marked, in every 100"));
    plot.y_axis = plain(ranks ? words.say("Found at this rank or better, in every 100")
                              : words.say("Rightly marked, in every 100"));
    return {std::move(plot),
            ranks ? words.say("How often the right person is among the first so many candidates.")
                  : words.say("Each point is one threshold: how many it marks rightly, against how "
                              "many it marks wrongly."),
            {ranks ? Inline{} : words.say("Threshold"),
             ranks ? words.say("Rank") : words.say("Wrongly marked"),
             ranks ? words.say("Share") : words.say("Rightly marked")}};
}

Told bars(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    constexpr std::size_t bars_max = 26;
    BarPlot plot;
    for (const Point& point : m.series)
        plot.rows.push_back({name_of(point), point.value, point.low, point.high,
                             point.value ? "" : plain(words.say("undefined"))});
    const auto size = [](const BarRow& row) { return row.value ? std::abs(*row.value) : -1; };
    std::stable_sort(plot.rows.begin(), plot.rows.end(),
                     [&](const BarRow& a, const BarRow& b) { return size(a) > size(b); });
    if (plot.rows.size() > bars_max) plot.rows.resize(bars_max);
    plot.axis = record.spoken_title(m.unit);
    return {std::move(plot),
            words.say("One bar per feature. Bars to the right of zero raised the score, bars to "
                      "the left lowered it. The table below holds the same figures.") +
                range_of_attribution(words, m),
            {words.say("Feature"), {}, words.say("Contribution"), true}};
}

Told told_by(const Record& record, const Measurement& m) {
    const std::string& id = m.metric;
    if (id == "det_curve") return det(record, m);
    if (id == "reliability_diagram") return reliability(record, m);
    if (id == "tippett_curve") return tippett(record, m);
    if (id == "empirical_cross_entropy") return entropy(record, m);
    if (id == "score_distribution") return distribution(record, m);
    if (id.ends_with("_by_threshold")) return by_threshold(record, m);
    if (id.ends_with("_cusum")) return drift(record, m);
    if (id == "roc_curve" || id == "cmc_curve") return against(record, m);
    return bars(record, m);
}

}  // namespace

std::optional<Figure> measured_figure(const Record& record, const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    if (m.form == ResultForm::matrix) {
        if (m.rows.empty() || m.columns.empty()) return std::nullopt;
        return matrix_figure(record, recorded);
    }
    if (m.series.empty()) return std::nullopt;
    Told told = told_by(record, m);
    if (!has_data(told.plot)) told = bars(record, m);  // points without a place on the axis
    Figure figure;
    figure.title = stated(value(record.spoken_title(m.title)), record.measurement(recorded));
    figure.description = stated(std::move(told.description), record.measurement(recorded));
    figure.plot = std::move(told.plot);
    figure.data = series_table(record, recorded, std::move(told.columns));
    return figure;
}

}  // namespace isonomia::reports
