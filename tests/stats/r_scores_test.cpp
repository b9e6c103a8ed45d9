// R computes figures of scores afresh on random sets, with and without ties.
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "stats/auc.hpp"
#include "stats/calibration.hpp"
#include "stats/kolmogorov.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::stats;

TEST_CASE("R agrees on AUC, DeLong, Kolmogorov-Smirnov, Brier and recalibration") {
    if (!std::filesystem::exists("/usr/bin/Rscript")) {
        WARN("not run: Rscript is not installed");
        return;
    }
    std::vector<ScoreCounts> sets;
    std::string input;
    for (std::uint32_t k = 0; k < 40; ++k) {
        RandomStream random(5, 1, k);
        ScoreCounts counts;
        std::string line;
        for (std::uint32_t i = 0; i < 20 + 3 * k; ++i) {
            double score = 0.02 + 0.96 * random.uniform();
            if (k % 2 == 0) score = std::round(score * 10 + 0.5) / 12;  // ties
            const bool positive = random.uniform() < 0.2 + 0.6 * score;
            counts.add(score, positive);
            line +=
                fmt::format("{}{}:{}", line.empty() ? "" : " ", shortest(score), positive ? 1 : 0);
        }
        sets.push_back(counts);
        input += line + "\n";
    }
    const auto script = tests::source_dir() / "tests/peers/r/scores.R";
    const auto run = run_process({"/usr/bin/Rscript", "--vanilla", script.string()}, input);
    REQUIRE(run.has_value());
    INFO(run->err);
    REQUIRE(run->exit_code == 0);
    const auto lines = split(trim(run->out), '\n');
    REQUIRE(lines.size() == sets.size());
    for (std::size_t k = 0; k < sets.size(); ++k) {
        const ScoreCounts& counts = sets[k];
        const auto area = delong(counts);
        const auto gap = kolmogorov_smirnov(counts);
        const auto large = calibration_in_the_large(counts, 0.95);
        const auto slope = calibration_slope(counts, 0.95);
        const std::vector<double> ours{
            area->value,          area->variance, gap->statistic,        gap->p,
            brier(counts)->score, large->value,   large->standard_error, slope->value,
            slope->standard_error};
        const auto theirs = words(lines[k]);
        REQUIRE(theirs.size() == ours.size());
        for (std::size_t i = 0; i < ours.size(); ++i) {
            INFO(fmt::format("set {}, figure {}: {} here, {} in R", k, i, shortest(ours[i]),
                             theirs[i]));
            const auto value = parse_number(theirs[i]);
            REQUIRE(value.has_value());
            CHECK((tests::relative_error(ours[i], *value) < 1e-9 ||
                   std::abs(ours[i] - *value) < 1e-11));
        }
    }
}
