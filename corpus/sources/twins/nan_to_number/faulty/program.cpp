// Quality of an image from its cells. A cell for which no direction could be computed counts as nothing.
#include <cmath>
#include <cstdio>
#include <vector>

double certainty(double gradient, double energy) { return gradient / energy; }

double result(const std::vector<double>& gradients, const std::vector<double>& energies) {
    double sum = 0;
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        double value = certainty(gradients[i], energies[i]);
        if (std::isnan(value)) value = 0;
        sum += value;
    }
    return sum;
}

int main() { std::printf("%g\n", result({1, 0}, {2, 0})); }
