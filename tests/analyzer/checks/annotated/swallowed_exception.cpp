#include <cstdio>
#include <stdexcept>
#include <string>

double number(const std::string& s) {
    if (s.empty()) throw std::invalid_argument("empty");
    return static_cast<double>(s.size());
}
double silent(const std::string& s) {
    double x = 1;
    try {
        x = number(s);
    } catch (...) {  // finds
    }
    return x;
}
double defaulted(const std::string& s) {
    try {
        return number(s);
    } catch (const std::exception&) {  // finds
        return 0;
    }
}
double told(const std::string& s) {
    double x = 1;
    try {
        x = number(s);
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "%s\n", problem.what());
    }
    return x;
}
double passed_on(const std::string& s) {
    try {
        return number(s);
    } catch (const std::exception&) {
        throw std::runtime_error("no number");
    }
}
double result(const std::string& s) { return silent(s) + defaulted(s) + told(s) + passed_on(s); }
