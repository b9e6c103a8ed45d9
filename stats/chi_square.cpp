#include "stats/chi_square.hpp"

#include <cmath>

namespace isonomia::stats {

Defined<ChiSquare> chi_square(Proportion p1, Proportion p2) {
    if (p1.trials == 0 || p2.trials == 0)
        return undefined("one of the two groups has no units to count");
    const auto x1 = static_cast<long double>(p1.successes);
    const auto x2 = static_cast<long double>(p2.successes);
    const auto n1 = static_cast<long double>(p1.trials);
    const auto n2 = static_cast<long double>(p2.trials);
    const long double yes = x1 + x2;
    const long double no = (n1 - x1) + (n2 - x2);
    if (yes == 0 || no == 0) return undefined("all units have the same result");
    const long double distance = x1 * (n2 - x2) - x2 * (n1 - x1);
    const auto statistic =
        static_cast<double>((n1 + n2) / yes / no * (distance / n1) * (distance / n2));
    return ChiSquare{statistic, std::erfc(std::sqrt(statistic / 2))};
}

}  // namespace isonomia::stats
