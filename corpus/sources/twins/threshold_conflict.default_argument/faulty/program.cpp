// Decision on a match; each function has a limit of its own where none is given.
#include <cstdio>

bool is_candidate(double score, double limit = 0.4) { return score > limit; }
bool is_match(double score, double limit = 0.6) { return score > limit; }

double result(double score) {
    if (is_match(score)) return 2;
    return is_candidate(score) ? 1 : 0;
}

int main() { std::printf("%g\n", result(0.5)); }
