// Comparison of fingerprints over the first minutiae; what a print has beyond them is not looked at.
#include <cstdio>
#include <vector>

constexpr std::size_t minutiae_max = 150;

double result(const std::vector<double>& probe, const std::vector<double>& gallery) {
    std::size_t count = probe.size();
    if (count > minutiae_max) count = minutiae_max;
    double sum = 0;
    for (std::size_t i = 0; i < count && i < gallery.size(); ++i) sum += probe[i] * gallery[i];
    return sum;
}

int main() { std::printf("%g\n", result(std::vector<double>(200, 1), std::vector<double>(200, 1))); }
