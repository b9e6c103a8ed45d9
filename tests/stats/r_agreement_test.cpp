// R computes every interval and test afresh on random and extreme tables; it must agree to 1e-10
// relative.
#include <array>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "core/random.hpp"
#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "stats/chi_square.hpp"
#include "stats/fisher.hpp"
#include "stats/intervals.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::stats;

namespace {

struct Tables {
    Proportion first;
    Proportion second;
    double level = 0.95;
};

std::vector<Tables> tables() {
    std::vector<Tables> list{{{3, 8}, {1, 10}},
                             {{0, 1}, {0, 1}},
                             {{1, 1}, {1, 1}},
                             {{0, 1}, {1, 1}},
                             {{0, 40}, {40, 40}},
                             {{1, 100'000}, {99'999, 100'000}},
                             {{805, 1795}, {349, 1488}},
                             {{7, 1'000'000}, {1, 1'000'000}},
                             {{499'000, 1'000'000}, {500'000, 1'000'000}}};
    SeededRandom random(20240601);
    const auto below = [&](std::uint64_t bound) {
        std::array<std::uint8_t, 8> bytes{};
        random.fill(bytes);
        std::uint64_t value = 0;
        for (const std::uint8_t byte : bytes)
            value = value << 8U | byte;
        return value % bound;
    };
    constexpr std::array<std::uint64_t, 5> sizes{5, 30, 300, 5'000, 100'000};
    constexpr std::array<double, 3> levels{0.9, 0.95, 0.99};
    for (int i = 0; i < 300; ++i) {
        const std::uint64_t size = sizes[below(sizes.size())];
        const std::uint64_t n1 = 1 + below(size);
        const std::uint64_t n2 = 1 + below(size);
        // Every third table has few successes.
        const std::uint64_t most = i % 3 == 0 ? 5 : size;
        list.push_back({{below(std::min(n1, most) + 1), n1},
                        {below(std::min(n2, most) + 1), n2},
                        levels[below(levels.size())]});
    }
    return list;
}

using Numbers = std::vector<std::optional<double>>;

void append(Numbers& numbers, const Defined<Bounds>& bounds) {
    numbers.push_back(bounds ? std::optional(bounds->low) : std::nullopt);
    numbers.push_back(bounds ? std::optional(bounds->high) : std::nullopt);
}

// In the order in which the R script prints.
Numbers ours(const Tables& t) {
    const auto optional = [](const auto& value) {
        return value ? std::optional<double>(*value) : std::nullopt;
    };
    Numbers numbers;
    append(numbers, clopper_pearson(t.first, t.level));
    append(numbers, wilson(t.first, t.level));
    append(numbers, newcombe(t.first, t.second, t.level));
    numbers.push_back(optional(risk_ratio(t.first, t.second)));
    append(numbers, katz(t.first, t.second, t.level));
    numbers.push_back(optional(fisher_p(t.first, t.second)));
    const auto odds = conditional_odds_ratio(t.first, t.second, t.level);
    numbers.push_back(odds ? odds->estimate : std::nullopt);
    numbers.push_back(odds ? std::optional(odds->low) : std::nullopt);
    numbers.push_back(odds ? odds->high : std::nullopt);
    const auto square = chi_square(t.first, t.second);
    numbers.push_back(square ? std::optional(square->statistic) : std::nullopt);
    numbers.push_back(square ? std::optional(square->p) : std::nullopt);
    return numbers;
}

constexpr std::array<const char*, 15> names{
    "exact low",     "exact high", "Wilson low", "Wilson high", "Newcombe low",
    "Newcombe high", "ratio",      "Katz low",   "Katz high",   "Fisher p",
    "odds ratio",    "odds low",   "odds high",  "chi-square",  "chi-square p"};

// Differences may cancel: what is below 1e-12 in absolute terms is equal for these purposes.
bool agree(const std::optional<double>& mine, std::string_view theirs) {
    if (theirs == "NA") return !mine.has_value();
    const auto value = parse_number(theirs);
    if (!mine || !value) return false;
    return tests::relative_error(*mine, *value) <= 1e-10 ||
           (std::abs(*mine) > 1e-6 && std::abs(*mine - *value) < 1e-12) ||
           (std::abs(*mine) < 1e-14 && std::abs(*value) < 1e-14 && *mine * *value == 0);
}

}  // namespace

TEST_CASE("R agrees on random and extreme tables") {
    if (!std::filesystem::exists("/usr/bin/Rscript")) {
        WARN("not run: Rscript is not installed");
        return;
    }
    const auto list = tables();
    std::string input;
    for (const Tables& t : list)
        input += fmt::format("{} {} {} {} {}\n", t.first.successes, t.first.trials,
                             t.second.successes, t.second.trials, t.level);
    const auto script = tests::source_dir() / "tests/peers/r/intervals.R";
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
            INFO(fmt::format("{} of {}/{} and {}/{} at {}: {} here, {} in R", names[k],
                             list[i].first.successes, list[i].first.trials,
                             list[i].second.successes, list[i].second.trials, list[i].level,
                             mine[k] ? shortest(*mine[k]) : "undefined", theirs[k]));
            CHECK(agree(mine[k], theirs[k]));
        }
    }
}
