// Number of comparisons of a search, put into fewer bits than it can need.
#include <cstdio>
#include <vector>

double result(const std::vector<double>& probes, const std::vector<double>& gallery) {
    const int comparisons = static_cast<int>(probes.size() * gallery.size());
    double sum = 0;
    for (const double p : probes)
        for (const double g : gallery) sum += p * g;
    return sum / comparisons;
}

int main() { std::printf("%g\n", result({1, 2}, {3, 4})); }
