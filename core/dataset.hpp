// Validation or monitoring data as the matter declares them: rows in a file, counts, or published
// rates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/names.hpp"

namespace isonomia {

enum class DataForm { rows, counts, rates };
constexpr std::array<std::string_view, 3> names_of(DataForm) { return {"rows", "counts", "rates"}; }

enum class ColumnRole { outcome, prediction, score, group, person, weight, time, stratum };
constexpr std::array<std::string_view, 8> names_of(ColumnRole) {
    return {"outcome", "prediction", "score", "group", "person", "weight", "time", "stratum"};
}

struct Column {
    std::string name;  // as in the file's header
    ColumnRole role = ColumnRole::group;
    std::string title;                  // for people, or ""
    std::vector<std::string> positive;  // outcome, prediction: the values that count as positive
    std::vector<std::string> missing;   // values that stand for "missing", beside the empty cell
    std::string reference;              // group: the value that others are compared with
};

struct GroupValue {
    std::string attribute;  // column name: 'race'
    std::string value;      // 'Caucasian'; "" means the label is missing
};

// One 2x2 table: predicted (flagged) against outcome.
struct CountCell {
    std::vector<GroupValue> group;  // empty: everybody
    std::uint64_t true_positives = 0;
    std::uint64_t false_positives = 0;
    std::uint64_t true_negatives = 0;
    std::uint64_t false_negatives = 0;
};

// A rate as somebody printed it; the digits bound what the true value can have been.
struct PublishedRate {
    std::string metric;  // registry id: 'false_positive_identification_rate'
    std::vector<GroupValue> group;
    std::string value;  // as printed, '0.017' or '0.017%'
    std::optional<std::uint64_t> numerator;
    std::optional<std::uint64_t> denominator;
    std::string exhibit;  // where it is printed
    std::string page;
};

struct Dataset {
    std::string id;
    std::string title;
    DataForm form = DataForm::rows;
    std::string exhibit;  // the file, for rows
    std::string system;   // which system it measures
    std::vector<Column> columns;
    std::optional<double> threshold;  // score >= threshold is a positive prediction
    bool intersections = false;       // also report every combination of the group columns
    double level = 0.95;              // confidence level of intervals
    std::string family;               // name of the family of comparisons that is adjusted together
    bool family_declared_before = false;  // before the data were seen
    std::string population;               // who was sampled, how, when
    std::string ground_truth;             // who set the outcome, and what it really records
    std::string group_labels;             // who set the group labels
    std::string not_shown;                // what figures from these data do not show
    std::vector<CountCell> counts;
    std::vector<PublishedRate> rates;
};

template <class V>
void describe(V& v, Column& c) {
    v("name", c.name);
    v("role", c.role);
    v("title", c.title);
    v("positive", c.positive);
    v("missing", c.missing);
    v("reference", c.reference);
}

template <class V>
void describe(V& v, GroupValue& g) {
    v("attribute", g.attribute);
    v("value", g.value);
}

template <class V>
void describe(V& v, CountCell& c) {
    v("group", c.group);
    v("true_positives", c.true_positives);
    v("false_positives", c.false_positives);
    v("true_negatives", c.true_negatives);
    v("false_negatives", c.false_negatives);
}

template <class V>
void describe(V& v, PublishedRate& r) {
    v("metric", r.metric);
    v("group", r.group);
    v("value", r.value);
    v("numerator", r.numerator);
    v("denominator", r.denominator);
    v("exhibit", r.exhibit);
    v("page", r.page);
}

template <class V>
void describe(V& v, Dataset& d) {
    v("id", d.id);
    v("title", d.title);
    v("form", d.form);
    v("exhibit", d.exhibit);
    v("system", d.system);
    v("columns", d.columns);
    v("threshold", d.threshold);
    v("intersections", d.intersections);
    v("level", d.level);
    v("family", d.family);
    v("family_declared_before", d.family_declared_before);
    v("population", d.population);
    v("ground_truth", d.ground_truth);
    v("group_labels", d.group_labels);
    v("not_shown", d.not_shown);
    v("counts", d.counts);
    v("rates", d.rates);
}

}  // namespace isonomia
