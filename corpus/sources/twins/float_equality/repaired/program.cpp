// Rank of a candidate among the others, by scores in whole thousandths.
#include <cstdio>
#include <vector>

double result(const std::vector<long>& scores, long own) {
    double rank = 1;
    for (const long score : scores)
        if (score > own) rank += 1;
    return rank;
}

int main() { std::printf("%g\n", result({300, 700}, 300)); }
