// Similarity of two faces, as it was computed.
#include <cstdio>
#include <vector>

double similarity(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

double result(const std::vector<double>& a, const std::vector<double>& b) { return similarity(a, b); }

int main() { std::printf("%g\n", result({0.6, 0.8}, {0.8, 0.6})); }
