#include "explain/shapley/attribution.hpp"

#include <cmath>

#include "explain/exact_sum.hpp"

namespace isonomia::explain {

void check_additivity(Attribution& attribution) {
    ExactSum sum;
    double size = 1 + std::abs(attribution.base) + std::abs(attribution.margin);
    sum.add(attribution.base);
    for (const double value : attribution.values) {
        sum.add(value);
        size += std::abs(value);
    }
    sum.add(-attribution.margin);
    attribution.additivity_error = std::abs(sum.value()) / size;
}

}  // namespace isonomia::explain
