// One rate of one group, whatever the rows are: independent, weighted, or several of one person.
#pragma once

#include <vector>

#include "core/measurement.hpp"
#include "fairness/metric.hpp"
#include "fairness/sample.hpp"
#include "stats/design_based.hpp"

namespace isonomia::fairness {

struct GroupRate {
    Estimate estimate;  // rows, each counted once
    // Rows of unequal weight, or persons who repeat in its denominator: the rate over these units
    // decides.
    bool by_design = false;
    bool weighted = false;
    std::vector<stats::UnitTotals> units;  // of persons: the same persons for every group
    stats::Defined<stats::DesignRate> design = stats::undefined("");

    [[nodiscard]] stats::Defined<double> value() const;
};

[[nodiscard]] GroupRate group_rate(const Metric& rate, const Slice& slice, std::size_t group);

// Two groups of one slice. For independent rows: Newcombe, Katz, Fisher. For others: their
// counterparts from linearised variances.
struct RatePair {
    const GroupRate* first = nullptr;
    const GroupRate* second = nullptr;
    double covariance = 0;   // of rates by design
    bool by_design = false;  // one of the rates is, or a person counts in both
};
[[nodiscard]] RatePair pair_of(const GroupRate& first, const GroupRate& second);

struct MethodBounds {
    stats::Defined<stats::Bounds> bounds = stats::undefined("");
    std::string method;
};
[[nodiscard]] MethodBounds rate_bounds(const GroupRate& rate, double level);
[[nodiscard]] MethodBounds difference_bounds(const RatePair& pair, double level);
[[nodiscard]] MethodBounds ratio_bounds(const RatePair& pair, double level);

[[nodiscard]] stats::Defined<double> difference_of(const RatePair& pair);
[[nodiscard]] stats::Defined<double> ratio_of(const RatePair& pair);
[[nodiscard]] stats::Defined<double> p_of(const RatePair& pair);
// Of a test by design: its scale; undefined for Fisher's.
[[nodiscard]] stats::Defined<stats::DesignScale> scale_of(const RatePair& pair);
[[nodiscard]] std::string test_of(const RatePair& pair);

}  // namespace isonomia::fairness
