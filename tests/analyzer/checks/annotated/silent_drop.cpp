#include <algorithm>
#include <cstdio>
#include <vector>

double erased(std::vector<double> v) {
    for (auto at = v.begin(); at != v.end();) {
        if (*at > 3)
            at = v.erase(at);  // finds
        else
            ++at;
    }
    double sum = 0;
    for (const double x : v)
        sum += x;
    return sum;
}
double skipped(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) {
        if (x < 0.1) continue;  // finds
        sum += x;
    }
    return sum;
}
double filtered(std::vector<double> v) {
    std::erase_if(v, [](double x) { return x > 3; });  // finds
    double sum = 0;
    for (const double x : v)
        sum += x;
    return sum;
}
double told(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) {
        if (x < 0.1) {
            std::fprintf(stderr, "left out: %g\n", x);
            continue;
        }
        sum += x;
    }
    return sum;
}
double itself(const std::vector<double>& v, std::size_t own) {
    double sum = 0;
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (i == own) continue;
        sum += v[i];
    }
    return sum;
}
double last_of(const std::vector<double>& v) {
    double last = 0;
    for (const double x : v) {
        if (x < 0.1) continue;
        last = x;
    }
    return last;
}
int steps(const std::vector<double>& v) {
    int at = 0;
    for (int i = 0; i < 9; i += 1) {
        if (v[0] < i) continue;
        i += 2;
    }
    return at;
}
double inside(const std::vector<double>& v, int columns) {
    double sum = 0;
    for (int x = 0; x < columns; ++x)
        for (int step = -1; step < 2; step += 2) {
            const int beside = x + step;
            if (beside < 0 || beside >= columns) continue;
            sum += v[static_cast<std::size_t>(beside)];
        }
    return sum;
}
struct Peak {
    double size = 0, height = 0;
};
double pairs(const std::vector<Peak>& v) {
    double sum = 0;
    for (const Peak& one : v)
        for (const Peak& other : v) {
            const double behind = other.size;
            if (behind < one.size) continue;
            sum += one.height * other.height;
        }
    return sum;
}
double stutter(const std::vector<Peak>& v) {
    double sum = 0;
    for (const Peak& one : v)
        for (const Peak& other : v) {
            if (other.height < 0.15 * one.height) continue;  // finds
            sum += other.height;
        }
    return sum;
}
double popped(std::vector<double> v) {
    double sum = 0;
    while (!v.empty()) {
        const double last = v.back();
        if (last > 7) {
            sum += v.back();
            v.pop_back();
        }
        v.resize(v.size() - 1);
    }
    return sum;
}
double result(const std::vector<double>& v, const std::vector<Peak>& peaks) {
    return erased(v) + skipped(v) + filtered(v) + told(v) + itself(v, 0) + last_of(v) + steps(v) +
           inside(v, 3) + pairs(peaks) + stutter(peaks) + popped(v);
}
