// Quality of an image from its cells, with the number of cells for which it could not be computed.
#include <cmath>
#include <cstdio>
#include <vector>

struct Quality {
    double sum = 0;
    std::size_t not_computed = 0;
};

double certainty(double gradient, double energy) { return gradient / energy; }

Quality result(const std::vector<double>& gradients, const std::vector<double>& energies) {
    Quality quality;
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        const double value = certainty(gradients[i], energies[i]);
        if (std::isnan(value))
            ++quality.not_computed;
        else
            quality.sum += value;
    }
    return quality;
}

int main() {
    const Quality quality = result({1, 0}, {2, 0});
    std::printf("%g without %zu cells\n", quality.sum, quality.not_computed);
}
