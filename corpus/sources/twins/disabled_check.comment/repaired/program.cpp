// Breath alcohol from two readings, which must agree.
#include <cstdio>
#include <stdexcept>

double result(double first, double second, double agreement) {
    if (first - second > agreement || second - first > agreement) throw std::runtime_error("the readings differ");
    return first < second ? first : second;
}

int main() { std::printf("%g\n", result(0.05, 0.06, 0.02)); }
