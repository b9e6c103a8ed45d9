#include "stats/draw.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/ensure.hpp"
#include "stats/hypergeometric.hpp"

namespace isonomia::stats {

namespace {

// ln(k!) minus Stirling's formula in k + 1: (k + 1/2) ln(k + 1) - (k + 1) + ln(2 pi) / 2.
double stirling_rest(double k) {
    constexpr double small[] = {0.08106146679532726, 0.04134069595540929, 0.02767792568499834,
                                0.02079067210376509, 0.01664469118982119, 0.01387612882307075,
                                0.01189670994589177, 0.01041126526197209, 0.009255462182712733,
                                0.008330563433362871};
    if (k < 10) return small[static_cast<std::size_t>(k)];
    const double square = (k + 1) * (k + 1);
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
}

// Adds up probabilities from 0 on until they pass a uniform number; n p < 10.
std::uint64_t by_inversion(RandomStream& random, double n, double p) {
    const double odds = p / (1 - p);
    const double none = std::exp(n * std::log1p(-p));
    const double cut = std::min(n, 110.0);  // beyond it lies less than 1e-70
    while (true) {
        double rest = random.uniform();
        double chance = none;
        for (double k = 0; k <= cut; ++k) {
            if (rest <= chance) return static_cast<std::uint64_t>(k);
            rest -= chance;
            chance *= (n - k) / (k + 1) * odds;
        }
    }
}

// n p >= 10, p <= 1/2.
std::uint64_t by_rejection(RandomStream& random, double n, double p) {
    const double q = 1 - p;
    const double spread = std::sqrt(n * p * q);
    const double b = 1.15 + 2.53 * spread;
    const double a = -0.0873 + 0.0248 * b + 0.01 * p;
    const double centre = n * p + 0.5;
    const double box = 0.92 - 4.2 / b;
    while (true) {
        const double u = random.uniform() - 0.5;
        const double v = random.uniform();
        const double edge = 0.5 - std::abs(u);
        const double k = std::floor((2 * a / edge + b) * u + centre);
        if (edge >= 0.07 && v <= box) return static_cast<std::uint64_t>(k);
        if (k < 0 || k > n) continue;
        const double mode = std::floor((n + 1) * p);
        const double odds = p / q;
        const double height = (2.83 + 5.1 / b) * spread;
        const double bound = (mode + 0.5) * std::log((mode + 1) / (odds * (n - mode + 1))) +
                             (n + 1) * std::log((n - mode + 1) / (n - k + 1)) +
                             (k + 0.5) * std::log(odds * (n - k + 1) / (k + 1)) +
                             stirling_rest(mode) + stirling_rest(n - mode) - stirling_rest(k) -
                             stirling_rest(n - k);
        if (std::log(v * height / (a / (edge * edge) + b)) <= bound)
            return static_cast<std::uint64_t>(k);
    }
}

// ln(k!) up to this k are added up once. Their error, some 1e-11, is nothing to a draw, and a
// permutation test makes millions of draws.
constexpr std::uint64_t factorials_max = 1U << 15U;

double log_factorial(std::uint64_t k) {
    static const std::vector<double> table = [] {
        std::vector<double> sums{0};
        long double sum = 0;
        for (std::uint64_t i = 1; i <= factorials_max; ++i)
            sums.push_back(static_cast<double>(sum += std::log(static_cast<long double>(i))));
        return sums;
    }();
    return table[k];
}

struct Mode {
    std::uint64_t value;
    double chance;
};

// How many of the drawn are marked, most often.
Mode mode_of(std::uint64_t all, std::uint64_t marked, std::uint64_t drawn) {
    const std::uint64_t others = all - marked;
    if (all > factorials_max) {
        // Read as a table: the marked are the first group, being drawn is the success. The place of
        // x within the margins is free.
        const std::uint64_t least = drawn > others ? drawn - others : 0;
        const Hypergeometric table({least, marked}, {drawn - least, others});
        return {table.mode(), std::exp(table.log_density(table.mode()))};
    }
    const std::uint64_t x = (marked + 1) * (drawn + 1) / (all + 2);
    return {x, std::exp(log_factorial(marked) + log_factorial(others) + log_factorial(drawn) +
                        log_factorial(all - drawn) - log_factorial(all) - log_factorial(x) -
                        log_factorial(marked - x) - log_factorial(drawn - x) -
                        log_factorial(others + x - drawn))};
}

}  // namespace

std::uint64_t draw_binomial(RandomStream& random, std::uint64_t n, double p) {
    ensure(p >= 0 && p <= 1, "a chance is in [0, 1]");
    if (n == 0 || p == 0) return 0;
    if (p == 1) return n;
    if (p > 0.5) return n - draw_binomial(random, n, 1 - p);
    const auto trials = static_cast<double>(n);
    return trials * p < 10 ? by_inversion(random, trials, p) : by_rejection(random, trials, p);
}

void draw_multinomial(RandomStream& random, std::uint64_t n, std::span<const std::uint64_t> weights,
                      std::span<std::uint64_t> counts) {
    ensure(weights.size() == counts.size(), "one count per weight");
    std::uint64_t weight_left = 0;
    for (const std::uint64_t weight : weights)
        weight_left += weight;
    ensure(n == 0 || weight_left > 0, "units need a cell to lie in");
    for (std::size_t i = 0; i < weights.size(); ++i) {
        counts[i] =
            weights[i] == 0 || n == 0 ? 0
            : weights[i] == weight_left
                ? n
                : draw_binomial(random, n,
                                static_cast<double>(weights[i]) / static_cast<double>(weight_left));
        n -= counts[i];
        weight_left -= weights[i];
    }
}

std::uint64_t draw_hypergeometric(RandomStream& random, std::uint64_t all, std::uint64_t marked,
                                  std::uint64_t drawn) {
    ensure(marked <= all && drawn <= all, "a part does not exceed the whole");
    if (marked == 0 || drawn == 0) return 0;
    if (marked == all) return drawn;
    if (drawn == all) return marked;
    const std::uint64_t others = all - marked;
    const std::uint64_t least = drawn > others ? drawn - others : 0;
    const std::uint64_t most = std::min(drawn, marked);
    const Mode mode = mode_of(all, marked, drawn);
    const auto x = [](std::uint64_t count) { return static_cast<double>(count); };
    while (true) {  // more than once only when rounding leaves a rest
        double rest = random.uniform();
        double up = mode.chance;
        double down = up;
        if (rest <= up) return mode.value;
        rest -= up;
        std::uint64_t high = mode.value;
        std::uint64_t low = mode.value;
        while (high < most || low > least) {
            if (high < most) {
                up *= x(marked - high) / x(high + 1) *
                      (x(drawn - high) / (x(others) - x(drawn) + x(high) + 1));
                ++high;
                if (rest <= up) return high;
                rest -= up;
            }
            if (low > least) {
                down *= x(low) / x(marked - low + 1) *
                        ((x(others) - x(drawn) + x(low)) / x(drawn - low + 1));
                --low;
                if (rest <= down) return low;
                rest -= down;
            }
            if (up < 1e-18 && down < 1e-18) break;
        }
    }
}

}  // namespace isonomia::stats
