// Weight of evidence over all loci, in the order of their names.
#include <cstdio>
#include <map>
#include <string>

double result(const std::map<std::string, double>& loci) {
    double weight = 0;
    for (const auto& [name, value] : loci) weight += value;
    return weight;
}

int main() { std::printf("%.17g\n", result({{"TH01", 0.1}, {"FGA", 0.2}, {"vWA", 0.3}})); }
