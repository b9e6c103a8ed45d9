// R computes score intervals, stratified estimates and tests and the power of a test afresh on
// random strata.
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "stats/mantel_haenszel.hpp"
#include "stats/philox.hpp"
#include "stats/power.hpp"
#include "stats/score_interval.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::stats;

namespace {

struct Example {
    double level = 0.95;
    std::vector<Stratum> strata;
};

std::vector<Example> examples() {
    std::vector<Example> list{{.95, {{{805, 1795}, {349, 1488}}}},
                              {.95, {{{0, 10}, {3, 12}}, {{2, 4}, {0, 7}}}},
                              {.9, {{{5, 5}, {6, 9}}, {{1, 3}, {1, 1}}, {{0, 2}, {0, 8}}}}};
    RandomStream random(20240602, 0);
    const auto below = [&](std::uint64_t bound) { return random.next() % bound; };
    constexpr std::array<std::uint64_t, 4> sizes{5, 40, 600, 50'000};
    constexpr std::array<double, 3> levels{0.9, 0.95, 0.99};
    for (int i = 0; i < 200; ++i) {
        Example one{levels[below(3)], {}};
        const std::uint64_t size = sizes[below(sizes.size())];
        for (std::uint64_t s = 0; s <= below(6); ++s) {
            const std::uint64_t n1 = 2 + below(size);
            const std::uint64_t n2 = 2 + below(size);
            one.strata.push_back({{below(n1 + 1), n1}, {below(n2 + 1), n2}});
        }
        list.push_back(std::move(one));
    }
    return list;
}

using Numbers = std::vector<std::optional<double>>;

void append(Numbers& numbers, const Defined<Bounds>& bounds) {
    numbers.push_back(bounds ? std::optional(bounds->low) : std::nullopt);
    numbers.push_back(bounds ? std::optional(bounds->high) : std::nullopt);
}

// In the order in which the R script prints.
Numbers ours(const Example& e) {
    Numbers numbers;
    const Stratum& first = e.strata.front();
    append(numbers, score_difference(first.first, first.second, e.level));
    append(numbers, score_ratio(first.first, first.second, e.level));
    const auto odds = common_odds_ratio(e.strata, e.level);
    numbers.push_back(odds ? std::optional(odds->value) : std::nullopt);
    append(numbers, odds ? Defined<Bounds>(odds->bounds) : undefined(""));
    const auto test = mantel_haenszel_test(e.strata);
    numbers.push_back(test ? std::optional(test->statistic) : std::nullopt);
    numbers.push_back(test ? std::optional(test->p) : std::nullopt);
    const auto difference = common_difference(e.strata, e.level).value();
    numbers.push_back(difference.value);
    append(numbers, difference.bounds);
    const auto same = homogeneity(e.strata);
    for (const auto member :
         {&Homogeneity::breslow_day, &Homogeneity::tarone, &Homogeneity::degrees, &Homogeneity::p})
        numbers.push_back(same ? std::optional((*same).*member) : std::nullopt);
    constexpr std::uint64_t most = 60;  // R enumerates every table
    const auto shrunk = [](Proportion p, double add) {
        return (static_cast<double>(p.successes) + add) / (static_cast<double>(p.trials) + 2 * add);
    };
    numbers.push_back(fisher_power(shrunk(first.first, 1), std::min(first.first.trials, most),
                                   shrunk(first.second, 2), std::min(first.second.trials, most),
                                   1 - e.level));
    return numbers;
}

constexpr std::array<const char*, 17> names{"difference low", "difference high",
                                            "ratio low",      "ratio high",
                                            "odds ratio",     "odds low",
                                            "odds high",      "test",
                                            "test p",         "common difference",
                                            "common low",     "common high",
                                            "Breslow-Day",    "Tarone",
                                            "degrees",        "Tarone p",
                                            "power"};

// Differences may cancel: what agrees to 1e-11 in absolute terms is equal for these purposes. The
// closed cubic of the R route loses digits near its ends, hence 1e-8 for the first two.
bool agree(std::size_t which, const std::optional<double>& mine, std::string_view theirs) {
    if (theirs == "NA") return !mine.has_value();
    const auto value = parse_number(theirs);
    if (!mine || !value) return false;
    const double absolute = which < 2 ? 1e-7 : 1e-11;
    const double relative = which < 2 ? 1e-8 : 1e-10;
    return tests::relative_error(*mine, *value) <= relative || std::abs(*mine - *value) < absolute;
}

}  // namespace

TEST_CASE("R agrees on score intervals, strata and power") {
    if (!std::filesystem::exists("/usr/bin/Rscript")) {
        WARN("not run: Rscript is not installed");
        return;
    }
    const auto list = examples();
    std::string input;
    for (const Example& e : list) {
        input += fmt::format("{}", e.level);
        for (const Stratum& s : e.strata)
            input += fmt::format(" {} {} {} {}", s.first.successes, s.first.trials,
                                 s.second.successes, s.second.trials);
        input += '\n';
    }
    const auto script = tests::source_dir() / "tests/peers/r/strata.R";
    const auto run = run_process({"/usr/bin/Rscript", "--vanilla", script.string()}, input);
    REQUIRE(run.has_value());
    INFO(run->err);
    REQUIRE(run->exit_code == 0);
    const auto lines = split(trim(run->out), '\n');
    REQUIRE(lines.size() == list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto theirs = words(lines[i]);
        const auto mine = ours(list[i]);
        REQUIRE(theirs.size() == mine.size());
        for (std::size_t k = 0; k < mine.size(); ++k) {
            INFO(fmt::format("{} of line {}: {} here, {} in R", names[k], i + 1,
                             mine[k] ? shortest(*mine[k]) : "undefined", theirs[k]));
            CHECK(agree(k, mine[k], theirs[k]));
        }
    }
}
