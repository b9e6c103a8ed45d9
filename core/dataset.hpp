// Validation or monitoring data as the matter declares them: rows in a file, counts, published
// rates, scores, comparisons between people, likelihood ratios, areas and what was done there, or
// attempts to capture or enrol people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/names.hpp"

namespace isonomia {

enum class DataForm {
    rows,               // flagged or not, against what happened
    counts,             // 2x2 tables
    rates,              // printed rates
    scores,             // a score per row, against what happened
    comparisons,        // a comparison score per row: who was compared with whom
    likelihood_ratios,  // a likelihood ratio per row, and which proposition was true
    areas,              // an area per row, or an area and a period: who lives there, what was done
    attempts,           // an attempt to capture or to enrol somebody per row, and whether it failed
};
constexpr std::array<std::string_view, 8> names_of(DataForm) {
    return {"rows",  "counts",  "rates", "scores", "comparisons", "likelihood-ratios",
            "areas", "attempts"};
}

enum class ColumnRole {
    outcome,  // comparisons: same person; likelihood ratios: the first proposition is true
    prediction,
    score,
    group,
    person,  // likelihood ratios: the source
    weight,
    time,
    stratum,
    probe,          // comparisons: the person shown in the probe
    gallery,        // comparisons: the person enrolled
    probe_group,    // the nth belongs with the nth gallery_group
    gallery_group,  // the same attribute, of the person enrolled
    probe_sample,   // comparisons: the probe itself; rows that share it are one search
    likelihood_ratio,
    log10_likelihood_ratio,
    ln_likelihood_ratio,
    area,
    residents,     // of one population, named by the column; the first is the reference
    exposure,      // how much the area was exposed: hours of patrol, days on the list
    stops,         // people or vehicles stopped, places searched
    hits,          // of the stops, those that found something
    not_acquired,  // attempts: no usable sample was captured
    not_enrolled,  // attempts: the person could not be enrolled
};
constexpr std::array<std::string_view, 23> names_of(ColumnRole) {
    return {"outcome",
            "prediction",
            "score",
            "group",
            "person",
            "weight",
            "time",
            "stratum",
            "probe",
            "gallery",
            "probe-group",
            "gallery-group",
            "probe-sample",
            "likelihood-ratio",
            "log10-likelihood-ratio",
            "ln-likelihood-ratio",
            "area",
            "residents",
            "exposure",
            "stops",
            "hits",
            "not-acquired",
            "not-enrolled"};
}

// Whether a cell says yes or no, so that somebody has to say which values count as yes.
constexpr bool has_positive_values(ColumnRole role) {
    return role == ColumnRole::outcome || role == ColumnRole::prediction ||
           role == ColumnRole::not_acquired || role == ColumnRole::not_enrolled;
}

// How a moment in the column `time` names a period: as it stands, or the leading part of an ISO
// 8601 date ('2024-03-17T10:00Z': year '2024', month '2024-03', day '2024-03-17').
enum class Period { value, year, month, day };
constexpr std::array<std::string_view, 4> names_of(Period) {
    return {"value", "year", "month", "day"};
}

// How a file of comparisons is laid out: a table with a header, or text without one in which blanks
// separate "enrolled-person probe-person probe-sample score" (4), or the same with the model's name
// after the first column (5).
enum class ScoreLayout { table, columns_4, columns_5 };
constexpr std::array<std::string_view, 3> names_of(ScoreLayout) {
    return {"table", "scores-4", "scores-5"};
}

struct Column {
    std::string name;  // as in the file's header
    ColumnRole role = ColumnRole::group;
    std::string title;                  // for people, or ""
    std::vector<std::string> positive;  // outcome, prediction, not_...: what counts as positive
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
    std::optional<double> threshold;    // score >= threshold is a positive prediction, or a match
    std::optional<ScoreLayout> layout;  // comparisons only; nothing: table
    std::optional<double> case_score;   // comparisons, likelihood ratios: this case's own
    std::optional<std::uint64_t> gallery_size;  // comparisons: people on the list searched
    std::optional<Period> period;  // scores, areas with a column `time`; nothing: value
    std::string baseline;          // scores: the last period to compare with; "": the first one
    std::optional<std::uint64_t> seed;  // of the random numbers of resampling; nothing: 1
    bool intersections = false;         // also report every combination of the group columns
    double level = 0.95;                // confidence level of intervals
    std::string family;  // name of the family of comparisons that is adjusted together
    bool family_declared_before = false;  // before the data were seen
    std::string population;               // who was sampled, how, when
    std::string ground_truth;             // who set the outcome, and what it really records
    std::string group_labels;             // who set the group labels
    std::string not_shown;                // what figures from these data do not show
    std::vector<std::string> measures;    // ids of what to measure; none: every rate and its gaps
    std::uint64_t replicates = 10'000;    // of resampling
    std::optional<double> truth_sensitivity;  // least share of true positives recorded as such
    std::optional<double> truth_specificity;  // least share of true negatives recorded as such
    // Largest share of those recorded in a group who belong to another, and of those who belong to
    // a group who are recorded in another.
    std::optional<double> group_label_error;
    std::vector<CountCell> counts;
    std::vector<PublishedRate> rates;

    [[nodiscard]] std::uint64_t seed_or_default() const { return seed.value_or(1); }
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
    v("layout", d.layout);
    v("case_score", d.case_score);
    v("gallery_size", d.gallery_size);
    v("period", d.period);
    v("baseline", d.baseline);
    v("seed", d.seed);
    v("intersections", d.intersections);
    v("level", d.level);
    v("family", d.family);
    v("family_declared_before", d.family_declared_before);
    v("population", d.population);
    v("ground_truth", d.ground_truth);
    v("group_labels", d.group_labels);
    v("not_shown", d.not_shown);
    v("measures", d.measures);
    v("replicates", d.replicates);
    v("truth_sensitivity", d.truth_sensitivity);
    v("truth_specificity", d.truth_specificity);
    v("group_label_error", d.group_label_error);
    v("counts", d.counts);
    v("rates", d.rates);
}

}  // namespace isonomia
