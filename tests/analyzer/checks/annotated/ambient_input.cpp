#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

double from_environment(double x) {
    if (std::getenv("FAST") != nullptr) return 2 * x;  // finds
    return x;
}
double by_the_clock(double x) {
    const auto now = std::chrono::system_clock::now();  // finds
    return now.time_since_epoch().count() % 2 == 0 ? x : 0;
}
double by_locale(const std::string& text) {
    return std::stod(text);  // finds
}
double whole_number(const char* text) {
    int n = 0;
    std::sscanf(text, "%*s %3d", &n);
    return n;
}
double fraction(const char* text) {
    double x = 0;
    std::sscanf(text, "%d%% %lf", &x);  // the same question as by_locale's
    return x;
}
double printed_only(double x) {
    if (std::getenv("VERBOSE") != nullptr) std::fprintf(stderr, "%g\n", x);
    return x;
}
double by_processors(double x) {
    return x / std::thread::hardware_concurrency();  // finds
}
double timed(double x) {
    const auto begin = std::chrono::steady_clock::now();
    const double y = 2 * x;
    const auto spent = std::chrono::steady_clock::now() - begin;
    std::fprintf(stderr, "%ld\n", static_cast<long>(spent.count()));
    return y;
}
double result(double x, const std::string& text) {
    return from_environment(x) + by_the_clock(x) + by_locale(text) + by_processors(x) + timed(x) +
           whole_number(text.c_str()) + fraction(text.c_str()) + printed_only(x);
}
