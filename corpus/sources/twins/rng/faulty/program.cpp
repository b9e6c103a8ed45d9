// Likelihood ratio by sampling, from a generator without a seed.
#include <cstdio>
#include <random>

double result(double mean, int draws) {
    std::mt19937 generator;
    std::normal_distribution<double> noise(mean, 1);
    double sum = 0;
    for (int i = 0; i < draws; ++i) sum += noise(generator);
    return sum / draws;
}

int main() { std::printf("%g\n", result(2, 100)); }
