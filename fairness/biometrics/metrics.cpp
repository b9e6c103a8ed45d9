// What the figures of comparisons between people are called and mean, in the terms of ISO/IEC
// 19795-1 and -10.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

const char* const iso = "ISO/IEC 19795-1:2021";
const char* const iso10 = "ISO/IEC 19795-10:2024";

Metric figure(const char* id, const char* title, const char* question, const char* formula,
              const char* citation, const char* limits, const char* unit) {
    return {id, title, question, formula, citation, limits, unit, InputKind::scores, nullptr};
}

std::vector<Metric> of_comparisons() {
    return {
        figure(
            "equal_error_rate", "Equal error rate (EER)",
            "Where both kinds of error are equally frequent, how frequent are they?",
            "(FMR + FNMR) / 2 at the threshold where |FMR - FNMR| is least, the lowest of several",
            iso, "No system is run at this threshold; it ranks algorithms, not uses.",
            "proportion"),
        figure("det_curve", "DET curve", "How do false matches trade against false non-matches?",
               "FNMR against FMR, at every score", iso,
               "Points carry no intervals; people occur in several comparisons.", "proportion"),
        figure("cmc_curve", "Cumulative match characteristic (CMC)",
               "In what share of searches is the right person among the first r candidates?",
               "searches whose best mate has rank at most r / searches with a mate", iso,
               "It speaks of people who are on the list. It says nothing about people who are not, "
               "and falls as the list grows.",
               "proportion"),
        figure("cross_group_false_match_rate", "False match rate within and across groups",
               "Between people of which groups do false matches occur?",
               "false matches / comparisons of different people, per pair of groups", iso10,
               "Cells without an interval rest on too few people.", "proportion"),
    };
}

std::vector<Metric> of_disparity() {
    const char* const one_threshold =
        "It holds for one threshold. It sums up many groups in one number and so hides which group "
        "bears the errors.";
    return {
        figure("garbe", "Gini aggregation rate of biometric equity (GARBE)",
               "How unequally are errors spread over the groups: 0 equally?",
               "a Gini(FMR) + (1 - a) Gini(FNMR), a = 0.5, Gini with factor n / (n - 1)",
               "Howard et al., ICPR 2022 workshops", one_threshold, "proportion"),
        figure("fairness_discrepancy_rate", "Fairness discrepancy rate",
               "How far are the groups' error rates apart: 1 not at all?",
               "1 - (a max |FMR gap| + (1 - a) max |FNMR gap|), a = 0.5",
               "de Freitas Pereira and Marcel, IEEE T-BIOM 4 (2022) 19-29",
               "A gap of FMR between 0.0001 and 0.001 hardly moves it, although one group is "
               "wrongly matched ten times as often.",
               "proportion"),
        figure("inequity_rate", "Inequity rate",
               "How many times worse is the worst group than the best?",
               "(max FMR / min FMR)^a (max FNMR / min FNMR)^(1 - a), a = 0.5",
               "Grother, NIST IR 8429 (draft), 2022", one_threshold, "ratio"),
        figure("false_match_rate_max_over_mean", "FMR: worst group over geometric mean",
               "How many times the typical group's false match rate is the worst group's?",
               "max FMR / geometric mean of the groups' FMR", "Grother, NIST IR 8429 (draft), 2022",
               one_threshold, "ratio"),
        figure("false_non_match_rate_max_over_mean", "FNMR: worst group over geometric mean",
               "How many times the typical group's false non-match rate is the worst group's?",
               "max FNMR / geometric mean of the groups' FNMR",
               "Grother, NIST IR 8429 (draft), 2022", one_threshold, "ratio"),
    };
}

std::vector<Metric> of_this_case() {
    return {
        figure(
            "case_score_false_match_rate", "False match rate at the score of this case",
            "How often do different people score at least as alike as in this case?",
            "comparisons of different people at or above the case's score / all of them", iso,
            "It is not the chance that this match is wrong: that also depends on how many people "
            "were compared and on everything else that is known.",
            "proportion"),
        figure("case_score_false_non_match_rate", "False non-match rate at the score of this case",
               "How often does the same person score less alike than in this case?",
               "comparisons of the same person below the case's score / all of them", iso,
               "A common score among same-person comparisons does not make it rare among others.",
               "proportion"),
        figure(
            "case_score_false_match_in_gallery", "Chance of a false match in the list searched",
            "If the person is not on the list, how likely is it that somebody reaches this score?",
            "1 - (1 - FMR at the case's score)^N, N people on the list", iso,
            "It takes comparisons with the people on the list to be independent and like those "
            "of the test. One probe that resembles many makes them dependent; lists of look-alike "
            "people (relatives, one group) make it larger.",
            "proportion"),
    };
}

}  // namespace

const std::vector<Metric>& comparison_metrics() {
    static const std::vector<Metric> list = [] {
        std::vector<Metric> all = of_comparisons();
        for (auto& part : {of_disparity(), of_this_case()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return list;
}

}  // namespace isonomia::fairness
