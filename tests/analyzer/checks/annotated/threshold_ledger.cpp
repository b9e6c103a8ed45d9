constexpr double limit = 0.64;  // finds
#define WEIGHT 0.25  // finds
double scaled(double x, double factor = 0.5) {  // finds
    return x * factor;
}
double result(double x) {
    const int unused = 12345;
    static_cast<void>(unused);
    double y = x;
    if (scaled(x) > limit) y -= WEIGHT;
    return y * 3;  // finds
}
