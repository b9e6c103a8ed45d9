#include "stats/score_counts.hpp"

#include <limits>

#include "tests/catch.hpp"

using namespace isonomia::stats;

TEST_CASE("no scores, one score, signed zeros and infinities") {
    CHECK(ScoreCounts().sorted().empty());
    CHECK(ScoreCounts().all() == 0);
    ScoreCounts counts;
    counts.add(1, true, 0);
    CHECK(counts.sorted().empty());
    constexpr double infinity = std::numeric_limits<double>::infinity();
    counts.add(-0.0, true);
    counts.add(0.0, false);
    counts.add(infinity, true);
    counts.add(-infinity, false);
    REQUIRE(counts.sorted().size() == 3);
    CHECK(counts.sorted()[1] == ScoreCount{0, 1, 1});
    CHECK(counts.sorted()[0].score == -infinity);
}

TEST_CASE("any order and any split gives the same distribution") {
    ScoreCounts forward;
    ScoreCounts backward;
    ScoreCounts first;
    ScoreCounts second;
    for (int i = 0; i < 1000; ++i) {
        forward.add((i * 7) % 13, i % 3 == 0);
        backward.add(((999 - i) * 7) % 13, (999 - i) % 3 == 0);
        (i % 2 == 0 ? first : second).add((i * 7) % 13, i % 3 == 0);
    }
    first.merge(second);
    CHECK(forward.sorted() == backward.sorted());
    CHECK(forward.sorted() == first.sorted());
    CHECK(first.positives() == 334);
    CHECK(first.all() == 1000);
    CHECK(ScoreCounts::of(forward.sorted()).positives() == 334);
    CHECK(ScoreCounts::of({{1, 1, 0}, {1, 0, 2}, {2, 1, 0}}).sorted() ==
          std::vector<ScoreCount>{{1, 1, 2}, {2, 1, 0}});
}

TEST_CASE("more rows than wait to be sorted") {
    ScoreCounts counts;
    for (std::size_t i = 0; i < ScoreCounts::waiting_max + 10; ++i)
        counts.add(static_cast<double>(i % 5), i % 2 == 0);
    CHECK(counts.sorted().size() == 5);
    CHECK(counts.all() == ScoreCounts::waiting_max + 10);
}
