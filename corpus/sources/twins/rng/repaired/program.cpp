// Likelihood ratio by sampling; the seed comes from whoever runs the program, and is printed.
#include <cstdio>
#include <random>

double result(double mean, int draws, unsigned seed) {
    std::mt19937 generator(seed);
    std::normal_distribution<double> noise(mean, 1);
    double sum = 0;
    for (int i = 0; i < draws; ++i) sum += noise(generator);
    return sum / draws;
}

int main() { std::printf("seed 42: %g\n", result(2, 100, 42)); }
