#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>
#include <stdexcept>
#include <vector>

double gathered(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) {
        if (x < 0) {
            std::fprintf(stderr, "left out\n");
            continue;  // finds
        }
        sum += std::min(x, 10.0);  // finds
    }
    return sum;
}
double shortened(std::vector<double> v) {
    v.pop_back();  // finds
    double low = std::numeric_limits<double>::max();
    for (const double x : v)
        if (x < low) low = x;
    return low;
}
double given(const std::optional<double>& x) {
    return x.value_or(1);  // finds
}
double attempted(double x) {
    try {
        if (x < 0) throw std::domain_error("negative");
        return std::sqrt(x);
    } catch (const std::domain_error&) {  // finds
        throw std::runtime_error("no root");
    }
}
double replaced(double x) {
    double age = x;
    try {
        age = attempted(x);
    } catch (const std::runtime_error&) {  // finds
        age = 25;  // finds
    }
    return age;
}
double plain(double x) { return 2 * x; }
double result(const std::vector<double>& v, const std::optional<double>& x) {
    return gathered(v) + shortened(v) + given(x) + attempted(v[0]) + replaced(v[0]) + plain(v[0]);
}
