// Sum over all combinations of genotypes; the position of a combination is computed in 32 bits.
#include <cstdio>
#include <vector>

double result(const std::vector<double>& weights, int genotypes, int contributors) {
    double sum = 0;
    for (int i = 0; i < genotypes; ++i) sum += weights[static_cast<std::size_t>(i * contributors)];
    return sum;
}

int main() { std::printf("%g\n", result(std::vector<double>(64, 0.5), 8, 4)); }
