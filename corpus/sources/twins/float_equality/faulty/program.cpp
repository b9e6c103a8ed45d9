// Rank of a candidate among the others; those that score the same share a rank.
#include <cstdio>
#include <vector>

double result(const std::vector<double>& scores, double own) {
    double rank = 1;
    for (const double score : scores) {
        if (score == own) continue;
        if (score > own) rank += 1;
    }
    return rank;
}

int main() { std::printf("%g\n", result({0.3, 0.7}, 0.1 + 0.2)); }
