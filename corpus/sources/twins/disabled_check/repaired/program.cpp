// Kinship of two profiles. The input is tested.
#include <cstdio>
#include <stdexcept>
#include <vector>

double result(const std::vector<double>& likelihoods) {
    double product = 1;
    for (const double likelihood : likelihoods) {
        if (likelihood < 0 || likelihood > 1) throw std::out_of_range("not a likelihood");
        product *= likelihood;
    }
    return product;
}

int main() { std::printf("%g\n", result({0.5, 0.25})); }
