#include "fairness/measure.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/find_measurement.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::find_measurement;

namespace {

Dataset published(std::vector<PublishedRate> rates) {
    Dataset dataset;
    dataset.id = "npl";
    dataset.form = DataForm::rates;
    dataset.rates = std::move(rates);
    return dataset;
}

PublishedRate rate_of(const std::string& value) {
    PublishedRate rate;
    rate.metric = "false_positive_identification_rate";
    rate.value = value;
    rate.exhibit = "E4";
    rate.page = "12";
    return rate;
}

std::string code_of(const Dataset& dataset) {
    const auto result = measure(dataset, "", "");
    if (!result) CHECK_FALSE(result.error().hint.empty());
    return result ? "" : result.error().code;
}

}  // namespace

TEST_CASE("published rates that say nothing are refused") {
    CHECK(code_of(published({})) == "S0107");
    CHECK(code_of(published({rate_of("")})) == "S0202");
    CHECK(code_of(published({rate_of("low")})) == "S0202");
    CHECK(code_of(published({rate_of("120%")})) == "S0202");
    auto unknown = rate_of("1%");
    unknown.metric = "false_positive_identification_rat";
    const auto refused = measure(published({unknown}), "", "");
    CHECK(refused.error().code == "S0201");
    CHECK(refused.error().hint.find("'false_positive_identification_rate'") != std::string::npos);
    CHECK(code_of(published({rate_of("1%"), rate_of("2%")})) == "S0108");
    auto empty = rate_of("0%");
    empty.denominator = 0;
    CHECK(code_of(published({empty})) == "S0203");
    auto above = rate_of("100%");
    above.numerator = 3;
    above.denominator = 2;
    CHECK(code_of(published({above})) == "S0203");
}

TEST_CASE("digits alone bound a rate by their rounding") {
    const auto result = measure(published({rate_of("0.017%")}), "", "").value();
    const auto& m = find_measurement(result, "npl/false_positive_identification_rate");
    CHECK(m.basis == Basis::reported);
    CHECK(m.value == 0.00017);
    CHECK(m.interval->method == "rounding");
    CHECK(m.interval->low == 0.000165);
    CHECK(m.interval->high == 0.000175);
    CHECK_FALSE(m.n.has_value());
    CHECK(m.exhibits == std::vector<std::string>{"E4"});
    CHECK(m.parameters.at("printed") == "0.017%");
    CHECK(m.parameters.at("page") == "12");
}

TEST_CASE("counts that agree with the digits give the exact interval") {
    auto rate = rate_of("10%");
    rate.numerator = 1;
    rate.denominator = 10;
    const auto result = measure(published({rate}), "", "").value();
    const auto& m = result.measurements.front();
    CHECK(m.interval->method == "clopper-pearson");
    CHECK(m.interval->high > 0.4450);
    REQUIRE(m.other_intervals.size() == 2);
    CHECK(m.other_intervals[1].method == "rounding");
    CHECK(result.warnings.empty());
}

TEST_CASE("counts that contradict the digits are reported and give no interval") {
    auto rate = rate_of("0.017%");
    rate.numerator = 7;
    rate.denominator = 6000;
    const auto result = measure(published({rate}), "", "").value();
    const auto& m = result.measurements.front();
    CHECK(m.interval->method == "rounding");
    CHECK(m.parameters.at("contradiction").find("7/6000") != std::string::npos);
    REQUIRE(result.warnings.size() == 1);
    CHECK(result.warnings[0].find("does not print as 0.017%") != std::string::npos);
}

TEST_CASE("a denominator alone spans every count that prints so") {
    auto rate = rate_of("0.017%");
    rate.denominator = 6000;
    const auto m = measure(published({rate}), "", "")->measurements.front();
    CHECK(m.parameters.at("numerator_possible") == "1");
    CHECK(m.interval->method == "clopper-pearson-rounded");
    CHECK(m.interval->high > 9e-4);
    auto impossible = rate_of("5.5%");
    impossible.denominator = 10;
    const auto result = measure(published({impossible}), "", "").value();
    CHECK(result.measurements.front().parameters.contains("contradiction"));
    CHECK(result.warnings.size() == 1);
}

TEST_CASE("the threshold at which published rates hold stands beside each") {
    Dataset dataset = published({rate_of("0.017%")});
    CHECK_FALSE(measure(dataset, "", "")->measurements[0].parameters.contains("threshold"));
    dataset.threshold = 0.6;
    CHECK(measure(dataset, "", "")->measurements[0].parameters.at("threshold") == "0.6");
}

TEST_CASE("groups of published rates that look alike are named") {
    auto first = rate_of("1%");
    first.group = {{"ethnicity", "White"}};
    auto second = rate_of("2%");
    second.group = {{"ethnicity", "white "}, {"sex", "f"}};
    const auto result = measure(published({first, second}), "", "").value();
    REQUIRE(result.warnings.size() == 1);
    CHECK(result.warnings[0].find("column 'ethnicity': 'White' (5 bytes)") == 0);
}

TEST_CASE("rates of groups are told apart by their keys") {
    auto white = rate_of("0.04%");
    white.group = {{"ethnicity", "white"}};
    auto black = rate_of("5.5%");
    black.group = {{"ethnicity", "black"}};
    auto women = rate_of("9.9%");
    women.group = {{"ethnicity", "black"}, {"sex", "female/f"}};
    const auto result = measure(published({white, black, women}), "", "").value();
    const std::string id = "npl/false_positive_identification_rate/";
    CHECK(find_measurement(result, id + "ethnicity=white").value == 0.0004);
    CHECK(find_measurement(result, id + "ethnicity=black").value == 0.055);
    CHECK(find_measurement(result, id + "ethnicity=black&sex=female%2Ff").value == 0.099);
}
