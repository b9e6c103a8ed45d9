// Number of comparisons of a search.
#include <cstdio>
#include <vector>

double result(const std::vector<double>& probes, const std::vector<double>& gallery) {
    const std::size_t comparisons = probes.size() * gallery.size();
    double sum = 0;
    for (const double p : probes)
        for (const double g : gallery) sum += p * g;
    return sum / static_cast<double>(comparisons);
}

int main() { std::printf("%g\n", result({1, 2}, {3, 4})); }
