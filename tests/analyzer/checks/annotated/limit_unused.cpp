#include <cstddef>
#include <vector>

constexpr int levels_max = 3;
constexpr double levels[] = {1, 2, 4, 8};

double unbounded(int i) {
    return levels[i + 1];  // finds
}
enum Channel { red, green };
double named() { return levels[green]; }
double past(const std::vector<double>& v) {
    double sum = 0;
    for (std::size_t i = 0; i <= v.size(); ++i)
        sum += v[i];  // finds
    return sum;
}
double bounded(int i) { return i >= 0 && i < 4 ? levels[i] : 0.0; }
double within(const std::vector<double>& v) {
    double sum = 0;
    for (std::size_t i = 0; i < v.size(); ++i)
        sum += v[i];
    return sum;
}
double first() { return levels[0]; }
double result(const std::vector<double>& v, int i) {
    return named() + unbounded(i) + past(v) + bounded(i) + within(v) + first();
}
