// Sum of similarities by two threads, each with a sum of its own, added in a fixed order.
#include <cstdio>
#include <thread>
#include <vector>

double result(const std::vector<double>& values) {
    const std::size_t half = values.size() / 2;
    double lower = 0;
    double upper = 0;
    std::thread first([&values, half, &lower] {
        double part = 0;
        for (std::size_t i = 0; i < half; ++i) part += values[i];
        lower = part;
    });
    std::thread second([&values, half, &upper] {
        double part = 0;
        for (std::size_t i = half; i < values.size(); ++i) part += values[i];
        upper = part;
    });
    first.join();
    second.join();
    return lower + upper;
}

int main() { std::printf("%g\n", result({1, 2, 3, 4})); }
