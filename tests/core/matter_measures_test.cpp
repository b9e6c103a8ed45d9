// What a data set asks to have measured.
#include "tests/catch.hpp"
#include "tests/core/matter_support.hpp"

using namespace isonomia;
using namespace isonomia::tests;

namespace {

std::string counts_with(const std::string& attributes, const std::string& children) {
    return matter_with("<datasets><dataset id=\"d\" title=\"T\" form=\"counts\" " + attributes +
                       ">" + children +
                       "<count true-positives=\"1\" false-positives=\"2\" true-negatives=\"3\" "
                       "false-negatives=\"4\"/></dataset></datasets>");
}

}  // namespace

TEST_CASE("without <measure> nothing is asked for by name") {
    const auto matter = read_text(counts_with("", ""));
    REQUIRE(matter.has_value());
    const Dataset& dataset = matter->datasets.at(0);
    CHECK(dataset.measures.empty());
    CHECK(dataset.replicates == 10'000);
    CHECK_FALSE(dataset.seed.has_value());
    CHECK_FALSE(dataset.truth_sensitivity.has_value());
}

TEST_CASE("measures, replicates and errors of the ground truth are read, by the grammar too") {
    const std::string text = counts_with(
        "replicates=\"2000\" truth-sensitivity=\"0.9\" truth-specificity=\"1\" "
        "group-label-error=\"0.05\"",
        "<measure metric=\"rates\"/><measure metric=\"equalized_odds\"/>");
    CHECK(grammar_accepts(text));
    const auto matter = read_text(text);
    REQUIRE(matter.has_value());
    const Dataset& dataset = matter->datasets.at(0);
    CHECK(dataset.measures == std::vector<std::string>{"rates", "equalized_odds"});
    CHECK(dataset.replicates == 2'000);
    CHECK(dataset.truth_sensitivity == 0.9);
    CHECK(dataset.truth_specificity == 1);
    CHECK(dataset.group_label_error == 0.05);
}

TEST_CASE("values without a meaning are refused, by the grammar too") {
    for (const char* bad :
         {"replicates=\"999\"", "replicates=\"1000001\"", "replicates=\"x\"",
          "truth-sensitivity=\"0.5\"", "truth-specificity=\"1.01\"", "truth-specificity=\"nan\"",
          "group-label-error=\"0\"", "group-label-error=\"0.5\"", "group-label-error=\"nan\""}) {
        INFO(bad);
        CHECK_FALSE(read_text(counts_with(bad, "")).has_value());
        CHECK_FALSE(grammar_accepts(counts_with(bad, "")));
    }
    CHECK_FALSE(read_text(counts_with("", "<measure/>")).has_value());
    CHECK_FALSE(grammar_accepts(counts_with("", "<measure/>")));
    CHECK_FALSE(read_text(counts_with("", "<measure metric=\"no such\"/>")).has_value());
}
