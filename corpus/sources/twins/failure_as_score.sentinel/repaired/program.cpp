// Fusion of the scores of several matchers. A matcher that could not compare is counted as such.
#include <cstdio>
#include <stdexcept>
#include <vector>

struct Matcher {
    bool ready = false;
    double score = 0;
};

double compare(const Matcher& matcher) {
    if (!matcher.ready) throw std::runtime_error("a matcher could not compare");
    return matcher.score;
}

double result(const std::vector<Matcher>& matchers) {
    double sum = 0;
    for (const Matcher& matcher : matchers) sum += compare(matcher);
    return sum;
}

int main() { std::printf("%g\n", result({{true, 0.4}, {true, 0.3}})); }
