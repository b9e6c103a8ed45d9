// Behind no figure is anything missing in silence: there is a worst and best case, or the reason
// why there is none.
#include "core/describe.hpp"
#include "fairness/areas/measure_areas.hpp"
#include "fairness/biometrics/measure_comparisons.hpp"
#include "fairness/likelihood_ratio/measure_likelihood_ratios.hpp"
#include "fairness/scores/measure_scores.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/find_measurement.hpp"
#include "tests/fairness/measured_text.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using namespace isonomia::tests;

namespace {

const Interval* bounds_of(const Measurement& m) {
    for (const Interval& i : m.other_intervals)
        if (i.method == "missing-values-bounds") return &i;
    return nullptr;
}

// How many figures have something missing; each of them has to say what that does to it.
int accounted(const std::vector<Measurement>& list) {
    int found = 0;
    for (const Measurement& m : list) {
        if (m.missing.value_or(0) == 0) continue;
        if (!m.value && m.series.empty() && m.cells.empty()) continue;
        ++found;
        INFO(m.id);
        const bool said = bounds_of(m) != nullptr ||
                          m.parameters.contains("missing_values_shift_up") ||
                          m.parameters.contains("missing_not_bounded");
        CHECK(said);
    }
    return found;
}

Dataset of_form(DataForm form, std::vector<Column> columns) {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = form;
    dataset.columns = std::move(columns);
    return dataset;
}

}  // namespace

TEST_CASE("nothing missing: nothing is said about it") {
    const auto result =
        measure_text(rows_dataset({}, {"rates", "theil_index"}), "y,f,g\n1,1,a\n0,0,b\n").value();
    CHECK(accounted(result.measurements) == 0);
    for (const Measurement& m : result.measurements)
        CHECK_FALSE(m.parameters.contains("missing_not_bounded"));
}

// False positives weigh 2 of 8. The flagged row without an outcome weighs 4: at best it had the
// outcome (2/8), at worst not (6/12). The row without a group weighs 8 and is no false positive:
// as one of the group, 2/16.
TEST_CASE("weighted rows are bounded by their weights") {
    const auto dataset = rows_dataset({weight}, {"false_positive_rate"});
    const std::string text = "y,f,g,w\n0,1,a,2\n0,0,a,6\n,1,a,4\n0,0,b,1\n0,1,b,1\n";
    const auto result = measure_text(dataset, text).value();
    const Interval* a = bounds_of(find_measurement(result, "d/false_positive_rate/g=a"));
    REQUIRE(a != nullptr);
    CHECK(a->low == .25);
    CHECK(a->high == .5);
    CHECK(bounds_of(find_measurement(result, "d/false_positive_rate/g=b")) == nullptr);
    const Interval* gap =
        bounds_of(find_measurement(result, "d/false_positive_rate_difference/g=b~g=a"));
    REQUIRE(gap != nullptr);
    CHECK(gap->low == 0);
    CHECK(gap->high == .25);
    const auto more = measure_text(dataset, text + "0,0,,8\n").value();
    CHECK(bounds_of(find_measurement(more, "d/false_positive_rate/g=a"))->low == 2 / 16.0);
    CHECK(accounted(more.measurements) >= 4);
}

TEST_CASE("equal weights give the bounds of the rows") {
    std::string plain = "y,f,g\n";
    std::string weighted = "y,f,g,w\n";
    for (const char* row : {"0,1,a", "0,0,a", ",1,a", "1,,a", ",,a", "0,1,b", "0,0,", "1,1,"}) {
        plain += std::string(row) + "\n";
        weighted += std::string(row) + ",2.5\n";
    }
    const auto rows = measure_text(rows_dataset({}, {}), plain).value();
    const auto weights = measure_text(rows_dataset({weight}, {}), weighted).value();
    int bounded = 0;
    for (const Measurement& m : rows.measurements) {
        INFO(m.id);
        const Interval* own = bounds_of(m);
        const Interval* other = bounds_of(find_measurement(weights, m.id));
        REQUIRE((own == nullptr) == (other == nullptr));
        if (own == nullptr) continue;
        ++bounded;
        CHECK(other->low == Approx(own->low));
        CHECK(other->high == Approx(own->high));
    }
    CHECK(bounded > 20);
}

// Of ten flagged in the reference group eight had the outcome, and as few as six of ten are
// recorded so: all ten may have had it, and nobody was flagged wrongly.
TEST_CASE("a ratio whose reference may be 0 says that it has no bounds") {
    Dataset dataset = rows_dataset({}, {"false_positive_rate"});
    dataset.truth_sensitivity = .6;
    const std::string text = "y,f,g\n" + repeated("1,1,a", 8) + repeated("0,1,a", 2) +
                             repeated("0,0,a", 10) + repeated("0,1,b", 5) + repeated("0,0,b", 5);
    const auto result = measure_text(dataset, text).value();
    const auto& ratio = find_measurement(result, "d/false_positive_rate_ratio/g=b~g=a");
    CHECK(ratio.value == 3);
    CHECK(ratio.parameters.at("label_errors_not_bounded").find("may be 0") != std::string::npos);
    CHECK_FALSE(find_measurement(result, "d/false_positive_rate_difference/g=b~g=a")
                    .parameters.contains("label_errors_not_bounded"));
}

TEST_CASE(
    "figures of several counts say that they are not bounded, also for rows without a group") {
    const auto dataset = rows_dataset(
        {stratum}, {"theil_index", "equalized_odds", "between_group_theil",
                    "conditional_demographic_disparity", "selection_rate_stratified_difference",
                    "selection_rate_worst_subgroup"});
    const std::string complete =
        "y,f,g,s\n1,1,a,x\n0,1,a,x\n0,0,a,y\n1,0,a,y\n"
        "1,1,b,x\n0,1,b,x\n0,0,b,y\n1,0,b,y\n";
    CHECK(accounted(measure_text(dataset, complete + ",1,a,x\n1,,b,y\n")->measurements) >= 6);
    const auto unlabelled = measure_text(dataset, complete + "1,1,,x\n").value();
    for (const char* id : {"d/theil_index/g=a", "d/equalized_odds/g=b~g=a",
                           "d/selection_rate_stratified_difference/g=b~g=a"})
        CHECK(find_measurement(unlabelled, id).parameters.contains("missing_not_bounded"));
    CHECK_FALSE(find_measurement(unlabelled, "d/theil_index")
                    .parameters.contains("missing_not_bounded"));  // everybody, labelled or not
}

TEST_CASE("figures of scores, comparisons, likelihood ratios and areas say it too") {
    const auto scores =
        of_form(DataForm::scores, {column("y", ColumnRole::outcome), column("s", ColumnRole::score),
                                   column("g", ColumnRole::group, {}, "a")});
    const auto scored =
        measure_text(scores, "y,s,g\n1,.8,a\n0,.2,a\n,.5,a\n1,,b\n0,.1,b\n1,.9,b\n");
    REQUIRE(scored.has_value());
    CHECK(accounted(scored->measurements) > 20);

    auto pairs = of_form(DataForm::comparisons,
                         {column("s", ColumnRole::score), column("p", ColumnRole::probe),
                          column("q", ColumnRole::gallery)});
    pairs.threshold = 0.5;
    const auto compared =
        measure_text(pairs, "s,p,q\n.9,1,1\n.8,2,2\n.1,1,2\n.2,2,1\n,1,2\n.4,,2\n");
    REQUIRE(compared.has_value());
    CHECK(accounted(compared->measurements) >= 3);

    const auto ratios =
        of_form(DataForm::likelihood_ratios,
                {column("h", ColumnRole::outcome), column("r", ColumnRole::likelihood_ratio)});
    const auto measured = measure_text(ratios, "h,r\n1,3\n1,2\n0,.5\n0,.4\n1,\n,2\n");
    REQUIRE(measured.has_value());
    CHECK(accounted(measured->measurements) > 4);

    const auto areas =
        of_form(DataForm::areas,
                {column("beat", ColumnRole::area), column("w", ColumnRole::residents),
                 column("b", ColumnRole::residents), column("hours", ColumnRole::exposure)});
    const auto patrolled = measure_text(areas, "beat,w,b,hours\nA,30,10,40\nB,10,30,120\nC,5,5,\n");
    REQUIRE(patrolled.has_value());
    CHECK(accounted(patrolled->measurements) >= 3);
}
