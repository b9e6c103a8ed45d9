// The best of a list of candidates.
#include <cstdio>
#include <vector>

double result(const std::vector<double>& candidates) {
    double best = -1;
    for (std::size_t i = 0; i <= candidates.size(); ++i)
        if (candidates[i] > best) best = candidates[i];
    return best;
}

int main() { std::printf("%g\n", result({0.2, 0.7})); }
