// Age of a record in the score, at a time that is part of the input.
#include <cstdio>

double result(double points, long recorded, long at) {
    const long age = at - recorded;
    return points - 1e-9 * static_cast<double>(age);
}

int main() { std::printf("%g\n", result(7, 0, 1000)); }
