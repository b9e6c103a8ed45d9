// Breath alcohol from a reading of 12 bits, of which 4 are kept.
#include <cstdio>

double result(int reading) {
    const double volts = reading / 256;
    return 0.02 * volts;
}

int main() { std::printf("%g\n", result(0x7ff)); }
