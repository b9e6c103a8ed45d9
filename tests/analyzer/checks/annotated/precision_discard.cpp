#include <cmath>
#include <cstddef>
#include <vector>

double whole(int a, int b) {
    return a / b;  // finds
}
double shifted(int a) {
    return 0.5 * (a >> 4);  // finds
}
double cut(double x) {
    const double y = static_cast<int>(x);  // finds
    return y;
}
double coarse(double x) {
    const float y = static_cast<float>(x);  // finds
    return y;
}
double coarse_too(double x) {
    const float y = static_cast<float>(x * 2);  // the same question as coarse's
    return y;
}
double rounded(double x) {
    const double y = static_cast<int>(std::floor(x));
    return y;
}
double exact(int a, int b) { return static_cast<double>(a) / b; }
double middle(const std::vector<double>& v) { return v[v.size() / 2]; }
int bins(int a) { return a / 10; }
double position(const std::vector<double>& v, double x) { return v[static_cast<std::size_t>(x)]; }
double upper_field(unsigned long packed) {
    const double high = packed >> 32;
    return high;
}
double result(int a, int b, double x, const std::vector<double>& v) {
    return whole(a, b) + shifted(a) + cut(x) + coarse(x) + exact(a, b) + middle(v) + bins(a) + position(v, x) + coarse_too(x) + rounded(x) + upper_field(9);
}
