#include "stats/mover.hpp"

#include <cmath>

namespace isonomia::stats {

Bounds mover(std::span<const Term> terms) {
    double sum = 0;
    double below = 0;
    double above = 0;
    for (const Term& term : terms) {
        const double down = term.factor * (term.estimate - term.bounds.low);
        const double up = term.factor * (term.bounds.high - term.estimate);
        sum += term.factor * term.estimate;
        below += term.factor > 0 ? down * down : up * up;
        above += term.factor > 0 ? up * up : down * down;
    }
    return {sum - std::sqrt(below), sum + std::sqrt(above)};
}

}  // namespace isonomia::stats
