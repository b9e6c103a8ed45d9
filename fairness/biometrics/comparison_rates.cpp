#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/biometrics/comparison_figures.hpp"
#include "fairness/biometrics/disparity_indices.hpp"
#include "fairness/drafts.hpp"
#include "fairness/resample.hpp"

namespace isonomia::fairness {

namespace {

using stats::Defined;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<SetRates> measured(const ComparisonScene& scene, double threshold,
                               std::uint64_t stream) {
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
        "people drawn with replacement on both sides; cells without errors: disjoint pairs";
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

// The rates of all groups of a set, as they are or in one replicate.
struct GroupRates {
    std::vector<double> fmr;
    std::vector<double> fnmr;
};

GroupRates rates_at(const SetRates& rates, std::size_t groups,
                    std::optional<std::size_t> replicate) {
    GroupRates result;
    for (std::size_t g = 0; g < groups; ++g) {
        const PeopleRate& match = rates.false_match[g * groups + g];
        const PeopleRate& miss = rates.false_non_match[g];
        result.fmr.push_back(replicate ? match.replicates[*replicate]
                                       : stats::estimate(match.counts).value_or(nan));
        result.fnmr.push_back(replicate ? miss.replicates[*replicate]
                                        : stats::estimate(miss.counts).value_or(nan));
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
};

constexpr Index indices[] = {
    {"garbe", [](const GroupRates& r) { return garbe(r.fmr, r.fnmr); }},
    {"fairness_discrepancy_rate",
     [](const GroupRates& r) { return fairness_discrepancy_rate(r.fmr, r.fnmr); }},
    {"inequity_rate", [](const GroupRates& r) { return inequity_rate(r.fmr, r.fnmr); }},
    {"false_match_rate_max_over_mean",
     [](const GroupRates& r) { return max_over_geometric_mean(r.fmr); }},
    {"false_non_match_rate_max_over_mean",
     [](const GroupRates& r) { return max_over_geometric_mean(r.fnmr); }},
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
    m.parameters["groups"] = fmt::format("{}", set.groups.size());
    m.parameters["alpha"] = "0.5";
    const std::size_t groups = set.groups.size();
    const GroupRates point = rates_at(rates, groups, std::nullopt);
    if (any_nan(point.fmr) || any_nan(point.fnmr)) {
        m.undefined_reason = "a group has no comparisons of one kind";
        return m;
    }
    set_value(m, index.value(point));
    if (!m.value) return m;
    for (const auto* list : {&point.fmr, &point.fnmr})
        for (const double rate : *list)
            if (rate <= 0) {
                no_interval(m,
                            "a group has no error in these data; resampling can never give it "
                            "one, so an interval would be too narrow");
                return m;
            }
    const std::size_t replicates = rates.false_non_match.front().replicates.size();
    std::vector<double> drawn(replicates, nan);
    for (std::size_t r = 0; r < replicates; ++r) {
        const GroupRates one = rates_at(rates, groups, r);
        if (!any_nan(one.fmr) && !any_nan(one.fnmr)) drawn[r] = index.value(one).value_or(nan);
    }
    m.seed = scene.dataset.seed_or_default();
    const auto spread = spread_of(std::move(drawn), scene.dataset.level);
    if (!spread) {
        no_interval(m, spread.error().reason);
        return m;
    }
    m.parameters["replicates"] = fmt::format("{}", spread->replicates);
    m.parameters["replicates_undefined"] = fmt::format("{}", spread->left_out);
    set_interval(m, spread->bounds, scene.dataset.level, "percentile-two-way-bootstrap");
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

void add_rates(const ComparisonScene& scene, double threshold, std::vector<Measurement>& list) {
    const auto rates = measured(scene, threshold, 1);
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

void add_case_score(const ComparisonScene& scene, std::vector<Measurement>& list) {
    const double score = *scene.dataset.case_score;
    const auto rates = measured(scene, score, 2);
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
