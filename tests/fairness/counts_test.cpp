#include "fairness/measure.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/find_measurement.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::find_measurement;

namespace {

Dataset counted(std::vector<CountCell> counts) {
    Dataset dataset;
    dataset.id = "c";
    dataset.form = DataForm::counts;
    dataset.counts = std::move(counts);
    return dataset;
}

}  // namespace

TEST_CASE("counts that cannot be read are refused") {
    CHECK(measure(counted({}), "", "").error().code == "S0107");
    CHECK(measure(counted({{{}, 1, 1, 1, 1}, {{}, 1, 1, 1, 1}}), "", "").error().code == "S0108");
    CHECK(measure(counted({{{}, ~0ULL, 1, 1, 1}}), "", "").error().code == "S0109");
    Dataset dataset = counted({{{{"race", "white"}}, 1, 1, 1, 1}});
    dataset.columns = {{"race", ColumnRole::group, "", {}, {}, "wite"}};
    const auto refused = measure(dataset, "", "");
    CHECK(refused.error().code == "S0110");
    CHECK(refused.error().hint.find("'white'") != std::string::npos);
}

TEST_CASE("groups of counts that look alike are named, also between tables") {
    const auto twins = [](const char* first, const char* second) {
        return measure(counted({{{{"race", first}}, 1, 1, 1, 1},
                                {{{"race", second}, {"sex", "f"}}, 1, 1, 1, 1}}),
                       "", "")
            ->warnings;
    };
    CHECK(twins("white", "white").empty());
    const auto warnings = twins("White", "white\u00a0");
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].find("column 'race': 'White' (5 bytes)") == 0);
}

TEST_CASE("counts of zero are undefined figures, not zeros") {
    const auto result = measure(counted({{{}, 0, 0, 0, 0}}), "", "").value();
    CHECK(result.measurements.size() == 11);
    for (const Measurement& m : result.measurements)
        CHECK_FALSE(m.value.has_value());
}

TEST_CASE("joint counts are summed to each attribute and to everybody") {
    const auto result = measure(counted({{{{"g", "a"}, {"s", "m"}}, 1, 2, 3, 4},
                                         {{{"g", "a"}, {"s", "w"}}, 5, 6, 7, 8},
                                         {{{"g", "b"}, {"s", "m"}}, 1, 0, 1, 0}}),
                                "", "")
                            .value();
    CHECK(find_measurement(result, "c/selection_rate").denominator == 38U);
    CHECK(find_measurement(result, "c/selection_rate/g=a").denominator == 36U);
    CHECK(find_measurement(result, "c/selection_rate/s=m").numerator == 4U);
    CHECK(find_measurement(result, "c/selection_rate/g=a&s=w").numerator == 11U);
    CHECK(result.warnings.empty());
}

TEST_CASE("marginal tables of one population that do not add up are pointed out") {
    const auto result =
        measure(counted({{{{"g", "a"}}, 1, 2, 3, 4}, {{{"s", "m"}}, 1, 2, 3, 5}}), "", "").value();
    REQUIRE(result.warnings.size() == 1);
    CHECK(result.warnings[0] ==
          "the counts by g add up to TP 1, FP 2, TN 3, FN 4, the counts by s to TP 1, FP 2, TN 3, "
          "FN 5");
}

TEST_CASE("counts given for everybody are taken as given") {
    const auto result =
        measure(counted({{{}, 10, 0, 10, 0}, {{{"g", "a"}}, 4, 0, 4, 0}}), "", "").value();
    CHECK(find_measurement(result, "c/selection_rate").denominator == 20U);
    CHECK(result.warnings.size() == 1);
}
