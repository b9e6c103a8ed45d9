// Weight of evidence over all loci, in the order of an unordered map.
#include <cstdio>
#include <string>
#include <unordered_map>

double result(const std::unordered_map<std::string, double>& loci) {
    double weight = 0;
    for (const auto& [name, value] : loci) weight += value;
    return weight;
}

int main() { std::printf("%.17g\n", result({{"TH01", 0.1}, {"FGA", 0.2}, {"vWA", 0.3}})); }
