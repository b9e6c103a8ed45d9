#include "reports/explanation.hpp"

#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "reports/language.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

Measurement probe_measurement() {
    Measurement m;
    m.id = "band-1/probe";
    m.metric = "probe";
    m.title = "Does the band hold?";
    m.unit = "share of tries";
    m.n = 100;
    m.missing = 2;
    m.partial = true;
    m.value = 0.0;
    m.interval = Interval{0, 0.057, 0.95, "clopper-pearson"};
    m.parameters = {{"claim", "'score' stays at least 5"},
                    {"claim_reason", "The band begins at 5."},
                    {"found", "0"},
                    {"own_holds", "true"},
                    {"neighbourhood", "'age' from -2 to 2 of what it was (Whole years.)"},
                    {"probes_on_this_record", "1"},
                    {"isolation", "bubblewrap: no network"}};
    m.not_shown = "That the result was right.";
    return m;
}

// A probe that found nothing, one that found something, relations, answers that vary.
void add_probes(tests::CaseBuilder& b) {
    b.add(b.file.measurements, probe_measurement());
    Measurement found = probe_measurement();
    found.id = "band-2/probe";
    found.value.reset();
    found.interval.reset();
    found.undefined_reason = "a grid is no sample";
    found.parameters["found"] = "7";
    found.parameters["own_holds"] = "false";
    found.exhibits = {"E1"};
    b.add(b.file.measurements, found);
    Measurement examples;
    examples.id = "band-2/probe_counterexamples";
    examples.metric = "probe_counterexamples";
    examples.form = ResultForm::series;
    examples.series = {{"'age' 29 to 30", 1.0, 4.0, {}, {}, {}}};
    examples.parameters = {{"query-01", R"({"age":30})"}, {"answer-01", R"({"score":4})"}};
    b.add(b.file.measurements, examples);
    Measurement relations;
    relations.id = "band-2/probe_relations";
    relations.metric = "probe_relations";
    relations.form = ResultForm::series;
    relations.series = {{"a larger 'age' never lowers it", {}, 0.0, {}, {}, 8},
                        {"the order of 'names' plays no part", {}, 3.0, {}, {}, 8},
                        {"untested", {}, 0.0, {}, {}, 0}};
    relations.parameters = {{"reason-01", "Law."}, {"example-02", "b before a"}};
    b.add(b.file.measurements, relations);
    for (const std::uint64_t differing : {0U, 2U}) {
        Measurement variation;
        variation.id = differing == 0 ? "band-1/answer_variation" : "lost/answer_variation";
        variation.metric = "answer_variation";
        variation.value = 0.0;
        variation.numerator = differing;
        variation.denominator = 3;
        b.add(b.file.measurements, variation);
    }
}

void add_explanations(tests::CaseBuilder& b) {
    Measurement change;
    change.id = "points/counterfactual";
    change.metric = "counterfactual";
    change.title = "What would have changed the result";
    change.form = ResultForm::series;
    change.series = {{"priors: 5 to 2", 5.0, 2.0, {}, {}, {}}};
    change.parameters = {
        {"certificate", "minimal"}, {"goal", "below 7"}, {"left_missing", "income, rent"}};
    b.add(b.file.measurements, change);
    Measurement swap;
    swap.id = "points/attribute_swap";
    swap.metric = "attribute_swap";
    swap.title = "Changing one attribute alone";
    swap.form = ResultForm::series;
    swap.series = {{"race", {}, 1.0, {}, {}, 40}, {"sex", {}, 0.0, {}, {}, 0}};
    swap.parameters = {
        {"to:race", "white"}, {"changed:race", "9"}, {"share:race", "0.225"}, {"tried:sex", "2"}};
    b.add(b.file.measurements, swap);
    Measurement likeness;
    likeness.id = "points/case_likeness";
    likeness.metric = "case_likeness";
    likeness.title = "Is this case like those?";
    likeness.value = 0.02;
    likeness.n = 500;
    likeness.parameters = {
        {"extrapolation", "true"}, {"outside", "age"}, {"cases_within_radius", "0"}};
    b.add(b.file.measurements, likeness);
    Measurement strength;
    strength.id = "points/proxy_strength/race";
    strength.metric = "proxy_strength";
    strength.title = "What each feature says about 'race'";
    strength.form = ResultForm::series;
    strength.unit = "bits";
    strength.series = {{"priors", {}, 0.2, 0.1, 0.3, 500}};
    b.add(b.file.measurements, strength);
}

CaseFile probed_case() {
    tests::CaseBuilder b;
    b.file = tests::compas_case();
    add_probes(b);
    add_explanations(b);
    return b.file;
}

std::string html_of(const CaseFile& file, Audience audience) {
    ReportOptions options;
    options.audience = audience;
    const auto document = assemble(file, options);
    if (!document) FAIL(document.error().message);
    return (*find_format("html"))->render(*document).value();
}

}  // namespace

TEST_CASE("a record without probes has no section about them; empty measurements break nothing") {
    CHECK(html_of(tests::compas_case(), Audience::court).find("Attempts to break") ==
          std::string::npos);
    tests::CaseBuilder b;
    for (const char* metric :
         {"probe", "probe_counterexamples", "probe_relations", "answer_variation", "counterfactual",
          "attribute_swap", "case_likeness", "proxy_swap"}) {
        Measurement m;
        m.id = std::string(metric) + "-alone/" + metric;
        m.metric = metric;
        m.undefined_reason = "nothing was answered";
        b.add(b.file.measurements, m);
        m.id += "-series";
        m.form = ResultForm::series;
        b.add(b.file.measurements, m);
    }
    CHECK(html_of(b.file, Audience::defence).find("nothing was answered") != std::string::npos);
}

TEST_CASE("answers that vary in an explanation are no probe that was not completed") {
    tests::CaseBuilder b;
    b.file = tests::compas_case();
    Measurement score;
    score.id = "row-1-3/recomputed_score";
    score.metric = "recomputed_score";
    score.value = 5;
    b.add(b.file.measurements, score);
    Measurement variation;
    variation.id = "row-1-3/answer_variation";
    variation.metric = "answer_variation";
    variation.title = "Queries that were answered in more than one way";
    variation.value = 1;
    variation.numerator = variation.denominator = 1;
    b.add(b.file.measurements, variation);
    const std::string html = html_of(b.file, Audience::defence);
    CHECK(html.find("The same question is answered in more than one way") != std::string::npos);
    CHECK(html.find("Queries that were answered in more than one way") != std::string::npos);
    CHECK(html.find("A probe that was not completed") == std::string::npos);
}

TEST_CASE("of many bars the longest are drawn, wherever they stand") {
    tests::CaseBuilder b;
    b.file = tests::compas_case();
    Measurement m;
    m.id = "row-1/shapley_attribution";
    m.metric = "shapley_attribution";
    m.title = "What each feature added to the result";
    m.unit = "points";
    m.form = ResultForm::series;
    for (int f = 1; f <= 60; ++f)
        m.series.push_back({"feature-" + std::to_string(f), {}, f == 60 ? -9.0 : 0.1, {}, {}, {}});
    b.add(b.file.measurements, m);
    const std::string html = html_of(b.file, Audience::defence);
    const auto mentions = [&](const std::string& name) {
        std::size_t count = 0;
        for (auto at = html.find(name); at != std::string::npos; at = html.find(name, at + 1))
            ++count;
        return count;
    };
    CHECK(mentions("feature-60") > mentions("feature-59"));  // both are in the table
}

TEST_CASE("a probe reads as found or not found, in how many tries, and what that is worth") {
    const std::string html = html_of(probed_case(), Audience::court);
    for (const char* words : {"Attempts to break the result",
                              "Not found",
                              "none of",
                              "98",
                              "independent sample of fixed size",
                              "5.7%",
                              "evidence only as far as",
                              "Partial",
                              "7",
                              "The smallest change that does",
                              "29 to 30",
                              "no bound on how often",
                              "a grid is no sample",
                              "The claim fails for the input as it was",
                              "failed in",
                              "b before a",
                              "not tested",
                              "A probe that was not completed",
                              "answered in more than one way",
                              "bubblewrap: no network"}) {
        INFO(words);
        CHECK(html.find(words) != std::string::npos);
    }
}

TEST_CASE("an explanation reads as sentences, and only attributions are drawn as bars") {
    const std::string html = html_of(probed_case(), Audience::defence);
    for (const char* words :
         {"The result would have been", "priors: 5 to 2", "No smaller change does it",
          "Missing values were left as they are", "income, rent",
          "changes the result for this person", "does not change the result for this person",
          "is not like those that the system was validated on", "Outside every validated case"}) {
        INFO(words);
        CHECK(html.find(words) != std::string::npos);
    }
    const std::string plain = html_of(probed_case(), Audience::accused);
    CHECK(plain.find("priors: 5 to 2") != std::string::npos);
}

TEST_CASE("French has words for probes and explanations") {
    const Catalogue french = find_language("fr").value();
    ReportOptions options;
    options.catalogue = french;
    const auto document = assemble(probed_case(), options);
    REQUIRE(document);
    const std::string html = (*find_format("html"))->render(*document).value();
    for (const char* english :
         {"Attempts to break", "What that is worth", "The claim", "Not found", "Nothing found",
          "The smallest change", "Relations that must", "held in", "with this change",
          "No smaller change", "Missing values", "comparison persons it", "validated case",
          "Chosen from"}) {
        INFO(english);
        CHECK(html.find(english) == std::string::npos);
    }
}
