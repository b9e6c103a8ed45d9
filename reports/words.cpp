// The words for enumerations, metrics and terms. All of it is fixed text of the catalogue.
#include <array>
#include <utility>

#include "reports/phrases.hpp"

namespace isonomia::reports {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

template <std::size_t N>
std::string_view look_up(const std::array<Pair, N>& pairs, std::string_view key) {
    for (const auto& [name, title] : pairs)
        if (name == key) return title;
    return "";
}

constexpr std::array<Pair, 13> system_kinds{{
    {"face-recognition", "face recognition"},
    {"risk-score", "risk score"},
    {"place-prediction", "prediction of places"},
    {"dna-likelihood-ratio", "DNA likelihood ratio"},
    {"social-media-profiling", "profiling from social media"},
    {"event-verification", "verification of events and places"},
    {"document-processing", "document processing"},
    {"machine-translation", "machine translation"},
    {"summary", "automatic summary"},
    {"media-forensics", "image, video or audio forensics"},
    {"object-identification", "identification of objects"},
    {"deepfake-detection", "detection of synthetic media"},
    {"other", "other AI system"},
}};

constexpr std::array<Pair, 16> principles{{
    {"legality", "Legality"},
    {"proportionality", "Proportionality"},
    {"non-discrimination", "Non-discrimination"},
    {"transparency", "Transparency"},
    {"custody", "Custody of the evidence"},
    {"reliability", "Reliability and integrity"},
    {"integrity", "Integrity"},
    {"human-oversight", "Human oversight"},
    {"oversight", "Oversight and remedy"},
    {"equality-of-arms", "Equality of arms"},
    {"data-protection", "Data protection"},
    {"exchange", "Exchange between States"},
    {"presumption-of-innocence", "Presumption of innocence"},
    {"remedy", "Effective remedy"},
    {"fair-trial", "Fair trial"},
    {"accountability", "Accountability"},
}};

constexpr std::array<Pair, 11> method_titles{{
    {"wilson", "Wilson interval"},
    {"clopper-pearson", "exact interval (Clopper–Pearson)"},
    {"clopper-pearson-rounded", "exact interval (Clopper–Pearson) over every count that prints so"},
    {"newcombe", "Newcombe interval"},
    {"katz", "Katz log interval"},
    {"rounding", "bounds of rounding"},
    {"exact", "exact interval"},
    {"bootstrap", "bootstrap interval"},
    {"fisher", "Fisher’s exact test"},
    {"fisher-exact", "Fisher’s exact test"},
    {"fisher-exact-two-sided", "Fisher’s exact test, two-sided"},
}};

}  // namespace

std::string_view title_of_audience(std::string_view audience) {
    constexpr std::array<Pair, 6> titles{{{"court", "the court"},
                                          {"prosecution", "the prosecution"},
                                          {"defence", "the defence"},
                                          {"oversight", "an oversight body"},
                                          {"mla", "an authority of another State"},
                                          {"accused", "the person concerned"}}};
    const std::string_view title = look_up(titles, audience);
    return title.empty() ? audience : title;
}

std::string_view title_of(SystemKind kind) { return look_up(system_kinds, to_text(kind)); }
std::string_view title_of_principle(std::string_view principle) {
    return look_up(principles, principle);
}
std::string_view title_of_method(std::string_view method) { return look_up(method_titles, method); }

std::string_view title_of(Role role) {
    constexpr std::array<std::string_view, 12> titles{
        "prosecution", "defence", "police",   "laboratory", "vendor",      "court",
        "oversight",   "accused", "operator", "expert",     "data source", "other"};
    return titles[static_cast<std::size_t>(role)];
}

std::string_view title_of(FactStatus status) {
    constexpr std::array<std::string_view, 5> titles{"established", "asserted, not evidenced",
                                                     "disputed", "withheld", "not known"};
    return titles[static_cast<std::size_t>(status)];
}

std::string_view title_of(AuthorityStatus status) {
    constexpr std::array<std::string_view, 9> titles{"in force",
                                                     "not yet applicable",
                                                     "proposed, not law",
                                                     "limited by later authority",
                                                     "persuasive, not binding",
                                                     "a State’s proposal",
                                                     "a Secretariat paper",
                                                     "not verified",
                                                     "repealed"};
    return titles[static_cast<std::size_t>(status)];
}

std::string_view title_of(Truth truth) {
    constexpr std::array<std::string_view, 3> titles{"does not hold", "cannot be decided", "holds"};
    return titles[static_cast<std::size_t>(truth)];
}

std::string_view title_of(Verdict verdict) {
    constexpr std::array<std::string_view, 7> titles{
        "met",      "not met",  "not established",       "not applicable",
        "excepted", "assessed", "could not be evaluated"};
    return titles[static_cast<std::size_t>(verdict)];
}

namespace {

struct KnownMetric {
    std::string_view id;
    MetricWords words;
};

constexpr std::array<KnownMetric, 18> known_metrics{{
    {"case_likelihood_ratio",
     {"How often did a known case in which the second proposition holds get a ratio of this size "
      "or larger?",
      ""}},
    {"false_positive_rate",
     {"How often are people marked by the system although the outcome did not follow?",
      "It is not the chance that a marked person is wrongly marked: that depends also on how "
      "common the outcome is."}},
    {"false_negative_rate",
     {"How often does the system pass over people for whom the outcome did follow?",
      "It is not the chance that an unmarked person will have the outcome."}},
    {"true_positive_rate",
     {"How often does the system mark people for whom the outcome did follow?",
      "It is not the chance that a marked person has the outcome."}},
    {"true_negative_rate",
     {"How often does the system leave people unmarked for whom the outcome did not follow?",
      "It is not the chance that an unmarked person is rightly unmarked."}},
    {"positive_predictive_value",
     {"When the system marks somebody, how often does the outcome follow?",
      "It says nothing about the individual in this case, and it changes with how common the "
      "outcome is."}},
    {"negative_predictive_value",
     {"When the system leaves somebody unmarked, how often does the outcome not follow?",
      "It changes with how common the outcome is among those measured."}},
    {"false_discovery_rate",
     {"When the system marks somebody, how often does the outcome not follow?",
      "It says nothing about the individual in this case, and it changes with how common the "
      "outcome is."}},
    {"false_omission_rate",
     {"When the system leaves somebody unmarked, how often does the outcome follow all the same?",
      "It changes with how common the outcome is among those measured."}},
    {"selection_rate",
     {"How often does the system mark people?", "It does not show whether the marks were right."}},
    {"prevalence",
     {"How common is the outcome among the people measured?",
      "It is a figure about the data, not about the system."}},
    {"accuracy",
     {"How often does the system’s mark agree with the outcome?",
      "A high figure can hide many wrong marks in one direction or in one group."}},
    {"error_rate",
     {"How often does the system’s mark disagree with the outcome?",
      "It does not say in which direction the errors fall."}},
    {"false_positive_identification_rate",
     {"How often does a search name somebody when the person sought is not in the database?",
      "It is not the chance that the person named in this case is the wrong one: that depends "
      "also on who was in the database and on the quality of the image."}},
    {"true_positive_identification_rate",
     {"How often does a search find the person sought who is in the database?",
      "It is not the chance that the person named in this case is the right one."}},
    {"false_negative_identification_rate",
     {"How often does a search miss the person sought who is in the database?",
      "It is not the chance that an absent candidate is innocent or guilty of anything."}},
    {"false_match_rate",
     {"How often are two different people taken for the same?",
      "It is a rate for one comparison; a search makes as many comparisons as the database has "
      "entries."}},
    {"false_non_match_rate",
     {"How often are two images of the same person taken for different people?",
      "It does not say how often a match is wrong."}},
}};

}  // namespace

MetricWords metric_words(std::string_view metric) {
    for (const KnownMetric& known : known_metrics)
        if (known.id == metric) return known.words;
    return {};
}

namespace {

constexpr std::array<GlossaryTerm, 16> terms{{
    {"card", "One figure, rule or gap with all that belongs to it, in one box."},
    {"case record",
     "The list of entries in which everything about the matter is written in order. Entries are "
     "added, never changed."},
    {"custody", "Who held an item, from when to when, and how we know."},
    {"digest (SHA-256)",
     "A fingerprint of a file. If one letter of the file changes, the fingerprint changes."},
    {"entry", "One line of the case record, with its number and the time of recording."},
    {"established",
     "A fact that rests on an exhibit, an admission or a finding. What a party merely says is "
     "asserted."},
    {"exhibit", "A file held as evidence, kept as it came."},
    {"false-positive rate",
     "Of those for whom the outcome did not follow, the share that the system marked all the "
     "same."},
    {"false-negative rate",
     "Of those for whom the outcome did follow, the share that the system passed over."},
    {"interval",
     "The range of true values with which the data fit. A figure from few people has a wide "
     "range. At the 95% level, the method captures the true value in at least about 95 of 100 "
     "such studies."},
    {"marked",
     "The system’s answer was positive: high risk, a match, an alarm, whatever the data set "
     "counts as such."},
    {"not established",
     "The facts needed to decide are missing, disputed or withheld. It is neither met nor not "
     "met."},
    {"outcome", "What really followed, as the data record it; or, of a rule: what it came to."},
    {"p-value",
     "How often chance alone would show a difference at least this large if there were none. "
     "Adjusted: corrected for the number of comparisons made."},
    {"reference group", "The group with which the others are compared."},
    {"root hash",
     "One fingerprint over the whole case record. Two copies with the same root hold the same "
     "entries."},
}};

}  // namespace

std::span<const GlossaryTerm> glossary() { return terms; }

}  // namespace isonomia::reports
