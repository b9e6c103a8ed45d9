#include "explain/shapley/gauss_legendre.hpp"

#include <cmath>
#include <numbers>

#include "core/ensure.hpp"

namespace isonomia::explain {

Quadrature gauss_legendre(std::size_t n) {
    ensure(n >= 1 && n <= 10'000, "between 1 and 10,000 quadrature nodes");
    Quadrature result;
    result.node.resize(n);
    result.weight.resize(n);
    const auto count = static_cast<double>(n);
    for (std::size_t i = 0; i < (n + 1) / 2; ++i) {
        double x = std::cos(std::numbers::pi * (static_cast<double>(i) + 0.75) / (count + 0.5));
        double slope = 1;
        for (int round = 0; round < 100; ++round) {
            double value = 1;  // P_k(x) by the three-term recurrence
            double before = 0;
            for (std::size_t k = 1; k <= n; ++k) {
                const auto degree = static_cast<double>(k);
                const double older = before;
                before = value;
                value = ((2 * degree - 1) * x * before - (degree - 1) * older) / degree;
            }
            slope = count * (x * value - before) / (x * x - 1);
            const double step = value / slope;
            x -= step;
            if (std::abs(step) <= 1e-16) break;
        }
        const double weight = 1 / ((1 - x * x) * slope * slope);
        result.node[i] = (1 - x) / 2;
        result.node[n - 1 - i] = (1 + x) / 2;
        result.weight[i] = result.weight[n - 1 - i] = weight;
    }
    return result;
}

}  // namespace isonomia::explain
