// Fairlearn, AIF360 and Aequitas on the same random tables: agreement where they are right, and
// their known answers where they are not (docs/metrics/peers.md). Run by scripts/test-peers.
#include <array>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "fairness/metric.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::fairness;

namespace {

using Pair = std::array<Confusion, 2>;
using Value = std::optional<double>;

Value of(const stats::Defined<double>& value) { return value ? Value(*value) : std::nullopt; }

Value rate(const char* id, const Confusion& c) {
    return of(find_metric(id)->estimate({c}).value());
}

Value figure(const char* id, const std::vector<Confusion>& tables) {
    return of(find_metric(id)->figure(Tables(counts_of(tables))));
}

// In the order in which the script prints.
std::vector<Value> ours(const Pair& pair) {
    const Confusion& c = pair[0];
    const std::vector<Confusion> two{pair[0], pair[1]};
    const std::vector<Confusion> all{{pair[0].true_positives + pair[1].true_positives,
                                      pair[0].false_positives + pair[1].false_positives,
                                      pair[0].true_negatives + pair[1].true_negatives,
                                      pair[0].false_negatives + pair[1].false_negatives}};
    const auto parity = figure("statistical_parity_difference", two);
    return {rate("false_positive_rate", c),
            rate("true_positive_rate", c),
            rate("selection_rate", c),
            parity ? Value(std::abs(*parity)) : parity,
            figure("equalized_odds", two),
            parity,
            figure("disparate_impact_ratio", two),
            figure("average_odds_difference", two),
            figure("generalized_entropy_index", all),
            figure("theil_index", all),
            figure("between_group_generalized_entropy", two),
            figure("between_group_theil", two),
            rate("false_positive_rate", c),
            rate("false_negative_rate", c),
            rate("false_discovery_rate", c),
            rate("false_omission_rate", c)};
}

constexpr std::array<const char*, 16> names{
    "Fairlearn FPR",  "Fairlearn TPR", "Fairlearn selection", "Fairlearn difference",
    "Fairlearn odds", "AIF360 parity", "AIF360 impact",       "AIF360 average odds",
    "AIF360 entropy", "AIF360 Theil",  "AIF360 between",      "AIF360 between Theil",
    "Aequitas FPR",   "Aequitas FNR",  "Aequitas FDR",        "Aequitas FOR"};

// The peers' answers for each pair; nothing where they cannot be asked.
std::optional<std::vector<std::vector<double>>> asked(const std::vector<Pair>& pairs) {
    const char* python = std::getenv("ISONOMIA_PEERS_PYTHON");
    if (python == nullptr) return std::nullopt;
    std::string input;
    for (const Pair& pair : pairs) {
        for (const Confusion& c : pair)
            input += fmt::format("{} {} {} {} ", c.true_positives, c.false_positives,
                                 c.true_negatives, c.false_negatives);
        input += '\n';
    }
    const auto script = tests::source_dir() / "tests/peers/python/fairness.py";
    const auto run = run_process({python, script.string()}, input);
    REQUIRE(run.has_value());
    INFO(run->err);
    REQUIRE(run->exit_code == 0);
    std::vector<std::vector<double>> answers;
    for (const std::string_view line : split(trim(run->out), '\n')) {
        answers.emplace_back();
        for (const auto& word : words(line))
            answers.back().push_back(std::strtod(std::string(word).c_str(), nullptr));
    }
    REQUIRE(answers.size() == pairs.size());
    return answers;
}

}  // namespace

TEST_CASE("where every denominator is there, the peers agree", "[peers]") {
    std::vector<Pair> pairs;
    stats::RandomStream random(31, 0);
    const auto some = [&](std::uint64_t most) { return 1 + random.next() % most; };
    for (int i = 0; i < 40; ++i)
        pairs.push_back({Confusion{some(90), some(60), some(200), some(40)},
                         Confusion{some(50), some(60), some(100), some(80)}});
    const auto answers = asked(pairs);
    if (!answers) {
        WARN("not run: ISONOMIA_PEERS_PYTHON names no Python with the peers");
        return;
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto mine = ours(pairs[i]);
        REQUIRE((*answers)[i].size() == mine.size());
        for (std::size_t k = 0; k < mine.size(); ++k) {
            INFO(names[k] << " of pair " << i << ": " << *mine[k] << " here, " << (*answers)[i][k]);
            CHECK(std::abs(*mine[k] - (*answers)[i][k]) < 1e-9);
        }
    }
}

TEST_CASE("a group without negatives: the peers give 0, here it is undefined", "[peers]") {
    const std::vector<Pair> pairs{{Confusion{3, 0, 0, 4}, Confusion{5, 2, 8, 5}}};
    const auto answers = asked(pairs);
    if (!answers) {
        WARN("not run: ISONOMIA_PEERS_PYTHON names no Python with the peers");
        return;
    }
    const auto mine = ours(pairs[0]);
    CHECK_FALSE(mine[0].has_value());  // false-positive rate
    CHECK((*answers)[0][0] == 0);      // Fairlearn
    CHECK_FALSE(mine[4].has_value());  // equalized odds
    CHECK((*answers)[0][4] >= 0);      // Fairlearn gives a number
}
