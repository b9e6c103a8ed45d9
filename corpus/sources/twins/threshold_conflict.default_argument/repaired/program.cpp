// Decision on a match; both limits come from whoever asks.
#include <cstdio>

bool is_above(double score, double limit) { return score > limit; }

double result(double score, double candidate, double match) {
    if (is_above(score, match)) return 2;
    return is_above(score, candidate) ? 1 : 0;
}

int main() { std::printf("%g with 0.4 and 0.6\n", result(0.5, 0.4, 0.6)); }
