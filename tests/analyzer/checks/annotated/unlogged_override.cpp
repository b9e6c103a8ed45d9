#include <cstdio>

class Meter {
public:
    void set_offset(double x) { offset_ = x; }  // finds
    void adjust_gain(double x) {
        std::fprintf(stderr, "gain %g\n", x);
        gain_ = x;
    }
    void set_bias(double x) { bias_ = x; }
    void print_settings() const { std::printf("bias %g\n", bias_); }
    void set_label(int x) { label_ = x; }
    void set_table(const double* x) { table_ = x; }
    void update_mean(double x) { mean_ = x; }
    double read(double x) const { return gain_ * x + offset_ + bias_ + *table_ + mean_; }

private:
    double offset_ = 0, gain_ = 1, bias_ = 0, mean_ = 0;
    int label_ = 0;
    const double* table_ = nullptr;
};
struct Best {
    double most = 0;
};
void update_most(Best& best, double x) {
    if (x > best.most) best.most = x;
}
double result(Meter& meter, double x) {
    meter.set_offset(1);
    meter.adjust_gain(2);
    meter.set_bias(3);
    meter.update_mean(x / 2);
    meter.set_label(4);
    meter.set_table(&x);
    meter.print_settings();
    Best best;
    update_most(best, x);
    return meter.read(x) + best.most;
}
