// A measured length from text, read as the locale of the machine would have it.
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <string>

double result(const std::string& text) {
    const double length = std::strtod(text.c_str(), nullptr);
    return 2 * length;
}

int main() {
    std::setlocale(LC_ALL, "");
    std::printf("%g\n", result("1.75"));
}
