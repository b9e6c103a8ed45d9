// What the figures of areas are called and mean.
#include "fairness/areas/metrics.hpp"

namespace isonomia::fairness {

namespace {

constexpr const char* ecological =
    " Where people live is not where they are stopped: it speaks of residents, and of stops only "
    "as far as they were of residents.";

Metric of_areas(const char* id, const char* title, const char* question, const char* formula,
                const char* citation, std::string limits, const char* unit) {
    Metric metric;
    metric.id = id;
    metric.title = title;
    metric.question = question;
    metric.formula = formula;
    metric.citation = citation;
    metric.limits = std::move(limits);
    metric.unit = unit;
    metric.input = InputKind::scores;
    return metric;
}

}  // namespace

std::vector<Metric> area_metrics() {
    const char* const lum = "Lum and Isaac, Significance 13 (2016) 14-19";
    const char* const knowles =
        "Knowles, Persico and Todd, Journal of Political Economy 109 (2001) 203-229, for hit rates";
    const char* const ensign = "Ensign et al., FAT* 2018, PMLR 81, 160-171";
    const std::string not_crime =
        "More exposure may answer more crime, or more recording of it; the figure does not say "
        "which.";
    const std::string margins =
        "Equal hit rates can hide unequal treatment where people differ in more than one way (the "
        "problem of infra-marginality); unequal ones do not say why.";
    return {
        of_areas("area_exposure", "Exposure of residents",
                 "How much exposure does an average resident of this population live with?",
                 "sum of p e / P over sum of p, over areas and periods", lum,
                 not_crime + ecological, "exposure per resident"),
        of_areas("area_exposure_ratio", "Exposure of residents: ratio",
                 "How many times the exposure of the first population is it?",
                 "exposure of the population / exposure of the first population", lum,
                 not_crime + ecological, "ratio"),
        of_areas("area_hit_rate", "Hit rate where residents live",
                 "Of the stops where this population lives, what share found something?",
                 "sum of h p / P over sum of s p / P, over areas and periods", knowles,
                 margins + ecological, "proportion"),
        of_areas("area_hit_rate_ratio", "Hit rate where residents live: ratio",
                 "How many times that of the first population is it?",
                 "hit rate of the population / hit rate of the first population", knowles,
                 margins + ecological, "ratio"),
        of_areas("exposure_by_area", "Exposure by area", "How much exposure per resident?", "e / P",
                 lum, not_crime, "exposure per resident"),
        of_areas("hit_rate_by_area", "Hit rate by area",
                 "Of the stops in each area, what share found something?", "h / s", knowles,
                 margins, "proportion"),
        of_areas(
            "feedback_correlation", "Feedback: does finding draw exposure?",
            "Do areas in which more was found get a larger share of the exposure next time?",
            "partial rank correlation of hits and later exposure, given the exposure before, "
            "within "
            "pairs of consecutive periods",
            ensign,
            "It shows that exposure follows what was found, not that the finding came from the "
            "exposure. No correlation found is not the absence of a loop; a loop can also be "
            "at rest.",
            "rank correlation"),
    };
}

}  // namespace isonomia::fairness
