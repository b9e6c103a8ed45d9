#include <cstdio>
#include <initializer_list>

bool equal(double a, double b) {
    return a == b;  // finds
}
double unless(double a) {
    if (a != 0.3) return a;  // finds
    return 1;
}
double guarded(double a, double b) { return b == 0 ? 0 : a / b; }
bool known(double a) { return a == a; }
bool whole(long a, long b) { return a == b; }
constexpr double unknown = -1.5;
double best_of(double a, double b) {
    double best = unknown;
    for (const double x : {a, b})
        if (best == unknown || x > best) best = x;
    return best;
}
double never_set(double a) {
    if (a == unknown) return 1;  // finds
    return a;
}
double noted(double a, double b) {
    if (a == b * 3) std::fputs("three times\n", stderr);
    return a;
}
double ranked(double a, double b) {
    double rank = 1;
    for (int i = 0; i < 3; ++i) {
        if (a == b + i) continue;  // finds
        rank += 1;
    }
    return rank;
}
double settled(double x) {
    double last = 0, sum = 1;
    for (int i = 1; sum != last; ++i) {
        last = sum;
        sum += x / (i * i);
    }
    return sum;
}
double tied(double a, double b) {
    double best = a, ties = 0;
    for (int i = 1; i < 9; ++i) {
        const double next = b / i;
        if (next == best) ties += 1;  // finds
        if (next > best) best = next;
    }
    return ties;
}
#define LOG_ZERO (-2e20)
double added(double x, double y) { return x == LOG_ZERO ? y : x + y; }
double slope(double a, double b, double y) {
    if (a == b) return y;
    return y / (b - a);
}
double spared(double x, double power) { return power == 1.0 ? x : x * power; }
double half(double a) { return a == 0.5 ? 1 : a; }
double minimum(double a, double b) {
    double w = a, x = b;
    for (int i = 0; i < 9; ++i) {
        if (w == x) x += b;
        w = x;
        x -= a;
    }
    return w;
}
double result(double a, double b) {
    return (equal(a, b) ? 1 : 0) + unless(a) + guarded(a, b) + (known(a) ? 1 : 0) + (whole(1, 2) ? 1 : 0) +
           best_of(a, b) + never_set(a) + noted(a, b) + ranked(a, b) + settled(a) + added(a, b) + tied(a, b) + slope(a, b, 3) + spared(a, b) + half(a) + minimum(a, b);
}
