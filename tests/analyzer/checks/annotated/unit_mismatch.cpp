#include <cmath>

double area(double width_mm) { return width_mm * width_mm; }
double turn(double angle_rad) { return std::sin(angle_rad); }
double result(double size_inches, double angle_deg, double width_mm, double delay_ms) {
    double sum = area(size_inches);  // finds
    sum += turn(angle_deg);  // finds
    sum += area(width_mm);
    sum += turn(angle_deg * 3.14159 / 180);
    const double delay_seconds = delay_ms / 1000;
    return sum + delay_seconds;
}
