#include <cstddef>
#include <functional>
#include <vector>

constexpr double shown[] = {0, 0.1, 0.4, 0.9};
constexpr double weights[] = {0.1, 0.2, 0.7};

double exchanged(double raw) {
    return shown[static_cast<int>(raw * 3)];  // finds
}
double handed(double raw, const std::function<double(double)>& change) {
    return change(raw);  // finds
}
double weighted(const std::vector<double>& v) {
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) sum += weights[i] * v[i];
    return sum;
}
double least(double low, double high, const std::function<double(double)>& height) {
    double at = low, best = height(low);
    for (double x = low; x < high; x += 1) {
        const double here = height(x);
        if (here < best) at = x;
    }
    return at + best;
}
double result(const std::vector<double>& v, const std::function<double(double)>& change) {
    return exchanged(v[0]) + handed(v[1], change) + weighted(v) + least(v[0], v[1], change);
}
