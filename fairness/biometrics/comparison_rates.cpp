#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/biometrics/comparison_figures.hpp"
#include "fairness/biometrics/disparity_bounds.hpp"
#include "fairness/biometrics/disparity_indices.hpp"
#include "fairness/drafts.hpp"
#include "fairness/resample.hpp"
#include "stats/adjust.hpp"

namespace isonomia::fairness {

namespace {

using stats::Defined;

std::vector<SetRates> measured(const ComparisonScene& scene, const PersonSums* sums,
                               double threshold, std::uint64_t stream) {
    if (sums != nullptr) {
        std::vector<SetRates> rates;
        for (const GroupSet& set : scene.sets)
            rates.push_back(sums->rates(set, std::vector<double>(set.groups.size(), threshold)));
        return rates;
    }
    const auto pairs = pair_table(scene.comparisons, threshold);
    PairResampling resampling;
    resampling.seed = scene.dataset.seed_or_default();
    resampling.stream = stream;
    const std::size_t leaves = scene.comparisons.leaves.size();
    resampling.replicates = affordable_replicates(scene.dataset.replicates,
                                                  4 * pairs.size() + 2 * leaves * leaves + 100);
    return rates_of_pairs(pairs, scene.comparisons.people, scene.sets, resampling);
}

Measurement matrix_of(const ComparisonScene& scene, const GroupSet& set, const SetRates& rates,
                      double threshold) {
    // The attributes stand in the id as a group whose value is everybody.
    Measurement m = begin(scene, "cross_group_false_match_rate", {});
    std::string attributes;
    for (const GroupValue& part : set.groups.front())
        attributes += (attributes.empty() ? "" : " and ") + part.attribute;
    m.id += "/by " + attributes;
    m.form = ResultForm::matrix;
    m.parameters["threshold"] = shortest(threshold);
    m.parameters["by"] = attributes;
    m.parameters["rows_are"] = "the group of the probe; columns: of the person enrolled";
    m.parameters["interval_rests_on"] =
        rates.false_match.front().variance
            ? "people on both sides, by linearised variance; cells without errors: disjoint pairs"
            : "people drawn with replacement on both sides; cells without errors: disjoint pairs";
    const std::size_t groups = set.groups.size();
    for (const auto& group : set.groups) {
        m.rows.push_back(group_title(group));
        m.columns.push_back(group_title(group));
    }
    for (std::size_t i = 0; i < groups * groups; ++i) {
        Measurement cell;
        fill(cell, rates.false_match[i], false, scene.dataset);
        Point point;
        point.label = m.rows[i / groups] + " / " + m.columns[i % groups];
        point.value = cell.value;
        point.n = rates.false_match[i].counts.trials;
        if (cell.interval) {
            point.low = cell.interval->low;
            point.high = cell.interval->high;
        }
        m.cells.push_back(std::move(point));
    }
    return m;
}

// The rates of all groups of a set.
struct GroupRates {
    std::vector<double> fmr;
    std::vector<double> fnmr;
};

// The groups of a set whose label is known; who has none is of any group, and no group to compare.
struct KnownGroups {
    std::vector<std::size_t> places;
    std::size_t all = 0;
    std::uint64_t left_out = 0;  // comparisons with somebody without a label
};

KnownGroups known_groups(const GroupSet& set, const SetRates& rates) {
    KnownGroups known;
    known.all = set.groups.size();
    std::vector<bool> labelled;
    for (const auto& group : set.groups) {
        labelled.push_back(std::none_of(group.begin(), group.end(),
                                        [](const GroupValue& part) { return part.value.empty(); }));
        if (labelled.back()) known.places.push_back(labelled.size() - 1);
    }
    for (std::size_t g = 0; g < known.all; ++g) {
        if (!labelled[g]) known.left_out += rates.false_non_match[g].counts.trials;
        for (std::size_t h = 0; h < known.all; ++h)
            if (!labelled[g] || !labelled[h])
                known.left_out += rates.false_match[g * known.all + h].counts.trials;
    }
    return known;
}

GroupRates rates_at(const SetRates& rates, const KnownGroups& known) {
    GroupRates result;
    for (const std::size_t g : known.places) {
        const std::size_t groups = known.all;
        const auto& match = rates.false_match[g * groups + g];
        const auto& miss = rates.false_non_match[g];
        result.fmr.push_back(stats::estimate(match.counts).value_or(undefined_replicate));
        result.fnmr.push_back(stats::estimate(miss.counts).value_or(undefined_replicate));
    }
    return result;
}

// Bounds of these rates that hold together at the data set's level (Bonferroni); nothing where a
// rate has none.
struct GroupBounds {
    std::vector<stats::Bounds> fmr;
    std::vector<stats::Bounds> fnmr;
};

std::optional<GroupBounds> bounds_at(const SetRates& rates, const KnownGroups& known,
                                     const Dataset& dataset) {
    Dataset together = dataset;
    together.level = stats::bonferroni_level(dataset.level, 2 * known.places.size());
    const std::size_t groups = known.all;
    GroupBounds result;
    for (const std::size_t g : known.places)
        for (const bool mated : {false, true}) {
            Measurement rate;
            fill(rate, mated ? rates.false_non_match[g] : rates.false_match[g * groups + g], mated,
                 together);
            if (!rate.interval) return std::nullopt;
            (mated ? result.fnmr : result.fmr).push_back({rate.interval->low, rate.interval->high});
        }
    return result;
}

bool any_nan(const std::vector<double>& values) {
    for (const double value : values)
        if (std::isnan(value)) return true;
    return false;
}

struct Index {
    const char* metric;
    Defined<double> (*value)(const GroupRates&);
    Defined<stats::Bounds> (*bounds)(const GroupBounds&);
};

constexpr Index indices[] = {
    {"garbe", [](const GroupRates& r) { return garbe(r.fmr, r.fnmr); },
     [](const GroupBounds& r) { return garbe_bounds(r.fmr, r.fnmr); }},
    {"fairness_discrepancy_rate",
     [](const GroupRates& r) { return fairness_discrepancy_rate(r.fmr, r.fnmr); },
     [](const GroupBounds& r) { return fairness_discrepancy_bounds(r.fmr, r.fnmr); }},
    {"inequity_rate", [](const GroupRates& r) { return inequity_rate(r.fmr, r.fnmr); },
     [](const GroupBounds& r) { return inequity_bounds(r.fmr, r.fnmr); }},
    {"false_match_rate_max_over_mean",
     [](const GroupRates& r) { return max_over_geometric_mean(r.fmr); },
     [](const GroupBounds& r) { return max_over_mean_bounds(r.fmr); }},
    {"false_non_match_rate_max_over_mean",
     [](const GroupRates& r) { return max_over_geometric_mean(r.fnmr); },
     [](const GroupBounds& r) { return max_over_mean_bounds(r.fnmr); }},
};

Measurement index_of(const ComparisonScene& scene, const GroupSet& set, const SetRates& rates,
                     const Index& index, double threshold) {
    Measurement m = begin(scene, index.metric, {});
    std::string attributes;
    for (const GroupValue& part : set.groups.front())
        attributes += (attributes.empty() ? "" : " and ") + part.attribute;
    m.id += "/by " + attributes;
    m.parameters["by"] = attributes;
    m.parameters["threshold"] = shortest(threshold);
    const KnownGroups known = known_groups(set, rates);
    m.parameters["groups"] = fmt::format("{}", known.places.size());
    if (known.left_out > 0)
        m.parameters["comparisons_without_group_label"] =
            fmt::format("{}, left out", known.left_out);
    m.parameters["alpha"] = "0.5";
    if (known.places.empty()) {
        m.undefined_reason = "nobody has a group label";
        return m;
    }
    const GroupRates point = rates_at(rates, known);
    if (any_nan(point.fmr) || any_nan(point.fnmr)) {
        m.undefined_reason = "a group has no comparisons of one kind";
        return m;
    }
    set_value(m, index.value(point));
    if (!m.value) return m;
    const auto bounds = bounds_at(rates, known, scene.dataset);
    if (!bounds) {
        no_interval(m, "a group's error rate has no interval");
        return m;
    }
    if (!rates.false_match.front().variance) m.seed = scene.dataset.seed_or_default();
    m.parameters["interval_rests_on"] =
        "the error rates of all groups, within bounds that hold "
        "together";
    set_interval(m, index.bounds(*bounds), scene.dataset.level, "simultaneous-rates");
    return m;
}

// 1 - (1 - p)^n without losing small p.
double at_least_one(double p, double n) { return p >= 1 ? 1 : -std::expm1(n * std::log1p(-p)); }

Measurement in_gallery(const ComparisonScene& scene, const Measurement& rate) {
    Measurement m = begin(scene, "case_score_false_match_in_gallery", rate.group);
    const auto size = static_cast<double>(*scene.dataset.gallery_size);
    m.parameters["gallery_size"] = fmt::format("{}", *scene.dataset.gallery_size);
    m.parameters["case_score"] = shortest(*scene.dataset.case_score);
    m.parameters["assumes"] =
        "comparisons with the people on the list are independent, and like those of the test";
    m.n = rate.n;
    m.parameters["people"] = rate.parameters.at("people");
    m.parameters["comparisons"] = rate.parameters.at("comparisons");
    if (!rate.value) {
        m.undefined_reason = rate.undefined_reason;
        return m;
    }
    m.value = at_least_one(*rate.value, size);
    m.parameters["expected_false_matches"] = fmt::format("{:.6g}", *rate.value * size);
    if (rate.interval)
        m.interval = Interval{at_least_one(rate.interval->low, size),
                              at_least_one(rate.interval->high, size), rate.interval->level,
                              rate.interval->method + "-transformed"};
    else
        no_interval(m, "the false match rate has none");
    return m;
}

}  // namespace

void add_rates(const ComparisonScene& scene, const PersonSums* sums, double threshold,
               std::vector<Measurement>& list) {
    const auto rates = measured(scene, sums, threshold, 1);
    for (std::size_t s = 0; s < scene.sets.size(); ++s) {
        const GroupSet& set = scene.sets[s];
        const std::size_t groups = set.groups.size();
        for (std::size_t g = 0; g < groups; ++g) {
            Measurement match = begin(scene, "false_match_rate", set.groups[g]);
            match.parameters["threshold"] = shortest(threshold);
            fill(match, rates[s].false_match[g * groups + g], false, scene.dataset);
            list.push_back(std::move(match));
            Measurement miss = begin(scene, "false_non_match_rate", set.groups[g]);
            miss.parameters["threshold"] = shortest(threshold);
            fill(miss, rates[s].false_non_match[g], true, scene.dataset);
            list.push_back(std::move(miss));
        }
        if (set.groups.front().empty()) continue;  // everybody
        if (groups <= crossed_groups_max)
            list.push_back(matrix_of(scene, set, rates[s], threshold));
        for (const Index& index : indices)
            list.push_back(index_of(scene, set, rates[s], index, threshold));
    }
}

void add_case_score(const ComparisonScene& scene, const PersonSums* sums,
                    std::vector<Measurement>& list) {
    const double score = *scene.dataset.case_score;
    const auto rates = measured(scene, sums, score, 2);
    for (std::size_t s = 0; s < scene.sets.size(); ++s) {
        const GroupSet& set = scene.sets[s];
        const std::size_t groups = set.groups.size();
        for (std::size_t g = 0; g < groups; ++g) {
            Measurement match = begin(scene, "case_score_false_match_rate", set.groups[g]);
            match.parameters["case_score"] = shortest(score);
            fill(match, rates[s].false_match[g * groups + g], false, scene.dataset);
            Measurement miss = begin(scene, "case_score_false_non_match_rate", set.groups[g]);
            miss.parameters["case_score"] = shortest(score);
            fill(miss, rates[s].false_non_match[g], true, scene.dataset);
            if (scene.dataset.gallery_size) list.push_back(in_gallery(scene, match));
            list.push_back(std::move(match));
            list.push_back(std::move(miss));
        }
    }
}

}  // namespace isonomia::fairness
