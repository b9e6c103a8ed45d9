// Distance between two marks, from an image.
#include <cstdio>

double ridge_width(double distance_mm) { return distance_mm / 0.48; }

double result(double distance_pixels) { return ridge_width(distance_pixels); }

int main() { std::printf("%g\n", result(96)); }
