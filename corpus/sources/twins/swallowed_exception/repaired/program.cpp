// Points of a record. A line that cannot be read ends the computation with its number.
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
    std::size_t number = 0;
    for (const std::string& line : lines) {
        ++number;
        try {
            points += points_of(line);
        } catch (const std::exception&) {
            throw std::runtime_error("line " + std::to_string(number) + " cannot be read");
        }
    }
    return points;
}

int main() { std::printf("%g\n", result({"burglary", "theft"})); }
