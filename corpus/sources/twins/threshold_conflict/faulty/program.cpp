// Decision on a match; its limit is given in two places.
#include <cstdio>

struct Settings {
    double match_threshold = 0.48;
};

void use_defaults(Settings& settings) { settings.match_threshold = 0.5; }

double result(double score, bool defaults) {
    Settings settings;
    if (defaults) use_defaults(settings);
    return score >= settings.match_threshold ? 1 : 0;
}

int main() { std::printf("%g\n", result(0.49, true)); }
