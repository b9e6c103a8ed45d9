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

// Over all pairs of consecutive periods: partial rank correlation, within each pair, of an area's
// hits in the first period with its exposure in the second, given its exposure in the first: where
// exposure was high, more is found, and next time it is lower again, without any loop. Areas
// present in both periods of a pair count. p permutes what is left of the hits' ranks within each
// pair, which is approximate: D. Freedman, D. Lane, Journal of Business & Economic Statistics 1
// (1983) 292-298. Undefined without hits, without such a pair of four areas, or when nothing is
// left on one side.
struct Feedback {
    double correlation = 0;
    double p = 1;
    std::size_t pairs = 0;    // of periods
    std::uint64_t units = 0;  // areas, over all pairs
};
[[nodiscard]] stats::Defined<Feedback> feedback(const AreaTable& table,
                                                const stats::Resampling& how);

}  // namespace isonomia::fairness
