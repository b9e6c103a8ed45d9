#include "fairness/scores/measure_scores.hpp"

#include <fstream>

#include <fmt/format.h>

#include "fairness/scores/threshold_sweep.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using tests::by_id;
using tests::column;
using tests::text_source;

namespace {

Dataset declared(const char* reference = "") {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::scores;
    dataset.replicates = 1000;
    dataset.columns = {column("y", ColumnRole::outcome), column("s", ColumnRole::score),
                       column("g", ColumnRole::group, {}, reference)};
    return dataset;
}

std::string failure(const Dataset& dataset, const std::string& text) {
    const auto result = read_scores(dataset, text_source(text), "t.csv");
    if (result) return "";
    CHECK_FALSE(result.error().hint.empty());
    const auto& where = result.error().where;
    return result.error().code + (where ? " " + to_string(*where) : "");
}

std::vector<Measurement> measured(const Dataset& dataset, const std::string& text) {
    const auto cube = read_scores(dataset, text_source(text), "t.csv");
    REQUIRE(cube.has_value());
    return measure_score_cube(dataset, *cube);
}

}  // namespace

TEST_CASE("scores: declarations and values without a meaning are refused with their place") {
    Dataset dataset = declared();
    CHECK(failure(dataset, "y,s\n") == "T0101 t.csv:1:1");
    for (const char* score : {"nan", "inf", "-inf", "x", "1,5"})
        CHECK(failure(dataset, fmt::format("y,s,g\n1,\"{}\",a\n", score)) == "T0103 t.csv:2:3");
    CHECK(failure(dataset, "y,s,g\n2,1,a\n") == "T0102 t.csv:2:1");
    dataset.columns.erase(dataset.columns.begin());
    CHECK(failure(dataset, "") == "S0301");
    dataset = declared();
    dataset.level = 95;
    CHECK(failure(dataset, "") == "S0106");
}

TEST_CASE("scores: no rows, one row, one class only: undefined with a reason, and no interval") {
    for (const char* text : {"y,s,g\n", "y,s,g\n1,0.5,a\n", "y,s,g\n0,0.1,a\n0,0.2,b\n"}) {
        const auto list = measured(declared(), text);
        for (const Measurement& m : list) {
            INFO(m.id);
            if (m.form == ResultForm::scalar)
                CHECK(m.value.has_value() == m.undefined_reason.empty());
            if (!m.value) CHECK_FALSE(m.interval.has_value());
            CHECK(m.parameters.contains("people"));
        }
        CHECK_FALSE(by_id(list, "d/auc").value.has_value());
        CHECK_FALSE(by_id(list, "d/calibration_slope").value.has_value());
    }
}

TEST_CASE("scores: constant scores and 32 groups of one") {
    const auto ties = measured(declared(), "y,s,g\n1,3,a\n0,3,a\n1,3,a\n0,3,a\n");
    CHECK(by_id(ties, "d/auc").value == 0.5);
    CHECK(by_id(ties, "d/auc").interval->low < 0.1);  // as wide as so few allow
    CHECK(by_id(ties, "d/auc").interval->high > 0.9);
    CHECK_FALSE(by_id(ties, "d/brier_score").value.has_value());  // 3 is no probability
    std::string text = "y,s,g\n";
    for (int i = 0; i < 32; ++i)
        text += fmt::format("{},{},g{}\n", i % 2, i / 40.0, i);
    const auto list = measured(declared("g0"), text);
    const auto& auc = by_id(list, "d/auc_difference/g=g1~g=g0");
    CHECK_FALSE(auc.value.has_value());
    CHECK(by_id(list, "d/kolmogorov_smirnov/g=g1~g=g0").p == 1);
    CHECK_FALSE(by_id(list, "d/expected_calibration_error/g=g1").interval.has_value());
}

TEST_CASE("scores: missing values are counted, never dropped in silence") {
    const auto list = measured(declared(), "y,s,g\n1,,a\n,0.4,a\n1,0.6,a\n0,0.3,\n");
    CHECK(by_id(list, "d/auc").missing == 2);
    CHECK(by_id(list, "d/auc").n == 2);
    CHECK(by_id(list, "d/auc/g=").n == 1);
    CHECK(by_id(list, "d/auc/g=a").missing == 2);
}

TEST_CASE("scores: what is missing bounds areas and Brier scores") {
    const auto list =
        measured(declared("a"), "y,s,g\n1,0.8,a\n0,0.2,a\n,0.5,a\n1,,a\n0,0.1,b\n1,0.9,b\n");
    const auto bounds = [&](const char* id) -> const Interval* {
        for (const Interval& one : by_id(list, id).other_intervals)
            if (one.method == "missing-values-bounds") return &one;
        return nullptr;
    };
    const Interval* area = bounds("d/auc/g=a");
    REQUIRE(area != nullptr);
    CHECK(area->low == 0.5);  // the missing score lowest, the missing outcome 0 or 1
    CHECK(area->high == 1);
    CHECK(area->level == 1);
    CHECK(bounds("d/brier_score/g=a")->low == Approx((0.04 + 0.04 + 0.25) / 4));
    CHECK(bounds("d/brier_score/g=a")->high == Approx((0.04 + 0.04 + 0.25 + 1) / 4));
    CHECK(bounds("d/auc/g=b") == nullptr);
    CHECK(bounds("d/auc_difference/g=b~g=a")->high == Approx(0.5));
}

TEST_CASE("scores: persons whose repeats are not checked are counted") {
    Dataset dataset = declared();
    dataset.columns.push_back(column("who", ColumnRole::person));
    ScoreLimits limits;
    limits.persons_checked_max = 2;
    const auto cube = read_scores(
        dataset, text_source("y,s,g,who\n1,1,a,p\n0,2,a,q\n1,3,a,r\n0,4,a,r\n"), "t.csv", limits);
    REQUIRE(cube.has_value());
    REQUIRE(cube->warnings.size() == 1);
    CHECK(cube->warnings[0].find("2 rows are of persons beyond the first 2") != std::string::npos);
}

TEST_CASE("scores: where persons repeat, no formula for independent rows is used") {
    Dataset dataset = declared("b");
    dataset.columns.push_back(column("who", ColumnRole::person));
    std::string text = "y,s,g,who\n";
    for (int i = 0; i < 400; ++i)
        text += fmt::format("{},{},{},{}\n", i % 2, (i * 7) % 31 + 10 * (i % 2) + (i % 4) / 2,
                            i % 4 < 2 ? "a" : "b", i % 100);
    const tests::ScratchFolder folder;
    const auto path = folder.path() / "t.csv";
    std::ofstream(path, std::ios::binary) << text;
    const auto result = measure_scores(dataset, path, "t.csv");
    REQUIRE(result);
    CHECK(by_id(result->measurements, "d/auc/g=a").value.has_value());
    CHECK(by_id(result->measurements, "d/auc/g=a").parameters.contains("interval_undefined"));
    for (const Measurement& m : result->measurements) {
        INFO(m.id);
        CHECK_FALSE(m.interval.has_value());
        CHECK(m.other_intervals.empty());
        CHECK_FALSE(m.p.has_value());
        CHECK_FALSE(m.p_adjusted.has_value());
        for (const Point& point : m.series)
            CHECK_FALSE(point.low.has_value());
    }
}

TEST_CASE("sweep: rates and bands at every threshold") {
    CHECK_FALSE(sweep({}, SweptRate::selection, 0.95).has_value());
    stats::ScoreCounts counts;
    for (int i = 0; i < 100; ++i)
        counts.add(i / 10, i % 10 < i / 10);
    const auto all = sweep(counts, SweptRate::selection, 0.95);
    REQUIRE(all->points.size() == 10);
    CHECK(all->points[0].value == 1);
    CHECK(all->points[9].value == Approx(0.1));
    CHECK(all->points[5].band.high - all->points[5].value == Approx(0.13581).epsilon(1e-4));
    stats::ScoreCounts no_negatives;
    no_negatives.add(1, true);
    CHECK_FALSE(sweep(no_negatives, SweptRate::false_positive, 0.95).has_value());
    CHECK_FALSE(sweep_gap(counts, no_negatives, SweptRate::false_positive, 0.95).has_value());
}

TEST_CASE("sweep: the range of thresholds at which a gap is significant") {
    stats::ScoreCounts high;  // shifted by 20 between 30 and 70
    stats::ScoreCounts low;
    for (int i = 0; i < 2000; ++i) {
        low.add(i % 100, false);
        high.add(i % 100 >= 30 && i % 100 < 70 ? i % 100 + 20 : i % 100, false);
    }
    const auto gap = sweep_gap(high, low, SweptRate::false_positive, 0.95);
    REQUIRE(gap->significant.has_value());
    CHECK(gap->significant->low > 30);
    CHECK(gap->significant->high < 90);
    CHECK(gap->significant_points > 20);
    CHECK_FALSE(sweep_gap(low, low, SweptRate::false_positive, 0.95)->significant.has_value());
}

TEST_CASE("scores: groups against the reference, adjusted as a family") {
    std::string text = "y,s,g\n";
    for (int i = 0; i < 900; ++i) {
        const int group = i % 3;
        const int score = (i * 37) % 100;
        const bool outcome = (i * 61) % 100 < (group == 2 ? 50 : score);
        text += fmt::format("{},{},{}\n", outcome ? 1 : 0, score / 100.0 + 0.005,
                            group == 0   ? "a"
                            : group == 1 ? "b"
                                         : "c");
    }
    const auto list = measured(declared("a"), text);
    const auto& c = by_id(list, "d/auc_difference/g=c~g=a");
    CHECK(*c.value < -0.2);
    CHECK(*c.p < 1e-6);
    CHECK(*c.p_adjusted >= *c.p);
    CHECK(c.adjustment == "Holm over 2 comparisons of auc_difference by g");
    // qnorm(1 - .05 / 4) + qnorm(.8)
    CHECK(
        std::stod(c.parameters.at("gap_detectable_up")) ==
        Approx((2.241403 + .841621) * std::stod(c.parameters.at("standard_error"))).epsilon(1e-3));
    CHECK(by_id(list, "d/false_positive_rate_gap_by_threshold/g=c~g=a").form == ResultForm::series);
    CHECK(by_id(list, "d/calibration_slope/g=c").interval->high < 0.5);
    const auto& error = by_id(list, "d/expected_calibration_error");
    CHECK(error.seed == 1);
    CHECK(error.interval->method == "triangle-bootstrap");
    CHECK(by_id(list, "d/brier_decomposition").series.size() == 3);
    CHECK(by_id(list, "d/reliability_diagram").series.size() == 10);
}
