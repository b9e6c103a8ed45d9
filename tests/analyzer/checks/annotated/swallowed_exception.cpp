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
double twice(const std::string& s) {
    double x = 1;
    try {
        x = number(s);
    } catch (const std::invalid_argument&) {  // finds
    } catch (const std::exception&) {  // the same question
    }
    return x;
}
double marked(const std::string& s) {
    double x = 1;
    bool failed = false;
    try {
        x = number(s);
    } catch (const std::exception&) {
        failed = true;
    }
    if (failed) throw std::runtime_error("no number");
    return x;
}
double marked_in_vain(const std::string& s) {
    double x = 1;
    bool failed = false;
    try {
        x = number(s);
    } catch (const std::exception&) {  // finds
        failed = true;
    }
    return failed ? 2 : x;
}
std::exception_ptr kept;
double handed_on(const std::string& s) {
    double x = 1;
    try {
        x = number(s);
    } catch (const std::exception&) {
        kept = std::current_exception();
    }
    return x;
}
double result(const std::string& s) { return silent(s) + defaulted(s) + told(s) + passed_on(s) + twice(s) + marked(s) + marked_in_vain(s) + handed_on(s); }
