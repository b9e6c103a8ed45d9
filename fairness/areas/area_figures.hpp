// Figures of areas: exposure and hit rate of the residents of a population, and whether finding
// draws exposure.
#pragma once

#include <cstdint>
#include <vector>

#include "fairness/areas/read_areas.hpp"
#include "stats/bootstrap.hpp"
#include "stats/counts.hpp"

namespace isonomia::fairness {

// A ratio of sums over areas: what one area adds to numerator and denominator.
struct AreaTerm {
    double numerator = 0;
    double denominator = 0;
};

// Exposure per resident of the area, averaged over the residents of the population: sum of
// p e / P over sum of p; p residents of the population, P all residents, e exposure of the area in
// a period.
[[nodiscard]] std::vector<AreaTerm> exposure_terms(const AreaTable& table, std::size_t population);

// Hits among stops, each area's stops and hits counted in the share that the population has among
// its residents: sum of h p / P over sum of s p / P. Who was stopped is not in the data.
[[nodiscard]] std::vector<AreaTerm> hit_terms(const AreaTable& table, std::size_t population);

// Undefined when the denominator is 0.
[[nodiscard]] stats::Defined<double> ratio_of_sums(const std::vector<AreaTerm>& terms);

// p of the hypothesis that what was done in an area has nothing to do with who lives there: the
// areas' records (exposure per resident; stops and hits) are permuted among the areas, and
// |ln(figure of the population / figure of the first)| is compared. Phipson and Smyth's count, as
// in stats/permutation.hpp. Undefined when the ratio is, or with fewer than two areas.
enum class AreaFigure { exposure, hit_rate };
[[nodiscard]] stats::Defined<double> area_permutation_p(const AreaTable& table,
                                                        std::size_t population, AreaFigure figure,
                                                        const stats::Resampling& how);

// Over all pairs of consecutive periods: rank correlation, within each pair, of an area's share of
// the hits (or, without stops, of the exposure) in the first period with the change of its share of
// the exposure to the second. Areas present in both periods of a pair count. p permutes the shares
// within each pair. Undefined without such a pair of three areas, or when one side is constant.
struct Feedback {
    double correlation = 0;
    double p = 1;
    std::size_t pairs = 0;    // of periods
    std::uint64_t units = 0;  // areas, over all pairs
};
[[nodiscard]] stats::Defined<Feedback> feedback(const AreaTable& table,
                                                const stats::Resampling& how);

}  // namespace isonomia::fairness
