// Risk score with a weight that is part of the input.
#include <cstdio>

double result(double points, double weight) { return weight * points; }

int main() { std::printf("%g with weight 1\n", result(7, 1)); }
