#include "stats/drift.hpp"

#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "stats/permutation.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::stats;

using Counts = std::vector<std::uint64_t>;

TEST_CASE("drift: nothing to compare is undefined, with the reason") {
    CHECK_FALSE(population_stability_index(Counts{}, Counts{}));
    CHECK_FALSE(population_stability_index(Counts{5}, Counts{5}));
    CHECK_FALSE(population_stability_index(Counts{0, 0}, Counts{5, 1}));
    CHECK_FALSE(population_stability_index(Counts{5, 1}, Counts{0, 0}));
    CHECK_FALSE(two_sample_chi_square(Counts{0, 0}, Counts{1, 2}));
    CHECK_FALSE(two_sample_chi_square(Counts{3, 0}, Counts{2, 0}));
    CHECK_FALSE(cusum({0, 0}, std::vector<Proportion>{{1, 2}}));
    CHECK_FALSE(cusum({0, 5}, std::vector<Proportion>{{0, 2}}));
    CHECK_FALSE(cusum({5, 5}, std::vector<Proportion>{{2, 2}}));
    CHECK_FALSE(cusum({0, 0}, {}));
    CHECK_FALSE(rank_correlation(std::vector<double>{1, 2}, std::vector<double>{1, 2}));
    CHECK_FALSE(rank_correlation(std::vector<double>{1, 1, 1}, std::vector<double>{1, 2, 3}));
    const auto none = cusum({2, 5}, {});
    REQUIRE(none);
    CHECK(none->points.empty());
    CHECK(none->highest == 0);
}

TEST_CASE("an empty bin does not let a constant of ours decide the stability index") {
    // A constant of 0.0001 in place of the empty share would give 0.9 of an index of 1 alone.
    const auto index = population_stability_index(Counts{50, 50}, Counts{100, 0});
    REQUIRE(index);
    const double p = 100.5 / 101;
    CHECK(*index ==
          Approx((p - 0.5) * std::log(p / 0.5) + (1 - p - 0.5) * std::log((1 - p) / 0.5)));
    CHECK(*population_stability_index(Counts{50, 50}, Counts{50, 50}) == 0);
    // With counts it comes to the plain index: shares (.2, .8) and (.4, .6).
    const auto large =
        population_stability_index(Counts{200'000, 800'000}, Counts{400'000, 600'000});
    CHECK(*large == Approx(0.2 * std::log(2.0) - 0.2 * std::log(0.75)).epsilon(1e-5));
}

TEST_CASE("cumulative sums: a period without units changes nothing; both directions") {
    const auto still = cusum({10, 100}, std::vector<Proportion>{{10, 100}, {0, 0}, {10, 100}});
    REQUIRE(still);
    CHECK(still->highest == 0);
    const auto rising = cusum({10, 100}, std::vector<Proportion>{{30, 100}, {0, 0}, {30, 100}});
    REQUIRE(rising);
    CHECK(rising->points[0].up > 0);
    CHECK(rising->points[1].up == rising->points[0].up);
    CHECK(rising->at == 2);
    CHECK(rising->points[2].down == 0);
    const auto falling = cusum({90, 100}, std::vector<Proportion>{{60, 100}});
    REQUIRE(falling);
    CHECK(falling->points[0].down > 0);
    CHECK(*cusum_highest(Counts{10, 90, 30, 70, 0, 0, 30, 70}) == rising->highest);
}

TEST_CASE("the permutation p of the sums is uniform or larger when nothing moved") {
    std::uint32_t found = 0;
    constexpr std::uint32_t sets = 400;
    for (std::uint32_t k = 0; k < sets; ++k) {
        RandomStream random(11, 3, k);
        Counts counts;
        for (int period = 0; period < 6; ++period) {
            std::uint64_t events = 0;
            for (int i = 0; i < 40; ++i)
                if (random.uniform() < 0.25) ++events;
            counts.push_back(events);
            counts.push_back(40 - events);
        }
        const auto p = permutation_p(counts, 2, cusum_highest, {1, k, 400, 0.95, 1});
        REQUIRE(p);
        if (*p <= 0.1) ++found;
    }
    // 0.1 of 400 is 40; five standard deviations are 30.
    CHECK(found <= 70);
    CHECK(found >= 10);
}

TEST_CASE("R agrees on stability index, chi-square, cumulative sums and rank correlation") {
    if (!std::filesystem::exists("/usr/bin/Rscript")) {
        WARN("not run: Rscript is not installed");
        return;
    }
    struct Set {
        Counts baseline, current, x, y;
    };
    std::vector<Set> sets;
    std::string input;
    const auto listed = [](const Counts& counts) {
        return fmt::format("{}", fmt::join(counts, ","));
    };
    for (std::uint32_t k = 0; k < 50; ++k) {
        RandomStream random(17, 1, k);
        const auto draw = [&](double most) {
            return static_cast<std::uint64_t>(random.uniform() * most);
        };
        Set set;
        for (std::uint32_t i = 0; i < 3 + k % 8; ++i) {
            set.baseline.push_back(1 + draw(60));
            set.current.push_back(draw(40));
            set.x.push_back(1 + draw(9));
            set.y.push_back(5 + draw(30));
        }
        set.current.back() = 7;
        input += listed(set.baseline) + ";" + listed(set.current) + ";" + listed(set.x) + ";" +
                 listed(set.y) + "\n";
        sets.push_back(std::move(set));
    }
    const auto script = tests::source_dir() / "tests/peers/r/monitoring.R";
    const auto run = run_process({"/usr/bin/Rscript", "--vanilla", script.string()}, input);
    REQUIRE(run.has_value());
    INFO(run->err);
    REQUIRE(run->exit_code == 0);
    const auto lines = split(trim(run->out), '\n');
    REQUIRE(lines.size() == sets.size());
    for (std::size_t k = 0; k < sets.size(); ++k) {
        const Set& set = sets[k];
        Counts pairs;
        for (std::size_t i = 0; i < set.x.size(); ++i) {
            pairs.push_back(set.x[i]);
            pairs.push_back(set.y[i]);
        }
        const auto chi = two_sample_chi_square(set.baseline, set.current);
        const std::vector<double> x(set.x.begin(), set.x.end());
        const std::vector<double> y(set.y.begin(), set.y.end());
        const auto correlation = rank_correlation(x, y);
        const std::vector<double> ours{*population_stability_index(set.baseline, set.current),
                                       chi->statistic, chi->p, *cusum_highest(pairs),
                                       correlation ? *correlation : std::nan("")};
        const auto theirs = words(lines[k]);
        REQUIRE(theirs.size() == ours.size());
        for (std::size_t i = 0; i < ours.size(); ++i) {
            INFO(fmt::format("set {}, figure {}: {} here, {} in R", k, i, ours[i], theirs[i]));
            if (std::isnan(ours[i])) continue;
            const auto value = parse_number(theirs[i]);
            REQUIRE(value.has_value());
            CHECK((tests::relative_error(ours[i], *value) < 1e-10 ||
                   std::abs(ours[i] - *value) < 1e-13));
        }
    }
}
