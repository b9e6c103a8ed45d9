// Decision on a match; its limit is given in one place.
#include <cstdio>

struct Settings {
    double match_threshold = 0.48;
};

double result(double score, const Settings& settings) { return score >= settings.match_threshold ? 1 : 0; }

int main() { std::printf("%g\n", result(0.49, Settings{})); }
