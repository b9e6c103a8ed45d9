// Similarity on an open scale: what is computed is what is given.
#include <cstdio>

double result(double raw, double mean, double deviation) { return 50 + 15 * (raw - mean) / deviation; }

int main() { std::printf("%g\n", result(9, 1, 2)); }
