// Angle of a ridge, or nothing where there is no gradient.
#include <cmath>
#include <cstdio>
#include <optional>

std::optional<double> result(double dx, double dy) {
    double angle;
    if (dx == 0 && dy == 0) return std::nullopt;
    angle = std::atan2(dy, dx);
    return angle;
}

int main() { std::puts(result(1, 1) ? "an angle" : "no angle"); }
