// What the figures of scores are called and mean.
#include "fairness/areas/metrics.hpp"

namespace isonomia::fairness {

namespace {

std::vector<Metric> of_ranking() {
    const char* const delong = "DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988) 837-845";
    return {
        {"auc", "Area under the ROC curve (AUC)",
         "How often does someone with the outcome score higher than someone without it?",
         "(pairs ranked rightly + half of the tied pairs) / pairs", delong,
         "It does not depend on a threshold, so it does not show who is flagged at the one in use; "
         "equal areas can go with very unequal error rates.",
         "proportion", InputKind::scores, nullptr},
        {"auc_difference", "AUC: difference",
         "By how much does the ranking work better in this group than in the reference group?",
         "AUC of the group - AUC of the reference group", delong,
         "An area compares people within a group. Scores that are shifted for a whole group leave "
         "it unchanged.",
         "points", InputKind::scores, nullptr},
        {"roc_curve", "ROC curve", "At each threshold, which share of each kind is flagged?",
         "true-positive rate against false-positive rate, at every score", delong,
         "Points of two groups at the same place need not have the same threshold.", "proportion",
         InputKind::scores, nullptr},
        {"score_distribution", "Distribution of scores",
         "How are the scores spread among those with and without the outcome?",
         "rows per score, with and without the outcome", "counts of the rows",
         "It does not show why the scores differ.", "rows", InputKind::scores, nullptr},
        {"kolmogorov_smirnov", "Largest gap between two distributions of scores",
         "How far apart are the scores of this group and of the reference group at most?",
         "largest |F(group) - F(reference)| over all scores",
         "Hodges, Arkiv för Matematik 3 (1958) 469-486",
         "A gap may reflect a real difference between the people; a small one may sit at the very "
         "threshold in use.",
         "proportion", InputKind::scores, nullptr},
    };
}

std::vector<Metric> of_thresholds() {
    const char* const band =
        "Massart, Annals of Probability 18 (1990) 1269-1283 (band of Dvoretzky, Kiefer, Wolfowitz)";
    const char* const limit =
        "The band holds at all thresholds at once, so it is wide. It does not choose a threshold.";
    const auto sweep = [&](const char* id, const char* title, const char* question,
                           const char* formula) {
        return Metric{id,    title,        question,          formula, band,
                      limit, "proportion", InputKind::scores, nullptr};
    };
    return {
        sweep("true_positive_rate_by_threshold", "True-positive rate at every threshold",
              "Of those with the outcome, what share is flagged, at each threshold?",
              "share of scores at or above t, among those with the outcome"),
        sweep("false_positive_rate_by_threshold", "False-positive rate at every threshold",
              "Of those without the outcome, what share is flagged, at each threshold?",
              "share of scores at or above t, among those without the outcome"),
        sweep("selection_rate_by_threshold", "Selection rate at every threshold",
              "What share is flagged, at each threshold?", "share of scores at or above t"),
        sweep("true_positive_rate_gap_by_threshold",
              "True-positive rate at every threshold: difference",
              "At which thresholds does the rate differ from that of the reference group?",
              "rate of the group - rate of the reference group, at every t"),
        sweep("false_positive_rate_gap_by_threshold",
              "False-positive rate at every threshold: difference",
              "At which thresholds does the rate differ from that of the reference group?",
              "rate of the group - rate of the reference group, at every t"),
        sweep("selection_rate_gap_by_threshold", "Selection rate at every threshold: difference",
              "At which thresholds does the rate differ from that of the reference group?",
              "rate of the group - rate of the reference group, at every t"),
    };
}

std::vector<Metric> of_calibration() {
    const char* const cox = "Cox, Biometrika 45 (1958) 562-565";
    const char* const brier =
        "Brier, Monthly Weather Review 78 (1950) 1-3; Murphy, Journal of Applied Meteorology 12 "
        "(1973) 595-600";
    const char* const recorded =
        "It is only as good as the recorded outcome. Calibration in a group as a whole says "
        "nothing about one person, and does not make error rates equal.";
    return {
        {"reliability_diagram", "Reliability diagram",
         "Of those with a given score, what share had the outcome?",
         "share with the outcome per bin of scores, beside the mean score of the bin",
         "Murphy, Journal of Applied Meteorology 12 (1973) 595-600", recorded, "proportion",
         InputKind::scores, nullptr},
        {"expected_calibration_error", "Expected calibration error",
         "How far are the scores from the shares that came true, on average?",
         "sum over bins of share of rows x |mean score - share with the outcome|",
         "Naeini, Cooper and Hauskrecht, AAAI 2015, 2901-2907",
         "It depends on the bins and is above 0 by chance alone; errors in opposite directions "
         "within a bin cancel.",
         "proportion", InputKind::scores, nullptr},
        {"brier_score", "Brier score",
         "What is the mean squared distance between score and outcome?",
         "mean of (score - outcome)²", brier,
         "It mixes calibration, ranking and how common the outcome is: groups with different base "
         "rates cannot be compared by it alone.",
         "squared proportion", InputKind::scores, nullptr},
        {"brier_decomposition", "Brier score: its parts",
         "How much of it is calibration, how much ranking, how much the base rate?",
         "reliability - resolution + uncertainty, exactly, over the distinct scores", brier,
         "With many distinct scores, reliability and resolution are both overstated by chance.",
         "squared proportion", InputKind::scores, nullptr},
        {"calibration_in_the_large", "Calibration in the large",
         "Are the risks too low (above 0) or too high (below 0) as a whole?",
         "intercept of logit P(outcome) = a + logit(score)", cox, recorded, "log odds",
         InputKind::scores, nullptr},
        {"calibration_slope", "Calibration slope",
         "Are the risks too extreme (below 1) or too timid (above 1)?",
         "slope of logit P(outcome) = a + b logit(score)", cox, recorded, "ratio",
         InputKind::scores, nullptr},
        {"hosmer_lemeshow", "Hosmer-Lemeshow test",
         "Could misses this large have come about if every score were right?",
         "sum over bins of (observed - expected)² / (n m (1 - m))",
         "Hosmer and Lemeshow, Communications in Statistics A 9 (1980) 1043-1069",
         "With many rows it finds trifles, with few it finds nothing; it depends on the bins.",
         "chi-square", InputKind::scores, nullptr},
    };
}

std::vector<Metric> of_drift() {
    const char* const page = "Page, Biometrika 41 (1954) 100-115";
    const char* const why =
        "It shows that something moved, not why: the people, the recording, or the system. No "
        "drift found is not the absence of drift; a system can also be wrong from the start.";
    const auto sums = [&](const char* id, const char* title, const char* question) {
        return Metric{
            id,
            title,
            question,
            "up = max(0, up + z - 1/2), down = max(0, down - z - 1/2), z the rate of the period "
            "against the baseline in standard deviations",
            page,
            why,
            "standard deviations",
            InputKind::scores,
            nullptr};
    };
    return {
        {"population_stability_index", "Population stability index",
         "How far are the scores of this period from those of the baseline?",
         "sum over bins of (p - q) ln(p / q), p = (count + 1/2) / (n + bins / 2)",
         "Kullback, Information Theory and Statistics (1959); half unit: Haldane, Annals of Human "
         "Genetics 20 (1956) 309-311",
         why, "nats", InputKind::scores, nullptr},
        {"score_drift", "Largest gap between the scores of two periods",
         "How far apart are the scores of this period and of the baseline at most?",
         "largest |F(period) - F(baseline)| over all scores",
         "Hodges, Arkiv för Matematik 3 (1958) 469-486", why, "proportion", InputKind::scores,
         nullptr},
        sums("outcome_rate_cusum", "Prevalence: cumulative sums over time",
             "Has the share of people with the outcome moved away from the baseline?"),
        sums("selection_rate_cusum", "Selection rate: cumulative sums over time",
             "Has the share of people who are flagged moved away from the baseline?"),
        sums("true_positive_rate_cusum", "True-positive rate: cumulative sums over time",
             "Has the share flagged among those with the outcome moved away from the baseline?"),
        sums("false_positive_rate_cusum", "False-positive rate: cumulative sums over time",
             "Has the share flagged among those without the outcome moved away from the baseline?"),
    };
}

}  // namespace

const std::vector<Metric>& score_metrics() {
    static const std::vector<Metric> list = [] {
        std::vector<Metric> all = of_ranking();
        for (auto& part : {of_thresholds(), of_calibration(), of_drift(), area_metrics()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return list;
}

}  // namespace isonomia::fairness
