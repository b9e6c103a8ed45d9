// Scores by period against a baseline.
#include "fairness/scores/drift_figures.hpp"

#include <cmath>

#include <fmt/format.h>

#include "fairness/scores/measure_scores.hpp"
#include "stats/adjust.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::by_id;
using isonomia::tests::column;
using isonomia::tests::text_source;

namespace {

Dataset dataset() {
    Dataset result;
    result.id = "watch";
    result.form = DataForm::scores;
    result.columns = {column("y", ColumnRole::outcome), column("s", ColumnRole::score),
                      column("when", ColumnRole::time)};
    result.replicates = 1'000;
    return result;
}

std::vector<TimedGroup> groups_in(const std::string& text, Period period) {
    Dataset about = dataset();
    about.period = period;
    const auto cube = read_scores(about, text_source(text), "t.csv");
    if (!cube) throw std::runtime_error(cube.error().code + " " + cube.error().message);
    REQUIRE(cube->by_period.size() <= 1);
    return {{{}, cube->by_period.empty() ? decltype(TimedGroup::periods){} : cube->by_period[0]}};
}

Result<std::vector<Measurement>> drift(const std::string& text, const std::string& baseline = "",
                                       std::optional<double> threshold = std::nullopt) {
    Dataset about = dataset();
    about.threshold = threshold;
    about.baseline = baseline;
    std::vector<Measurement> list;
    if (auto status = add_drift(about, groups_in(text, Period::month), {}, list); !status)
        return fail(status.error());
    return list;
}

// Two hundred rows a month; from the month `moved` on scores are 0.2 higher.
std::string year(unsigned moved) {
    std::string text = "y,s,when\n";
    for (unsigned month = 1; month <= 6; ++month)
        for (unsigned i = 0; i < 200; ++i) {
            stats::RandomStream random(21, month, i);
            const double score = 0.8 * random.uniform() + (month >= moved ? 0.2 : 0);
            text += fmt::format("{},{:.3f},2024-{:02}-03\n", random.uniform() < 0.4 ? 1 : 0, score,
                                month);
        }
    return text;
}

}  // namespace

TEST_CASE("drift: one period, no period, and a baseline that is none") {
    CHECK(drift("y,s,when\n")->empty());
    CHECK(drift("y,s,when\n1,0.5,2024-01-01\n")->empty());
    CHECK(drift("y,s,when\n1,0.5,\n0,0.4,\n")->empty());
    const std::string two = "y,s,when\n1,0.5,2024-01-01\n0,0.4,2024-02-01\n";
    CHECK(drift(two, "2024-02").error().code == "S0114");
    CHECK(drift(two, "2023-12").error().code == "S0114");
    const auto list = drift(two, "2024-01");
    REQUIRE(list);
    // One score in the baseline makes one bin.
    CHECK_FALSE(by_id(*list, "watch/population_stability_index/when=2024-02~when=2024-01").value);
    CHECK_THROWS(drift("y,s,when\n1,0.5,01/02/2024\n"));
    CHECK_THROWS(drift("y,s,when\n1,0.5,2024-011\n"));
}

TEST_CASE("drift: a time that is missing is counted, and periods have a limit") {
    const auto cube = read_scores(dataset(), text_source("y,s,when\n1,0.5,\n0,0.4,a\n"), "t.csv");
    REQUIRE(cube);
    CHECK(cube->counts[0].all() == 2);
    CHECK(cube->by_period[0].size() == 1);
    REQUIRE(cube->warnings.size() == 1);
    CHECK(cube->warnings[0].find("1 rows without a time") != std::string::npos);
    const auto many = read_scores(dataset(), text_source("y,s,when\n1,0.5,a\n0,0.4,b\n1,0.3,c\n"),
                                  "t.csv", {.periods_max = 2});
    REQUIRE_FALSE(many);
    CHECK(many.error().code == "T0110");
}

TEST_CASE("drift: periods that are numbers are in their order") {
    constexpr PeriodOrder earlier;
    CHECK(earlier("9", "10"));
    CHECK(earlier("-1", "0.5"));
    CHECK(earlier("2", "2.0"));  // of one size: by their characters
    CHECK(earlier("2024-09", "2024-10"));
    CHECK(earlier("10", "Q1"));
    CHECK_FALSE(earlier("Q1", "10"));
    CHECK_FALSE(earlier("7", "7"));
    // Scores rise in week 8; as texts the weeks 10 to 12 come before week 2.
    std::string text = "y,s,when\n";
    for (unsigned week = 1; week <= 12; ++week)
        for (unsigned i = 0; i < 50; ++i)
            text += fmt::format("{},{},{}\n", i % 2, i % 10 + (week >= 8 ? 5 : 0), week);
    Dataset about = dataset();
    about.baseline = "7";
    about.threshold = 7;
    std::vector<Measurement> list;
    REQUIRE(add_drift(about, groups_in(text, Period::value), {}, list));
    const auto& flagged = by_id(list, "watch/selection_rate_cusum");
    REQUIRE(flagged.series.size() == 5);
    CHECK(flagged.series[0].label == "8");
    CHECK(flagged.series[4].label == "12");
    CHECK(flagged.parameters.at("highest_at") == "12");
}

TEST_CASE("drift: what moved is found in its period and after, what did not is not") {
    const auto list = drift(year(4), "2024-02", 0.5);
    REQUIRE(list);
    for (const char* metric : {"population_stability_index", "score_drift"})
        for (int month = 3; month <= 6; ++month) {
            const auto& m =
                by_id(*list, fmt::format("watch/{}/when=2024-{:02}~when=2024-02", metric, month));
            INFO(m.id);
            REQUIRE(m.p_adjusted);
            CHECK((*m.p_adjusted < 0.001) == (month >= 4));
            CHECK(m.adjustment.find("4 tests") != std::string::npos);
        }
    const auto& flagged = by_id(*list, "watch/selection_rate_cusum");
    REQUIRE(flagged.series.size() == 4);
    CHECK(*flagged.p < 0.01);
    CHECK(flagged.parameters.at("highest_at") == "2024-06");
    CHECK(*flagged.series[3].value > 5);
    CHECK(*by_id(*list, "watch/outcome_rate_cusum").p > 0.05);
    const auto still = drift(year(99), "2024-02", 0.5);
    REQUIRE(still);
    for (const Measurement& m : *still) {
        INFO(m.id);
        if (m.p_adjusted) CHECK(*m.p_adjusted > 0.01);
    }
}

TEST_CASE("drift: the same whatever the order of the rows") {
    const std::string forward = year(4);
    std::string backward = "y,s,when\n";
    std::vector<std::string> lines;
    for (std::size_t at = forward.find('\n') + 1; at < forward.size();) {
        const std::size_t end = forward.find('\n', at);
        lines.push_back(forward.substr(at, end - at));
        at = end + 1;
    }
    for (auto line = lines.rbegin(); line != lines.rend(); ++line)
        backward += *line + "\n";
    const auto a = drift(forward, "2024-02", 0.5);
    const auto b = drift(backward, "2024-02", 0.5);
    REQUIRE(a->size() == b->size());
    for (std::size_t i = 0; i < a->size(); ++i) {
        CHECK((*a)[i].id == (*b)[i].id);
        CHECK((*a)[i].value == (*b)[i].value);
        CHECK((*a)[i].p == (*b)[i].p);
    }
}
