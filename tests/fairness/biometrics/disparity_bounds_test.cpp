#include "fairness/biometrics/disparity_bounds.hpp"

#include <vector>

#include "fairness/biometrics/disparity_indices.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using stats::Bounds;

TEST_CASE("bounds of indices: rates that may be 0, and rates that are known") {
    const std::vector<Bounds> zero{{0, .1}, {0, .2}};
    CHECK_FALSE(gini_bounds(zero));
    CHECK_FALSE(garbe_bounds(zero, zero));
    CHECK_FALSE(inequity_bounds(zero, zero));
    CHECK_FALSE(max_over_mean_bounds(zero));
    CHECK(fairness_discrepancy_bounds(zero, zero)->low == Approx(.8));
    CHECK(fairness_discrepancy_bounds(zero, zero)->high == 1);
    const std::vector<Bounds> known{{.01, .01}, {.02, .02}, {.04, .04}};
    const std::vector<double> rates{.01, .02, .04};
    CHECK(gini_bounds(known)->low == Approx(*gini(rates)));
    CHECK(gini_bounds(known)->high == Approx(*gini(rates)));
    CHECK(inequity_bounds(known, known)->low == Approx(*inequity_rate(rates, rates)));
    CHECK(max_over_mean_bounds(known)->high == Approx(*max_over_geometric_mean(rates)));
    CHECK(fairness_discrepancy_bounds(known, known)->low ==
          Approx(*fairness_discrepancy_rate(rates, rates)));
}

TEST_CASE("whatever rates lie within the bounds, the index does too") {
    for (std::uint32_t k = 0; k < 300; ++k) {
        stats::RandomStream random(71, 1, k);
        std::vector<Bounds> fmr;
        std::vector<Bounds> fnmr;
        for (std::uint32_t g = 0; g < 2 + k % 5; ++g)
            for (auto* list : {&fmr, &fnmr}) {
                const double low = 0.001 + 0.3 * random.uniform();
                list->push_back({low, low + 0.3 * random.uniform()});
            }
        for (int draw = 0; draw < 30; ++draw) {
            const auto within = [&](const std::vector<Bounds>& bounds) {
                std::vector<double> rates;
                for (const Bounds& one : bounds) {
                    // Ends often: extremes lie there.
                    const double u = 3 * random.uniform() - 1;
                    const double share = u < 0 ? 0 : u > 1 ? 1 : u;
                    rates.push_back(one.low + share * (one.high - one.low));
                }
                return rates;
            };
            const auto a = within(fmr);
            const auto b = within(fnmr);
            const auto holds = [](const stats::Defined<Bounds>& bounds, double value) {
                return bounds && bounds->low <= value + 1e-12 && value <= bounds->high + 1e-12;
            };
            CHECK(holds(garbe_bounds(fmr, fnmr), *garbe(a, b)));
            CHECK(holds(fairness_discrepancy_bounds(fmr, fnmr), *fairness_discrepancy_rate(a, b)));
            CHECK(holds(inequity_bounds(fmr, fnmr), *inequity_rate(a, b)));
            CHECK(holds(max_over_mean_bounds(fmr), *max_over_geometric_mean(a)));
        }
    }
}
