// Nodes and weights of Gauss-Legendre quadrature on [0, 1]: n nodes integrate polynomials of degree
// up to 2n - 1 exactly.
#pragma once

#include <vector>

namespace isonomia::explain {

struct Quadrature {
    std::vector<double> node;    // ascending, inside (0, 1)
    std::vector<double> weight;  // sum to 1
};

// n from 1 to 10,000. Newton's method on the Legendre polynomial; cost n^2.
[[nodiscard]] Quadrature gauss_legendre(std::size_t n);

}  // namespace isonomia::explain
