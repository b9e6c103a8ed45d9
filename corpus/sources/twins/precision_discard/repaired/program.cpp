// Breath alcohol from a reading of 12 bits, all of which are kept.
#include <cstdio>

double result(int reading) {
    const double volts = static_cast<double>(reading) / 256.0;
    return 0.02 * volts;
}

int main() { std::printf("%g\n", result(0x7ff)); }
