// A measured length from text, read in the same way everywhere.
#include <charconv>
#include <clocale>
#include <cstdio>
#include <stdexcept>
#include <string>

double result(const std::string& text) {
    double length = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), length);
    if (read.ec != std::errc()) throw std::invalid_argument("not a length: " + text);
    return 2 * length;
}

int main() {
    std::setlocale(LC_ALL, "");
    std::printf("%g\n", result("1.75"));
}
