#include "stats/adjust.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace isonomia::stats {

namespace {

std::vector<std::size_t> order_of(const std::vector<double>& p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return p[a] != p[b] ? p[a] < p[b] : a < b; });
    return order;
}

}  // namespace

std::vector<double> holm(const std::vector<double>& p) {
    const auto order = order_of(p);
    std::vector<double> adjusted(p.size());
    double largest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        largest = std::max(largest, static_cast<double>(p.size() - i) * p[order[i]]);
        adjusted[order[i]] = std::min(1.0, largest);
    }
    return adjusted;
}

std::vector<double> benjamini_hochberg(const std::vector<double>& p) {
    const auto order = order_of(p);
    std::vector<double> adjusted(p.size());
    double smallest = 1;
    for (std::size_t i = order.size(); i-- > 0;) {
        const double scaled =
            static_cast<double>(p.size()) / static_cast<double>(i + 1) * p[order[i]];
        smallest = std::min(smallest, scaled);
        adjusted[order[i]] = smallest;
    }
    return adjusted;
}

double bonferroni_level(double level, std::size_t count) {
    return 1 - (1 - level) / static_cast<double>(count);
}

double sidak_level(double level, std::size_t count) {
    return std::exp(std::log(level) / static_cast<double>(count));
}

}  // namespace isonomia::stats
