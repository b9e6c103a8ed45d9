#include <cmath>
#include <limits>
#include <stdexcept>

double plain(double x) {
    if (std::isnan(x)) x = 0;  // finds
    return x;
}
double returned(double x) {
    if (!std::isfinite(x)) return 1;  // finds
    return x;
}
double by_itself(double x) {
    return x != x ? 0.5 : x;  // finds
}
double stays(double x) { return std::isnan(x) ? std::numeric_limits<double>::quiet_NaN() : 2 * x; }
double refuses(double x) {
    if (std::isnan(x)) throw std::domain_error("not a number");
    return x;
}
double counted(double x, int& unknown) {
    if (std::isnan(x)) {
        ++unknown;
        throw std::domain_error("not a number");
    }
    return x;
}
double result(double x) {
    int unknown = 0;
    return plain(x) + returned(x) + by_itself(x) + stays(x) + refuses(x) + counted(x, unknown);
}
