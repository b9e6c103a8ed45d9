// Sum of similarities by two threads that add to the same variable.
#include <cstdio>
#include <thread>
#include <vector>

double result(const std::vector<double>& values) {
    double sum = 0;
    const std::size_t half = values.size() / 2;
    std::thread first([&] {
        for (std::size_t i = 0; i < half; ++i) sum += values[i];
    });
    std::thread second([&] {
        for (std::size_t i = half; i < values.size(); ++i) sum += values[i];
    });
    first.join();
    second.join();
    return sum;
}

int main() { std::printf("%g\n", result({1, 2, 3, 4})); }
