// Failures to acquire and to enrol, from a table of attempts.
#include "fairness/count_rows.hpp"
#include "fairness/measure_parts.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::by_id;
using isonomia::tests::column;
using isonomia::tests::text_source;

namespace {

Dataset attempts(ColumnRole role = ColumnRole::not_acquired) {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::attempts;
    dataset.columns = {column("failed", role, {"yes"}), column("g", ColumnRole::group, {}, "a")};
    return dataset;
}

Result<std::vector<Measurement>> measured(const Dataset& dataset, const std::string& text) {
    const auto counts = count_rows(dataset, text_source(text), "attempts.csv");
    if (!counts) return fail(counts.error());
    const auto wanted = selection_of(dataset);
    if (!wanted) return fail(wanted.error());
    std::vector<Slice> slices;
    for (const auto& attributes : attribute_sets(counts->sample.group_attributes(), false))
        slices.push_back(slice_of(counts->sample, attributes));
    std::vector<Measurement> list;
    measure_slices(dataset, *wanted, counts->parameters, slices, slice_of(counts->sample, {"g"}),
                   list);
    return list;
}

std::string problem(const Dataset& dataset, const std::string& text) {
    const auto list = measured(dataset, text);
    return list ? "none" : list.error().code;
}

}  // namespace

TEST_CASE("attempts: no rows, no column of failures, two of them, figures that they do not have") {
    const auto none = measured(attempts(), "failed,g\n");
    REQUIRE(none);
    CHECK_FALSE(by_id(*none, "d/failure_to_acquire_rate").value);
    CHECK(by_id(*none, "d/failure_to_acquire_rate").undefined_reason ==
          "no attempts in this group");
    Dataset without = attempts();
    without.columns.erase(without.columns.begin());
    CHECK(problem(without, "failed,g\nyes,a\n") == "S0101");
    Dataset both = attempts();
    both.columns.push_back(column("enrolled", ColumnRole::not_enrolled, {"no"}));
    CHECK(problem(both, "failed,g,enrolled\nyes,a,no\n") == "S0101");
    CHECK(problem(attempts(), "fail,g\nyes,a\n") == "T0101");
    Dataset unlabelled = attempts();
    unlabelled.columns[0].positive.clear();
    CHECK(problem(unlabelled, "failed,g\n1,a\n0,a\n2,a\n") == "T0102");
    for (const char* id :
         {"false_positive_rate", "prevalence", "failure_to_enrol_rate", "equalized_odds", "none"}) {
        Dataset asks = attempts();
        asks.measures = {id};
        CHECK(problem(asks, "failed,g\nyes,a\n") == "S0112");
    }
    Dataset rows;
    rows.measures = {"failure_to_acquire_rate"};
    CHECK(selection_of(rows).error().code == "S0112");
}

TEST_CASE("attempts: rates of each group, compared, with what is missing bounded") {
    std::string text = "failed,g\n";
    for (int i = 0; i < 40; ++i)
        text += std::string(i < 2 ? "yes" : "no") + ",a\n";
    for (int i = 0; i < 40; ++i)
        text += std::string(i < 10 ? "yes" : i < 38 ? "no" : "") + ",b\n";
    const auto list = measured(attempts(), text);
    REQUIRE(list);
    CHECK(list->size() == 5);
    const auto& b = by_id(*list, "d/failure_to_acquire_rate/g=b");
    CHECK(b.numerator == 10);
    CHECK(b.denominator == 38);
    CHECK(b.missing == 2);
    CHECK(b.interval->method == "clopper-pearson");
    bool bounded = false;
    for (const Interval& other : b.other_intervals)
        if (other.level == 1) {
            bounded = true;
            CHECK(other.low == 10.0 / 40);
            CHECK(other.high == 12.0 / 40);
        }
    CHECK(bounded);
    const auto& gap = by_id(*list, "d/failure_to_acquire_rate_difference/g=b~g=a");
    CHECK(*gap.value == 10.0 / 38 - 2.0 / 40);
    CHECK(gap.test == "fisher-exact-two-sided");
    CHECK(b.parameters.at("failure_column") == "failed");
    CHECK_FALSE(b.parameters.contains("prediction_column"));
}

TEST_CASE("attempts: tries of one person are not independent") {
    Dataset dataset = attempts();
    dataset.columns.push_back(column("who", ColumnRole::person));
    std::string text = "failed,g,who\n";
    for (int i = 0; i < 200; ++i)
        text += std::string(i % 20 < 2 ? "yes" : "no") + ",a,p" + std::to_string(i % 20) + "\n";
    const auto list = measured(dataset, text);
    REQUIRE(list);
    const auto& rate = by_id(*list, "d/failure_to_acquire_rate");
    CHECK(*rate.value == 0.1);
    CHECK(rate.interval->method == "korn-graubard-by-person");
    CHECK(rate.interval->high > 0.25);  // two persons of twenty, not twenty tries of two hundred
}

TEST_CASE("enrolment: the rate is the one of enrolment") {
    const auto list = measured(attempts(ColumnRole::not_enrolled), "failed,g\nyes,a\nno,b\n");
    REQUIRE(list);
    CHECK(*by_id(*list, "d/failure_to_enrol_rate/g=a").value == 1);
    CHECK(by_id(*list, "d/failure_to_enrol_rate/g=a").title == "Failure-to-enrol rate (FTE)");
}
