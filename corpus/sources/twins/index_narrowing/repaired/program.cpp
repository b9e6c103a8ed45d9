// Sum over all combinations of genotypes; the position of a combination is computed in 64 bits.
#include <cstdio>
#include <vector>

double result(const std::vector<double>& weights, std::size_t genotypes, std::size_t contributors) {
    double sum = 0;
    for (std::size_t i = 0; i < genotypes; ++i) sum += weights[i * contributors];
    return sum;
}

int main() { std::printf("%g\n", result(std::vector<double>(64, 0.5), 8, 4)); }
