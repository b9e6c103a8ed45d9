#include "stats/power.hpp"

#include <cmath>

#include "core/ensure.hpp"
#include "stats/normal.hpp"

namespace isonomia::stats {

double power_of(double p1, std::uint64_t n1, double p2, std::uint64_t n2, double alpha) {
    const auto size1 = static_cast<double>(n1);
    const auto size2 = static_cast<double>(n2);
    const double mean = (p1 * size1 + p2 * size2) / (size1 + size2);
    const double under_equality = std::sqrt(mean * (1 - mean) * (1 / size1 + 1 / size2));
    const double spread = std::sqrt(p1 * (1 - p1) / size1 + p2 * (1 - p2) / size2);
    const double over = std::abs(p1 - p2) - two_sided_quantile(1 - alpha) * under_equality;
    if (spread == 0) return over > 0 ? 1 : 0;
    return normal_cdf(over / spread);
}

Defined<DetectableGap> detectable_gap(std::uint64_t n1, Proportion p2, double alpha, double power) {
    ensure(alpha > 0 && alpha < 1 && power > 0 && power < 1, "alpha and power are in (0, 1)");
    const auto rate = estimate(p2);
    if (n1 == 0 || !rate) return undefined("one of the two groups has no units to count");
    const auto smallest = [&](double sign, double most) -> std::optional<double> {
        const auto found = [&](double gap) {
            return power_of(*rate + sign * gap, n1, *rate, p2.trials, alpha) >= power;
        };
        if (most <= 0 || !found(most)) return std::nullopt;
        double low = 0;
        double high = most;
        while (high - low > 1e-12) {
            const double middle = (low + high) / 2;
            (found(middle) ? high : low) = middle;
        }
        return high;
    };
    return DetectableGap{smallest(1, 1 - *rate), smallest(-1, *rate)};
}

}  // namespace isonomia::stats
