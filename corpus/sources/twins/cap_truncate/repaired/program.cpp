// Comparison of fingerprints over the first minutiae; a print that has more is named in the output.
#include <cstdio>
#include <vector>

constexpr std::size_t minutiae_max = 150;

double result(const std::vector<double>& probe, const std::vector<double>& gallery) {
    std::size_t count = probe.size();
    if (count > minutiae_max) {
        std::fprintf(stderr, "%zu of %zu minutiae are not compared\n", count - minutiae_max, count);
        count = minutiae_max;
    }
    double sum = 0;
    for (std::size_t i = 0; i < count && i < gallery.size(); ++i) sum += probe[i] * gallery[i];
    return sum;
}

int main() { std::printf("%g\n", result(std::vector<double>(200, 1), std::vector<double>(200, 1))); }
