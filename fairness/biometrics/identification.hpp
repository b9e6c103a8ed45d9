// Searches: one probe against everybody enrolled.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "fairness/biometrics/comparisons.hpp"
#include "stats/counts.hpp"

namespace isonomia::fairness {

// What one search gave. Candidates are people, each by his best score.
struct Search {
    std::uint32_t person = 0;
    std::uint16_t leaf = 0;            // the probe's combination of group values
    std::optional<double> best_mate;   // nothing: the person is not enrolled here
    std::optional<double> best_other;  // nothing: nobody else was compared
    std::uint32_t candidates = 0;      // distinct people compared with
    std::uint32_t rank = 0;  // of the best mate, from 1; others with the same score come first
};
// In the order of the searches' numbers; searches without any score are left out.
[[nodiscard]] std::vector<Search> searches_of(const Comparisons& comparisons);

// A rate over searches, with its spread over probe persons.
struct SearchRate {
    stats::Proportion counts;
    std::uint64_t people = 0;
    double variance = 0;  // by linearisation over persons; 0 when it has none
};

// Of searches for people who are enrolled, those whose mate stays below the threshold (FNIR).
[[nodiscard]] SearchRate missed_searches(const std::vector<const Search*>& searches,
                                         double threshold);
// Of searches for people who are not enrolled, those that return somebody (FPIR). Where every probe
// has a mate, the mate is taken out of each gallery: `mates_removed`.
struct AlarmRate {
    SearchRate rate;
    bool mates_removed = false;
};
[[nodiscard]] AlarmRate false_alarms(const std::vector<const Search*>& searches, double threshold);

// Share of searches with a mate whose mate has at most rank 1, 2, …, as far as the longest gallery.
[[nodiscard]] std::vector<double> cumulative_match(const std::vector<const Search*>& searches);

}  // namespace isonomia::fairness
