#include <vector>

double halved(const std::vector<double>& v) {
    double mean = v[0];
    for (const double x : v) mean = (mean + x) / 2;  // finds
    return mean;
}
double by_half(const std::vector<double>& v) {
    double mean = v[0];
    for (const double x : v) mean += 0.5 * (x - mean);  // finds
    return mean;
}
double true_mean(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) sum += x;
    return sum / static_cast<double>(v.size());
}
double middle(double a, double b) { return (a + b) / 2; }
double search(double low, double high) {
    while (high - low > 1e-3) {
        const double mid = (low + high) / 2;
        if (mid * mid > 2)
            high = mid;
        else
            low = mid;
    }
    return low;
}
double middles(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) {
        double at = x;
        at = (at + v[0]) / 2;
        sum += at;
    }
    return sum;
}
int halving(int step) {
    while (step > 1) step = (step + 1) / 2;
    return step;
}
double towards(double low, double high) {
    while (high - low > 1) low = (low + high) / 2;
    return low;
}
double result(const std::vector<double>& v) {
    return halved(v) + by_half(v) + true_mean(v) + middle(v[0], v[1]) + search(1, 2) + middles(v) +
           halving(9) + towards(1, 9);
}
