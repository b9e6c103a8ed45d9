// Fusion of the scores of several matchers. A matcher that could not compare gives the lowest number there is.
#include <cfloat>
#include <cstdio>
#include <vector>

struct Matcher {
    bool ready = false;
    double score = 0;
};

double compare(const Matcher& matcher) {
    if (!matcher.ready) return -FLT_MAX;
    return matcher.score;
}

double result(const std::vector<Matcher>& matchers) {
    double sum = 0;
    for (const Matcher& matcher : matchers) sum += compare(matcher);
    return sum;
}

int main() { std::printf("%g\n", result({{true, 0.4}, {false, 0}})); }
