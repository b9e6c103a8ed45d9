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
struct Weights {
    int weight_count = 0;  // none yet
    double weight_label[2] = {};
    double min_share = 0;  // finds
};
void label(Weights& w) {
    w.weight_count = 2;
    w.weight_label[0] = 1;
    w.weight_label[1] = -1;
    w.min_share = 0.25;
}
struct Coarse {
    double threshold = 0.1;
};
struct Fine {
    double threshold = 0.01;
};
struct Passes {
    double pass1_min = 0.1;
    double pass2_min = 0.2;
};
struct Own {
    double cutoff = 0.2;  // finds
};
void lower(Own& own) { own.cutoff = 0.3; }
struct Sets {
    int rows_min = -1;
};
void narrow(Sets& sets) { sets.rows_min = 4; }
double result(double x, bool s) {
    Options options;
    if (s) strict(options);
    wider(options);
    Weights w;
    label(w);
    Own own;
    lower(own);
    Sets sets;
    narrow(sets);
    return (x > options.match_limit ? 1 : 0) + (x > quality_min ? 1 : 0) +
           (in_panel(x) ? options.weight : 0) + options.rows + ranges[s].max_height + w.weight_count * w.weight_label[s] + (x > w.min_share ? 1 : 0) +
           (x > Coarse{}.threshold ? 1 : 0) + (x > Fine{}.threshold ? 1 : 0) + (x > own.cutoff ? 1 : 0) +
           (x > Passes{}.pass1_min + Passes{}.pass2_min ? 1 : 0) + (x > sets.rows_min ? 1 : 0);
}
