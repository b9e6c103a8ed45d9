#include "explain/limits.hpp"

#include <cmath>

namespace isonomia::explain {

std::vector<Limit> limits_from(const std::vector<Row>& rows, std::size_t inputs) {
    std::vector<Limit> limits(inputs);
    if (rows.empty()) return limits;
    for (std::size_t f = 0; f < inputs; ++f) {
        double n = 0;
        double mean = 0;
        double squares = 0;
        limits[f].whole = true;
        for (const Row& row : rows) {
            if (std::isnan(row[f])) continue;
            limits[f].whole = limits[f].whole && row[f] == std::floor(row[f]);
            const double step = row[f] - mean;
            mean += step / ++n;
            squares += step * (row[f] - mean);
        }
        if (n > 1 && squares > 0) limits[f].scale = std::sqrt(squares / (n - 1));
    }
    return limits;
}

}  // namespace isonomia::explain
