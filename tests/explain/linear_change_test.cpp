// The smallest change of a linear score, against every combination of whole values.
#include <cmath>

#include "explain/counterfactual.hpp"
#include "tests/catch.hpp"
#include "tests/explain/random_model.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

struct LinearCase {
    Model model;
    Row row;
    std::vector<Limit> limits;
    Goal goal;
};

// Up to four features of whole numbers, weights in eighths: sums are exact.
LinearCase drawn_case(tests::Draw& draw) {
    const std::size_t features = 1 + draw.below(4);
    LinearCase c;
    c.model = tests::plain_model(features);
    c.model.base = {std::round(draw.unit() * 20 - 10) / 4};
    c.model.weights.resize(1);
    for (std::size_t f = 0; f < features; ++f) {
        c.model.weights[0].push_back(std::round(draw.unit() * 40 - 20) / 8);
        const double own = std::floor(draw.unit() * 8);
        c.row.push_back(own);
        Limit limit;
        limit.whole = true;
        limit.low = own - static_cast<double>(draw.below(5));
        limit.high = own + static_cast<double>(draw.below(5));
        limit.scale = .5 + std::round(draw.unit() * 8) / 8;
        if (draw.unit() < .2) limit.direction = draw.unit() < .5 ? 1 : -1;
        c.limits.push_back(limit);
    }
    c.goal.at_least = draw.unit() < .5;
    const double step = std::round(draw.unit() * 60) / 8;
    c.goal.result = c.model.predict(c.row)[0] + (c.goal.at_least ? step : -step);
    return c;
}

struct Least {
    std::size_t changed = 99;  // features; 99 where no combination reaches the goal
    double size = 0;           // in scales
};

void try_all(const LinearCase& c, Row& now, std::size_t f, Least& least) {
    if (f < c.row.size()) {
        const Limit& limit = c.limits[f];
        const double low = limit.direction > 0 ? c.row[f] : *limit.low;
        const double high = limit.direction < 0 ? c.row[f] : *limit.high;
        for (now[f] = low; now[f] <= high; ++now[f])
            try_all(c, now, f + 1, least);
        return;
    }
    const double result = c.model.predict(now)[0];
    if (c.goal.at_least ? result < c.goal.result : result >= c.goal.result) return;
    Least here{0, 0};
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (now[i] == c.row[i]) continue;
        ++here.changed;
        here.size += std::abs(now[i] - c.row[i]) / c.limits[i].scale;
    }
    if (here.changed < least.changed ||
        (here.changed == least.changed && here.size < least.size - 1e-12))
        least = here;
}

}  // namespace

TEST_CASE("linear scores: minimal and impossible are what every combination says") {
    tests::Draw draw(5);
    std::size_t minimal = 0;
    std::size_t impossible = 0;
    for (int round = 0; round < 3'000; ++round) {
        const LinearCase c = drawn_case(draw);
        Least least;
        Row now = c.row;
        try_all(c, now, 0, least);
        const auto found = counterfactual(c.model, c.row, c.goal, c.limits);
        REQUIRE(found.has_value());
        INFO("round " << round);
        if (found->certificate == Certificate::impossible) {
            CHECK(least.changed == 99);
            ++impossible;
        } else if (found->certificate == Certificate::minimal) {
            CHECK(found->changes.size() == least.changed);
            CHECK(found->size == Approx(least.size).margin(1e-9));
            ++minimal;
        } else if (found->certificate == Certificate::best_found) {
            CHECK(found->changes.size() >= least.changed);
        }
    }
    // Most are decided: certificates that are never given would pass all checks above.
    CHECK(minimal > 1'300);
    CHECK(impossible > 1'100);
    CHECK(minimal + impossible > 2'500);
}
