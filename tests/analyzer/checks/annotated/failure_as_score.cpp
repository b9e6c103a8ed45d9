#include <optional>
#include <stdexcept>
#include <vector>

double measured(const std::vector<double>& v) {
    if (v.empty()) return 0;  // finds
    return v[0];
}
double by_flag(bool valid, double x) {
    if (!valid) {
        return -1;  // finds
    }
    return 2 * x;
}
// The caller asks for the value that stands for a failure.
double asked(const std::vector<double>& v) {
    if (v.empty()) return -1;
    return v[0];
}
double asks(const std::vector<double>& v) {
    const double x = asked(v);
    if (x < 0) throw std::invalid_argument("nothing measured");
    return x;
}
std::optional<double> honest(const std::vector<double>& v) {
    if (v.empty()) return std::nullopt;
    return v[0];
}
double of_optional(const std::vector<double>& v) {
    const std::optional<double> first = honest(v);
    if (!first) return 0.0;  // finds
    return *first;
}
double of_nullopt(const std::vector<double>& v) {
    const std::optional<double> first = honest(v);
    if (first == std::nullopt) return 0.0;  // finds
    return *first;
}
double is_refused(const std::vector<double>& v) {
    const std::optional<double> first = honest(v);
    if (!first) throw std::invalid_argument("nothing measured");
    return *first;
}
double refuses(const std::vector<double>& v) {
    if (v.empty()) throw std::invalid_argument("nothing measured");
    return v[0];
}
// A rule of the computation, not a failure.
double step(double x) {
    if (x < 3) return 0;
    return x - 3;
}
double in_band(int band) {
    if (band < 0 || band >= 4) return 0.0;  // finds
    return 0.5 * band;
}
double of_both(int band, int other) {
    if (band < 0 || other >= 4) return 0.0;
    return 0.5 * band;
}
double refused(int band) {
    if (band < 0 || band >= 4) throw std::out_of_range("band");
    return 0.5 * band;
}
double result(const std::vector<double>& v, bool ok) {
    return of_optional(v) + of_nullopt(v) + is_refused(v) + in_band(2) + of_both(2, 3) + refused(2) + measured(v) + by_flag(ok, 1) + asks(v) + honest(v).value() + refuses(v) + step(2);
}
