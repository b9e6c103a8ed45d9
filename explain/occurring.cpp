#include "explain/occurring.hpp"

#include <algorithm>
#include <cmath>

namespace isonomia::explain {

std::vector<double> occurring(std::vector<double> values, std::size_t most) {
    std::erase_if(values, [](double value) { return std::isnan(value); });
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (values.size() <= most) return values;
    std::vector<double> spread;
    for (std::size_t i = 0; i < most; ++i)
        spread.push_back(values[i * (values.size() - 1) / (most - 1)]);
    return spread;
}

}  // namespace isonomia::explain
