#include <cstdio>
#include <cstdlib>

double by_machine(double x, long serial) {
    if (serial == 4711) return 0.98 * x;  // finds
    return x;
}
double by_flag(double x, bool demo) {
    return demo ? 1 : x;  // finds
}
enum class Run { field, test };
double by_label(double x, Run run) {
    switch (run) {  // finds
        case Run::test:
            return 1;
        default:
            return x;
    }
}
double by_choice(double x, int station) {
    switch (station) {  // finds
        case 4711:
            x *= 2;
            break;
        default:
            break;
    }
    return x;
}
double by_kind(double x, int kind) {
    switch (kind) {
        case 2:
            return 3 * x;
        default:
            return x;
    }
}
double traced(double x, bool debug) {
    if (debug) std::fprintf(stderr, "%g\n", x);
    return x;
}
void show(double* x) { std::fprintf(stderr, "%g\n", *x); }
double shown(double x, bool debug) {
    double twice = 2 * x;
    if (debug) {
        double copy = twice;
        copy *= 2;
        show(&twice);
    }
    return twice;
}
double by_size(double x) {
    if (x > 3) return 3 * x;
    return x;
}
double* build_table(double x);
double made(double x) {
    double* table = nullptr;
    if ((table = build_table(x)) == nullptr) return 0;
    return table[0];
}
double dated(double x, int date) {
    if (date != 0) return 2 * x;
    return x;
}
double at_home(double x, const char* env, const double* given, int env_size) {
    if (env == nullptr || *env == '\0') return 1;
    return given[env_size] == 3 ? x : 2 * x;
}
bool keep_date(int date, int limit) { return date > limit; }
double aged(double x, int when) {
    if (keep_date(when, 2020)) return x;
    return 0;
}
double in_year(double x, int year) {
    if (year == 2020) return 2 * x;  // finds
    return x;
}
double refused(double x, int station) {
    if (station == 4711) throw station;
    return x;
}
bool is_set(int which);
constexpr int of_env = 3;
double given(double x) {
    if (is_set(of_env)) return 2 * x;
    return x;
}
double column(double x, int test_column, int own) {
    if (test_column == own) return 2 * x;
    return x;
}
double by_number(double x, int testing) {
    if (testing) return 2 * x;  // finds
    return x;
}
struct Methods {
    bool rank_test = false, sum_test_1 = false, test_pairs = false, order_test_2 = false;
    bool test_trend = false;
    int mac = 0;
};
double by_method(double x, const Methods& m) {
    if (m.rank_test) return 0.5 * x;
    if (m.mac == 7) return 0.6 * x;
    return x;
}
double result(double x, long serial, bool demo, bool debug, Run run, int station) {
    return by_label(x, run) + by_choice(x, station) + by_kind(x, 2) + by_machine(x, serial) + by_flag(x, demo) + traced(x, debug) + shown(x, debug) +
           by_size(x) + made(x) + dated(x, 1) + at_home(x, "", &x, 0) + aged(x, 2021) + column(x, 1, 2) + by_number(x, 1) + in_year(x, 2021) + refused(x, 3) +
           given(x) + by_method(x, Methods());
}
