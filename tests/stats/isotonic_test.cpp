#include "stats/isotonic.hpp"

#include "tests/catch.hpp"

using namespace isonomia::stats;

TEST_CASE("nothing, one score, one class, constant score") {
    CHECK(pool_adjacent_violators({}).empty());
    ScoreCounts counts;
    counts.add(3, true, 4);
    CHECK(pool_adjacent_violators(counts).size() == 1);
    counts.add(3, false, 4);
    REQUIRE(pool_adjacent_violators(counts).size() == 1);
    ScoreCounts one_class;
    for (int i = 0; i < 5; ++i)
        one_class.add(i, false);
    CHECK(pool_adjacent_violators(one_class).size() == 1);
}

TEST_CASE("violators are pooled, right orders stay") {
    const auto counts = ScoreCounts::of({{1, 1, 0}, {2, 0, 1}, {3, 1, 0}, {4, 0, 1}, {5, 0, 2}});
    const auto blocks = pool_adjacent_violators(counts);
    REQUIRE(blocks.size() == 3);
    CHECK(blocks[1].first == 1);
    CHECK(blocks[1].last == 2);
    CHECK(blocks[1].positives == 1);
    CHECK(blocks[1].negatives == 1);
    CHECK(blocks[2].first == 3);
    CHECK(blocks[2].last == 4);
}

TEST_CASE("a falling order becomes one block") {
    ScoreCounts counts;
    for (int i = 0; i < 100; ++i)
        counts.add(i, i < 50);
    REQUIRE(pool_adjacent_violators(counts).size() == 1);
    CHECK(pool_adjacent_violators(counts)[0].last == 99);
}
