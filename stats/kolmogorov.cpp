#include "stats/kolmogorov.hpp"

#include <cmath>
#include <vector>

#include <boost/math/constants/constants.hpp>

namespace isonomia::stats {

namespace {

// |i m2 - j m1| is the distance times both sizes: an integer, so ties of the statistic are exact.
std::uint64_t distance(std::uint64_t i, std::uint64_t j, std::uint64_t m1, std::uint64_t m2) {
    const std::uint64_t a = i * m2;
    const std::uint64_t b = j * m1;
    return a > b ? a - b : b - a;
}

// P(D >= observed): the share of monotone paths from (0, 0) to (m1, m2) that leave the corridor at
// a point where the pooled sample has no tie. Computed as the probability of paths under random
// order, so nothing overflows.
double exact_p(const std::vector<ScoreCount>& scores, std::uint64_t m1, std::uint64_t m2,
               std::uint64_t observed) {
    std::vector<bool> ends(static_cast<std::size_t>(m1 + m2) + 1, false);  // no tie after k values
    std::uint64_t seen = 0;
    for (const ScoreCount& one : scores) {
        seen += one.negatives + one.positives;
        ends[static_cast<std::size_t>(seen)] = true;
    }
    const auto outside = [&](std::uint64_t i, std::uint64_t j) {
        return ends[static_cast<std::size_t>(i + j)] && distance(i, j, m1, m2) >= observed;
    };
    // left[j]: the chance to have left the corridor on a random path that continues from (i, j).
    std::vector<double> left(static_cast<std::size_t>(m2) + 1, 0);
    for (std::uint64_t i = m1 + 1; i-- > 0;) {
        for (std::uint64_t j = m2 + 1; j-- > 0;) {
            const auto at = static_cast<std::size_t>(j);
            if (outside(i, j)) {
                left[at] = 1;
                continue;
            }
            const auto up = static_cast<double>(m1 - i);
            const auto right = static_cast<double>(m2 - j);
            if (up + right == 0) {
                left[at] = 0;
                continue;
            }
            const double next_up = i < m1 ? left[at] : 0;
            const double next_right = j < m2 ? left[at + 1] : 0;
            left[at] = (up * next_up + right * next_right) / (up + right);
        }
    }
    return left[0];
}

// 2 sum (-1)^(k-1) exp(-2 k² t²), or its dual series for small t, where that one converges slowly.
double limiting_p(double t) {
    constexpr double pi = boost::math::double_constants::pi;
    if (t <= 0) return 1;
    if (t < 1) {
        double sum = 0;
        for (int k = 1; k < 20; k += 2)
            sum += std::exp(-static_cast<double>(k * k) * pi * pi / (8 * t * t));
        return 1 - std::sqrt(2 * pi) / t * sum;
    }
    double sum = 0;
    for (int k = 1; k < 20; ++k)
        sum += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * static_cast<double>(k * k) * t * t);
    return sum;
}

}  // namespace

Defined<KolmogorovSmirnov> kolmogorov_smirnov(const ScoreCounts& counts) {
    const std::uint64_t m1 = counts.negatives();
    const std::uint64_t m2 = counts.positives();
    if (m1 == 0 || m2 == 0) return undefined("one of the two samples is empty");
    constexpr std::uint64_t size_max = std::uint64_t{1} << 31U;
    if (m1 > size_max || m2 > size_max) return undefined("more than 2^31 values in one sample");
    KolmogorovSmirnov result;
    std::uint64_t i = 0;
    std::uint64_t j = 0;
    std::uint64_t largest = 0;
    for (const ScoreCount& one : counts.sorted()) {
        i += one.negatives;
        j += one.positives;
        const std::uint64_t here = distance(i, j, m1, m2);
        if (here <= largest) continue;
        largest = here;
        result.at = one.score;
    }
    const double n1 = static_cast<double>(m1);
    const double n2 = static_cast<double>(m2);
    result.statistic = static_cast<double>(largest) / n1 / n2;
    result.exact = m1 <= kolmogorov_exact_max / m2;
    if (largest == 0)
        result.p = 1;
    else if (result.exact)
        result.p = exact_p(counts.sorted(), m1, m2, largest);
    else
        result.p = limiting_p(result.statistic * std::sqrt(n1 / (n1 + n2) * n2));
    return result;
}

Defined<double> dkw_half_width(std::uint64_t n, double level) {
    if (n == 0) return undefined("no values");
    return std::sqrt(std::log(2 / (1 - level)) / 2 / static_cast<double>(n));
}

}  // namespace isonomia::stats
