// Distance between two marks, from an image of known resolution.
#include <cstdio>

double ridge_width(double distance_mm) { return distance_mm / 0.48; }

double result(double distance_pixels, double pixels_per_mm) {
    const double distance_mm = distance_pixels / pixels_per_mm;
    return ridge_width(distance_mm);
}

int main() { std::printf("%g\n", result(96, 20)); }
