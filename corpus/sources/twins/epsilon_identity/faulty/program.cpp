// Number of alleles that two profiles share; alleles that differ by little count as shared.
#include <cmath>
#include <cstdio>
#include <vector>

double result(const std::vector<double>& suspect, const std::vector<double>& trace) {
    double shared = 0;
    for (const double a : suspect)
        for (const double b : trace)
            if (std::fabs(a - b) < 0.0001) shared += 1;
    return shared;
}

int main() { std::printf("%g\n", result({9.3, 12}, {9.30005, 14})); }
