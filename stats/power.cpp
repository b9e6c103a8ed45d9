#include "stats/power.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

#include "core/ensure.hpp"
#include "stats/fisher.hpp"
#include "stats/normal.hpp"

namespace isonomia::stats {

namespace {

constexpr double negligible = 1e-18;  // of a probability, beside the largest

// Binomial probabilities around the mode; what lies outside is negligible.
struct Binomial {
    std::uint64_t first = 0;  // successes of the first entry
    std::vector<double> chance;

    Binomial(std::uint64_t trials, double rate) {
        const auto n = static_cast<double>(trials);
        const double mode = std::min(n, std::floor((n + 1) * rate));
        const double odds = rate / (1 - rate);
        std::vector<double> below;
        double term = 1;
        for (double x = mode; x > 0 && rate < 1; --x) {
            term *= x / (n - x + 1) / odds;
            if (term < negligible) break;
            below.push_back(term);
        }
        first = static_cast<std::uint64_t>(mode) - below.size();
        chance.assign(below.rbegin(), below.rend());
        chance.push_back(1);
        term = 1;
        for (double x = mode; x < n && rate > 0; ++x) {
            term *= (n - x) / (x + 1) * odds;
            if (term < negligible) break;
            chance.push_back(term);
        }
        double sum = 0;
        for (const double one : chance)
            sum += one;
        for (double& one : chance)
            one /= sum;
    }
};

// For each number of successes in the second group, the least of the first group that the test
// rejects upwards; its size + 1 where it never does. What is beyond it is rejected too, and with
// more successes in the second group it takes no fewer in the first.
struct Rejection {
    std::uint64_t first = 0;
    std::vector<std::uint64_t> least;

    Rejection(const Binomial& second, std::uint64_t n1, std::uint64_t n2, double alpha)
        : first(second.first) {
        std::uint64_t from = 0;
        for (std::uint64_t i = 0; i < second.chance.size(); ++i) {
            const std::uint64_t x2 = first + i;
            const auto rejects = [&](std::uint64_t x1) {
                const Proportion one{x1, n1};
                const Proportion other{x2, n2};
                if (*estimate(one) <= *estimate(other)) return false;
                const auto p = fisher_p(one, other);
                return p && *p <= alpha;
            };
            from = least_from(from, n1, rejects);
            least.push_back(from);
        }
    }

private:
    // By steps that double, then halve: the answer is seldom far from the one before.
    template <class Predicate>
    static std::uint64_t least_from(std::uint64_t from, std::uint64_t n1,
                                    const Predicate& rejects) {
        std::uint64_t low = from;  // everything below does not reject
        std::uint64_t high = from;
        for (std::uint64_t step = 1; high <= n1 && !rejects(high); step *= 2) {
            low = high + 1;
            high = std::min(high + step, n1 + 1);
        }
        while (low < high) {
            const std::uint64_t middle = low + (high - low) / 2;
            if (rejects(middle))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
};

double power_up(const Rejection& rejection, const Binomial& second, std::uint64_t n1, double p1) {
    const Binomial one(n1, p1);
    double power = 0;
    double tail = 0;  // the chance of `next` successes and more in the first group
    std::uint64_t next = one.first + one.chance.size();
    for (std::size_t i = second.chance.size(); i-- > 0;) {
        while (next > one.first && next > rejection.least[i])
            tail += one.chance[--next - one.first];
        power += second.chance[i] * tail;
    }
    return std::min(1.0, power);
}

// So many units of the second group are counted.
std::uint64_t counted_units(double p2, std::uint64_t n2) {
    const double spread = static_cast<double>(n2) * p2 * (1 - p2);
    if (spread <= exact_spread) return n2;
    return static_cast<std::uint64_t>(exact_spread / (p2 * (1 - p2)));
}

// The smallest gap upwards, of at most 1 - p2.
std::optional<double> smallest(double p2, const std::function<double(double p1)>& power_at,
                               double power) {
    const double most = 1 - p2;
    if (most <= 0 || power_at(1) < power) return std::nullopt;
    double low = 0;
    double high = most;
    while (high - low > 1e-9) {
        const double middle = (low + high) / 2;
        (power_at(p2 + middle) >= power ? high : low) = middle;
    }
    return high;
}

std::optional<double> smallest_exact(std::uint64_t n1, double p2, std::uint64_t n2, double alpha,
                                     double power) {
    const std::uint64_t units = counted_units(p2, n2);
    const Binomial second(units, p2);
    const Rejection rejection(second, n1, units, alpha);
    return smallest(p2, [&](double p1) { return power_up(rejection, second, n1, p1); }, power);
}

}  // namespace

double fisher_power(double p1, std::uint64_t n1, double p2, std::uint64_t n2, double alpha) {
    ensure(n1 > 0 && n2 > 0, "both groups have units");
    if (p1 == p2) return 0;
    if (p1 < p2) return fisher_power(1 - p1, n1, 1 - p2, n2, alpha);
    const std::uint64_t units = counted_units(p2, n2);
    const Binomial second(units, p2);
    return power_up(Rejection(second, n1, units, alpha), second, n1, p1);
}

double normal_power(double p1, std::uint64_t n1, double p2, std::uint64_t n2, double alpha) {
    const auto size1 = static_cast<double>(n1);
    const auto size2 = static_cast<double>(n2);
    const double shares = 1 / size1 + 1 / size2;
    const double mean = (p1 * size1 + p2 * size2) / (size1 + size2);
    const double under_equality = std::sqrt(mean * (1 - mean) * shares);
    const double spread = std::sqrt(p1 * (1 - p1) / size1 + p2 * (1 - p2) / size2);
    const double over =
        std::abs(p1 - p2) - shares / 2 - two_sided_quantile(1 - alpha) * under_equality;
    if (spread == 0) return over > 0 ? 1 : 0;
    return normal_cdf(over / spread);
}

Defined<DetectableGap> detectable_gap(std::uint64_t n1, Proportion p2, double alpha, double power) {
    ensure(alpha > 0 && alpha < 1 && power > 0 && power < 1, "alpha and power are in (0, 1)");
    const auto rate = estimate(p2);
    if (n1 == 0 || !rate) return undefined("one of the two groups has no units to count");
    if (n1 > gap_units_max) return undefined("more than 10^8 units: the gap is not computed");
    const auto fewest = static_cast<double>(std::min(n1, p2.trials));
    if (fewest * std::min(*rate, 1 - *rate) < normal_expected_min)
        return DetectableGap{smallest_exact(n1, *rate, p2.trials, alpha, power),
                             smallest_exact(n1, 1 - *rate, p2.trials, alpha, power), true};
    const auto by_normal = [&](double p) {
        return smallest(
            p, [&](double p1) { return normal_power(p1, n1, p, p2.trials, alpha); }, power);
    };
    return DetectableGap{by_normal(*rate), by_normal(1 - *rate), false};
}

double gap_by_standard_error(double standard_error, double degrees, double alpha, double power) {
    ensure(alpha > 0 && alpha < 1 && power > 0 && power < 1, "alpha and power are in (0, 1)");
    const boost::math::students_t t(degrees);
    return (boost::math::quantile(t, 1 - alpha / 2) + boost::math::quantile(t, power)) *
           standard_error;
}

}  // namespace isonomia::stats
