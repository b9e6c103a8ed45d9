// Measurements gathered for showing: one family holds a metric over the groups of one attribute.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reports/record.hpp"

namespace isonomia::reports {

using Measured = const Recorded<Measurement>*;

struct FamilyRow {
    Measured rate = nullptr;
    Measured difference = nullptr;
    Measured ratio = nullptr;
};

struct Family {
    std::string dataset;
    std::string metric;                   // without '_difference' or '_ratio'
    std::vector<std::string> attributes;  // of the group; empty: everybody
    std::string title;
    std::vector<FamilyRow> rows;   // one per group, in the order of the case file
    Measured everybody = nullptr;  // the same metric over all
    bool read_by_rules = false;
    bool in_body = false;

    // A measurement that speaks for the whole family: its words on population, truth, limits.
    [[nodiscard]] const Recorded<Measurement>& sample() const;
    [[nodiscard]] bool is_reference(const FamilyRow& row) const;  // others are compared with it
};

// All scalar measurements, and which of them the body shows: the likelihood ratio of this case,
// which comes first; metrics that a rule reads, the two error rates, or the first two metrics where
// a data set has none of these; single attributes before intersections. The rest stands in the
// appendix.
[[nodiscard]] std::vector<Family> families(const Record& record);

// Differences whose interval leaves out zero, among all differences with an interval.
struct Differences {
    std::uint64_t compared = 0;
    std::uint64_t beyond_zero = 0;
    std::uint64_t looked_at = 0;  // those of the body, from which the largest is taken
    Measured largest = nullptr;  // with the largest part that is certain: the bound nearest to zero
    const Family* family = nullptr;
};
[[nodiscard]] Differences differences(const std::vector<Family>& all);

// What the data say on two groups of a family: the comparison made of them, or else whether their
// ranges overlap, where both have one.
enum class Ranking { shown, not_shown, overlap, no_range };
[[nodiscard]] Ranking ranking(const Family& family, const Measurement& high,
                              const Measurement& low);

// The intervals, tests and adjustments used in the family, by name.
[[nodiscard]] std::string methods_of(const Record& record, const Family& family);

// 'race' or 'race and sex', as the data set titles its columns.
[[nodiscard]] std::string attribute_title(const Record& record, const Family& family);

}  // namespace isonomia::reports
