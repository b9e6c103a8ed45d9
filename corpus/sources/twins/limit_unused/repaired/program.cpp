// Breath alcohol from a table by the reading of the sensor; a reading beyond the table is an error.
#include <cstdio>
#include <stdexcept>

constexpr int table_end = 7;
constexpr double table[] = {0, 0.01, 0.02, 0.04, 0.07, 0.11, 0.16, 0.22};

double result(int reading) {
    const int position = reading / 128;
    if (position < 0 || position > table_end) throw std::out_of_range("the reading is beyond the table");
    return table[position];
}

int main() { std::printf("%g\n", result(700)); }
