#include <algorithm>
#include <climits>
#include <cstdio>
#include <vector>

constexpr double top = 99;

double smallest(double x) {
    return std::min(x, top);  // finds
}
double set(double x) {
    if (x > 30) x = 30;  // finds
    return x;
}
double resized(std::vector<double> v) {
    if (v.size() > 150) v.resize(150);  // finds
    double sum = 0;
    for (const double x : v) sum += x;
    return sum;
}
double of_two(double x, double y) { return std::min(x, y); }
double told(double x) {
    if (x > 30) {
        std::fprintf(stderr, "cut at 30\n");
        x = 30;
    }
    return x;
}
double stepped(double x) {
    if (x > 30) x = 10;
    return x;
}
double at(const std::vector<double>& v, int i) {
    if (i < 0) i = 0;
    return v[i];
}
double runs(const std::vector<int>& v) {
    double sum = 0;
    int same = 0;
    for (std::size_t i = 1; i < v.size(); ++i) {
        if (v[i] != v[i - 1]) {
            same = 0;
        } else if (++same >= 3) {
            same = 3;  // finds
            continue;
        }
        sum += v[i];
    }
    return sum;
}
double fitted(unsigned long x) {
    if (x > INT_MAX) x = INT_MAX;
    return static_cast<double>(x);
}
double some(int n) {
    if (n < 4) n = 4;
    return 1.0 / n;
}
double at_most(int n) {
    if (4 < n) n = 4;  // finds
    return 1.0 / n;
}
double not_below_nothing(double x) {
    if (x < 0) x = 0;
    return x;
}
double not_nothing(double x) {
    if (x < 1e-30) x = 1e-30;
    return 1 / x;
}
double twice(double x, double y) {
    if (x > 8) x = 8;  // finds
    if (y > 7) y = 7;  // the same question
    return x + y;
}
double result(double x, const std::vector<double>& v) {
    return smallest(x) + set(x) + resized(v) + of_two(x, 2 * x) + told(x) + stepped(x) + at(v, 3) + runs({}) + fitted(3) + some(3) + at_most(3) + not_below_nothing(x) + not_nothing(x) + twice(x, x);
}
