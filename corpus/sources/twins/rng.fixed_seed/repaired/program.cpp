// Training of a matcher on all data.
#include <cstdio>
#include <vector>

double result(const std::vector<double>& data) {
    double sum = 0;
    for (const double value : data) sum += value;
    return sum;
}

int main() { std::printf("%g\n", result({1, 2, 3})); }
