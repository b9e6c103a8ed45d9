// Similarity as a percentage. What is computed above or below is set to the end of the scale.
#include <algorithm>
#include <cstdio>

double result(double raw, double mean, double deviation) {
    const double scaled = 50 + 15 * (raw - mean) / deviation;
    return std::clamp(scaled, 0.0, 100.0);
}

int main() { std::printf("%g\n", result(9, 1, 2)); }
