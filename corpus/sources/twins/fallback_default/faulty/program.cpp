// Probability of a profile in a population. An allele that is not in the table has a frequency all the same.
#include <cstdio>
#include <map>
#include <string>
#include <vector>

using Frequencies = std::map<std::string, double>;

double frequency(const Frequencies& table, const std::string& allele) {
    const auto found = table.find(allele);
    if (found == table.end()) return 0.02;
    return found->second;
}

double result(const Frequencies& table, const std::vector<std::string>& profile) {
    double probability = 1;
    for (const std::string& allele : profile) probability *= frequency(table, allele);
    return probability;
}

int main() { std::printf("%g\n", result({{"12", 0.1}}, {"12", "13.2"})); }
