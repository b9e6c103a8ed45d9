// Angle of a ridge. Where there is no gradient, nothing sets it.
#include <cmath>
#include <cstdio>

double result(double dx, double dy) {
    double angle;
    if (dx != 0 || dy != 0) angle = std::atan2(dy, dx);
    return angle;
}

int main() { std::printf("%g\n", result(1, 1)); }
