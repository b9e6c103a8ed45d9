constexpr double quality_min = 0.3;

struct Options {
    double match_limit = 0.5;  // finds
    double weight = 1;
    int rows = 3;
};
bool in_panel(double x) {
    const double limit_of_panel = 0.7;
    return x > limit_of_panel;
}
void strict(Options& options) { options.match_limit = 0.9; }
void wider(Options& options) { options.rows = 4; }
struct Range {
    double max_height;
    double width;
};
constexpr Range ranges[] = {{1, 2}, {3, 4}};
double result(double x, bool s) {
    Options options;
    if (s) strict(options);
    wider(options);
    return (x > options.match_limit ? 1 : 0) + (x > quality_min ? 1 : 0) +
           (in_panel(x) ? options.weight : 0) + options.rows + ranges[s].max_height;
}
