// Mean of the readings of a breath test.
#include <cstddef>
#include <vector>

double result(const std::vector<double>& readings) {
    double mean = readings[0];
    for (std::size_t i = 1; i < readings.size(); ++i) mean = (mean + readings[i]) / 2;
    return mean;
}

int main() { return result({0.04, 0.05, 0.09}) > 0.05 ? 1 : 0; }
