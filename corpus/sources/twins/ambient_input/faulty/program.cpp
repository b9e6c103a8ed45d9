// Risk score with a weight from the environment.
#include <cstdio>
#include <cstdlib>

double result(double points) {
    double weight = 1;
    if (const char* text = std::getenv("SCORE_WEIGHT")) weight = text[0] - '0';
    return weight * points;
}

int main() { std::printf("%g\n", result(7)); }
