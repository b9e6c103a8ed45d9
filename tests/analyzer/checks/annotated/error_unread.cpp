#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

bool step(double& x, int& status) {
    if (x < 0) status = 1;
    x += 1;
    return status == 0;
}
double unread(double x) {
    int status = 0;
    step(x, status);  // finds
    return x;
}
double kept_unread(double x) {
    int status = 0;
    const bool ok = step(x, status);  // finds
    return status == 0 ? x : 0;
}
double asked(double x) {
    int status = 0;
    step(x, status);
    if (status != 0) throw 1;
    return x;
}
double by_return(double x) {
    int status = 0;
    if (!step(x, status)) throw 1;
    return x + status;
}
void count(int& used, double& x);
double not_a_status(double x) {
    int used = 0;
    count(used, x);
    return x;
}
double from_text(const char* text) {
    const int weight = std::atoi(text);  // finds
    return 2.0 * weight;
}
double two_from_text(const char* text, const char* other) {
    const int weight = std::atoi(text);  // the same question as in from_text
    const double share = std::atof(other);
    return weight * share;
}
double from_digits(const char* text) {
    if (std::isdigit(text[0]) == 0) throw std::invalid_argument(text);
    return std::atoi(text);
}
double from_tested(const char* text) {
    const int weight = std::atoi(text);
    if (weight <= 0) throw std::invalid_argument(text);
    return weight;
}
double scanned(const char* text) {
    double weight = 1;
    std::sscanf(text, "%lf", &weight);  // finds
    return weight;
}
double scanned_and_asked(const char* text) {
    double weight = 1;
    if (std::sscanf(text, "%lf", &weight) != 1) throw std::invalid_argument(text);
    return weight;
}
double result(double x, const char* text) {
    return from_text(text) + two_from_text(text, text) + from_digits(text) + from_tested(text) + scanned(text) + scanned_and_asked(text) + unread(x) + kept_unread(x) + asked(x) + by_return(x) + not_a_status(x);
}
