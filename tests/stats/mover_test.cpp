#include "stats/mover.hpp"

#include <array>
#include <cmath>

#include "stats/intervals.hpp"
#include "tests/catch.hpp"

using namespace isonomia::stats;

TEST_CASE("no terms are the point 0") {
    const Bounds none = mover({});
    CHECK(none.low == 0);
    CHECK(none.high == 0);
}

TEST_CASE("one term keeps its interval, and its factor turns it") {
    const std::array<Term, 1> up{{{2, .5, {.4, .7}}}};
    CHECK(std::abs(mover(up).low - .8) < 1e-15);
    CHECK(std::abs(mover(up).high - 1.4) < 1e-15);
    const std::array<Term, 1> down{{{-1, .5, {.4, .7}}}};
    CHECK(std::abs(mover(down).low + .7) < 1e-15);
    CHECK(std::abs(mover(down).high + .4) < 1e-15);
}

TEST_CASE("two rates subtracted give Newcombe's interval") {
    const Proportion a{805, 1795};
    const Proportion b{349, 1488};
    const std::array<Term, 2> terms{
        {{1, *estimate(a), *wilson(a, .95)}, {-1, *estimate(b), *wilson(b, .95)}}};
    CHECK(std::abs(mover(terms).low - newcombe(a, b, .95)->low) < 1e-15);
    CHECK(std::abs(mover(terms).high - newcombe(a, b, .95)->high) < 1e-15);
}
