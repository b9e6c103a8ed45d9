#include <cmath>

bool same(double a, double b) {
    return std::fabs(a - b) < 1e-4;  // finds
}
double different(double a, double b) {
    if (std::abs(a - b) >= 0.5) return a;  // finds
    return b;
}
bool within(double a, double b, double tolerance) { return std::fabs(a - b) < tolerance; }
double root(double x) {
    double guess = x;
    for (int i = 0; i < 50; ++i) {
        const double next = (guess + x / guess) / 2;
        if (std::fabs(next - guess) < 1e-12) break;
        guess = next;
    }
    return guess;
}
bool small(double x) { return std::fabs(x) < 1e-9; }
bool rounded(double a, double b) { return std::fabs(a - b) < 1e-15; }
double result(double a, double b) {
    return (same(a, b) ? 1 : 0) + different(a, b) + (within(a, b, a / 100) ? 1 : 0) + root(a) + (small(b) ? 1 : 0) + (rounded(a, b) ? 1 : 0);
}
