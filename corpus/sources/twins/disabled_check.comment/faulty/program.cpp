// Breath alcohol from two readings. The test of their agreement is taken out "for now".
#include <cstdio>

double result(double first, double second) {
    // temporary, for now: readings that differ too much are accepted
    // if (first - second > 0.02 || second - first > 0.02) return fail("readings differ");
    return first < second ? first : second;
}

int main() { std::printf("%g\n", result(0.05, 0.09)); }
