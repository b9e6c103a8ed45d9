// Points of a record. Lines that cannot be read are passed over.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

double points_of(const std::string& line) {
    if (line.empty()) throw std::invalid_argument("an empty line");
    return static_cast<double>(line.size());
}

double result(const std::vector<std::string>& lines) {
    double points = 0;
    for (const std::string& line : lines) {
        try {
            points += points_of(line);
        } catch (const std::exception&) {
        }
    }
    return points;
}

int main() { std::printf("%g\n", result({"burglary", ""})); }
