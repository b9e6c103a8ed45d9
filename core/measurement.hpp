// A measurement: never a bare number. Every figure travels with its uncertainty, its counts, who
// set the truth it is measured against, and what it does not show; "undefined" is a value with a
// reason.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/names.hpp"

namespace isonomia {

struct Interval {
    double low = 0;
    double high = 0;
    double level = 0.95;  // in (0, 1)
    std::string method;   // 'clopper-pearson', 'wilson', 'newcombe', 'katz', 'rounding', …
};

// One point of a series: a bar of an attribution, a point of a curve.
struct Point {
    std::string label;  // feature name, bin, threshold; "" where x says it all
    std::optional<double> x;
    std::optional<double> value;
    std::optional<double> low;
    std::optional<double> high;
    std::optional<std::uint64_t> n;
};

enum class ResultForm { scalar, series, matrix };
constexpr std::array<std::string_view, 3> names_of(ResultForm) {
    return {"scalar", "series", "matrix"};
}

enum class Basis {
    computed,  // from the rows or counts held as exhibits
    reported,  // a figure that somebody printed; only its rounding is bounded
};
constexpr std::array<std::string_view, 2> names_of(Basis) { return {"computed", "reported"}; }

struct Measurement {
    std::string id;       // from content: 'compas/false_positive_rate/race=African-American'
    std::string metric;   // registry id, explained by `isonomia help METRIC`
    std::string title;    // for people: 'False-positive rate'
    std::string dataset;  // or "" where it does not come from one
    std::string system;
    Basis basis = Basis::computed;
    ResultForm form = ResultForm::scalar;

    std::vector<GroupValue> group;       // empty: everybody
    std::vector<GroupValue> comparator;  // for differences and ratios: the reference group

    std::optional<double> value;       // scalar; nothing when undefined
    std::string undefined_reason;      // set exactly when a scalar has no value
    std::string unit;                  // 'proportion', 'points', 'ratio', …
    std::optional<Interval> interval;  // the deciding one: fixed per metric, beforehand
    std::vector<Interval> other_intervals;
    std::optional<std::uint64_t> numerator;
    std::optional<std::uint64_t> denominator;
    std::optional<std::uint64_t> n;        // units behind the figure
    std::optional<std::uint64_t> missing;  // units left out because a label was missing
    std::optional<double> p;               // unadjusted
    std::string test;                      // which test gave p
    std::optional<double> p_adjusted;
    std::string adjustment;  // method and family, 'holm over race'

    std::vector<Point> series;
    std::vector<std::string> rows;     // matrix: row labels
    std::vector<std::string> columns;  // matrix: column labels
    std::vector<Point> cells;          // matrix: row by row

    std::string population;
    std::string ground_truth;
    std::string group_labels;
    std::string not_shown;      // what the figure does not mean
    std::string comparability;  // is the measured population like this case?
    std::vector<std::string> exhibits;
    std::map<std::string, std::string> parameters;
    std::optional<std::uint64_t> seed;
    std::string party;     // agent on whose behalf it was measured, or ""
    bool partial = false;  // only part of the data could be read
    std::string act;       // activity that made it
};

template <class V>
void describe(V& v, Interval& i) {
    v("low", i.low);
    v("high", i.high);
    v("level", i.level);
    v("method", i.method);
}

template <class V>
void describe(V& v, Point& p) {
    v("label", p.label);
    v("x", p.x);
    v("value", p.value);
    v("low", p.low);
    v("high", p.high);
    v("n", p.n);
}

template <class V>
void describe(V& v, Measurement& m) {
    v("id", m.id);
    v("metric", m.metric);
    v("title", m.title);
    v("dataset", m.dataset);
    v("system", m.system);
    v("basis", m.basis);
    v("form", m.form);
    v("group", m.group);
    v("comparator", m.comparator);
    v("value", m.value);
    v("undefined_reason", m.undefined_reason);
    v("unit", m.unit);
    v("interval", m.interval);
    v("other_intervals", m.other_intervals);
    v("numerator", m.numerator);
    v("denominator", m.denominator);
    v("n", m.n);
    v("missing", m.missing);
    v("p", m.p);
    v("test", m.test);
    v("p_adjusted", m.p_adjusted);
    v("adjustment", m.adjustment);
    v("series", m.series);
    v("rows", m.rows);
    v("columns", m.columns);
    v("cells", m.cells);
    v("population", m.population);
    v("ground_truth", m.ground_truth);
    v("group_labels", m.group_labels);
    v("not_shown", m.not_shown);
    v("comparability", m.comparability);
    v("exhibits", m.exhibits);
    v("parameters", m.parameters);
    v("seed", m.seed);
    v("party", m.party);
    v("partial", m.partial);
    v("act", m.act);
}

// 'race=African-American' or 'race=African-American&sex=Male'; '' for everybody. '%', '&', '=',
// '/',
// '~' and control characters inside names and values are percent-encoded, so the text identifies
// the group.
[[nodiscard]] std::string group_key(const std::vector<GroupValue>& group);

// For people: 'African-American, Male'; 'everybody'; a missing label reads 'race not recorded'.
[[nodiscard]] std::string group_title(const std::vector<GroupValue>& group);

}  // namespace isonomia
