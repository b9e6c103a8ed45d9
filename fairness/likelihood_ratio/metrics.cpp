// What the figures of likelihood ratios are called and mean.
#include "fairness/metric.hpp"

namespace isonomia::fairness {

namespace {

const char* const of_the_set =
    "It speaks of the set as a whole, under its conditions; it does not show how good one "
    "likelihood ratio is, nor what the evidence is worth in a case unlike those of the set.";

std::vector<Metric> costs() {
    return {
        {"cllr", "Log-likelihood-ratio cost (Cllr)",
         "How good are the likelihood ratios: 0 perfect, 1 no better than saying nothing?",
         "(mean over H1 of log2(1 + 1/LR) + mean over H2 of log2(1 + LR)) / 2",
         "Brümmer and du Preez, Computer Speech and Language 20 (2006) 230-275", of_the_set, "bits",
         InputKind::scores, nullptr},
        {"cllr_min", "Cllr after recalibration (Cllr-min)",
         "How good could they be if only their order is kept?",
         "Cllr of the likelihood ratios after isotonic regression, equal ones pooled first",
         "Brümmer and du Preez, Computer Speech and Language 20 (2006) 230-275",
         "It is fitted to the same data, so it flatters small sets. It shows how well the ratios "
         "rank, not whether their size can be believed.",
         "bits", InputKind::scores, nullptr},
        {"cllr_calibration_loss", "Loss through calibration (Cllr-cal)",
         "How much is lost because the ratios are too large or too small?", "Cllr - Cllr-min",
         "Brümmer and du Preez, Computer Speech and Language 20 (2006) 230-275",
         "It is never negative, and above 0 in small sets even for perfectly calibrated ratios.",
         "bits", InputKind::scores, nullptr},
        {"dev_pav", "Distance from calibration (devPAV)",
         "By what power of ten are the ratios off, on average over their range?",
         "area between the recalibrated log10 LR and the diagonal, divided by the range",
         "Vergeer et al., Forensic Science International 321 (2021) 110722",
         "It looks only at the range where both propositions occur.", "log10 LR", InputKind::scores,
         nullptr},
    };
}

std::vector<Metric> bounds() {
    const char* const elub = "Vergeer et al., Science and Justice 56 (2016) 482-491";
    const char* const iv =
        "Alberink et al., A transparent method to determine limit values for likelihood ratio "
        "systems, 2025, as implemented in LiR";
    const char* const limit =
        "A ratio inside the bounds is not thereby right: the bounds say how far the data carry.";
    return {
        {"empirical_lower_bound", "Empirical lower bound (ELUB)",
         "Below which likelihood ratio does the set of data no longer carry the claim?",
         "lowest t with normalised Bayes error below 1, one misleading ratio added on each side",
         elub, limit, "log10 LR", InputKind::scores, nullptr},
        {"empirical_upper_bound", "Empirical upper bound (ELUB)",
         "Above which likelihood ratio does the set of data no longer carry the claim?",
         "highest t with normalised Bayes error below 1, one misleading ratio added on each side",
         elub, limit, "log10 LR", InputKind::scores, nullptr},
        {"invariance_lower_bound", "Lower bound by invariance (IV)",
         "Below which likelihood ratio do the data no longer bear out the ratios?",
         "last t with P(LR < t | H1) / P(LR < t | H2) at most t", iv, limit, "log10 LR",
         InputKind::scores, nullptr},
        {"invariance_upper_bound", "Upper bound by invariance (IV)",
         "Above which likelihood ratio do the data no longer bear out the ratios?",
         "last t with P(LR >= t | H1) / P(LR >= t | H2) at least t", iv, limit, "log10 LR",
         InputKind::scores, nullptr},
    };
}

std::vector<Metric> rates_and_curves() {
    const char* const royall = "Royall, JASA 95 (2000) 760-768";
    const char* const not_size = "It does not show how large the misleading ratios were.";
    return {
        {"misleading_evidence_h1", "Misleading evidence against a true first proposition",
         "Where the first proposition is true, how often did the ratio speak against it?",
         "ratios below 1 under H1 / ratios under H1", royall, not_size, "proportion",
         InputKind::scores, nullptr},
        {"misleading_evidence_h2", "Misleading evidence for a false first proposition",
         "Where the second proposition is true, how often did the ratio speak for the first?",
         "ratios above 1 under H2 / ratios under H2", royall, not_size, "proportion",
         InputKind::scores, nullptr},
        {"tippett_curve", "Tippett curve",
         "Under each proposition, what share of the ratios is at least so large?",
         "share of ratios at or above x, under H1 and under H2",
         "Evett and Buckleton, Advances in Forensic Haemogenetics 6 (1996) 79-86",
         "The curves show how often, not for whom.", "proportion", InputKind::scores, nullptr},
        {"empirical_cross_entropy", "Empirical cross-entropy",
         "How much uncertainty is left, for each prior, as given, recalibrated, and without?",
         "P(H1) mean log2(1 + 1/(LR O)) + P(H2) mean log2(1 + LR O), O the prior odds",
         "Ramos et al., Journal of Forensic Sciences 58 (2013) 1503-1518",
         "The prior is the court's, not the program's; the curve takes no side on it.", "bits",
         InputKind::scores, nullptr},
        {"case_likelihood_ratio", "The likelihood ratio of this case among the known ones",
         "How often did a ratio this large or larger occur under each proposition?",
         "ratios of the set at or above the case's own / ratios of the set, under H2",
         "Evett and Buckleton, Advances in Forensic Haemogenetics 6 (1996) 79-86",
         "It is not the probability that a proposition is true, nor an error rate of this case.",
         "proportion", InputKind::scores, nullptr},
    };
}

}  // namespace

const std::vector<Metric>& likelihood_ratio_metrics() {
    static const std::vector<Metric> list = [] {
        std::vector<Metric> all = costs();
        for (auto& part : {bounds(), rates_and_curves()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return list;
}

}  // namespace isonomia::fairness
