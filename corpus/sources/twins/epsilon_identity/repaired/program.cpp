// Number of alleles that two profiles share, by their names.
#include <cstdio>
#include <string>
#include <vector>

double result(const std::vector<std::string>& suspect, const std::vector<std::string>& trace) {
    double shared = 0;
    for (const std::string& a : suspect)
        for (const std::string& b : trace)
            if (a == b) shared += 1;
    return shared;
}

int main() { std::printf("%g\n", result({"9.3", "12"}, {"9.3", "14"})); }
