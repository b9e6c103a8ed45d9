#include "stats/code_counter.hpp"

#include "stats/philox.hpp"
#include "tests/catch.hpp"

using namespace isonomia::stats;

TEST_CASE("code counter: nothing, one code, fewer than a step, all the same") {
    CodeCounter none;
    CHECK(none.counts().empty());
    CodeCounter one;
    one.grow(1);
    one.add(0);
    CHECK(one.counts() == std::vector<std::uint64_t>{1});
    one.grow(3);
    one.grow(2);  // never fewer
    one.add(2);
    CHECK(one.counts() == std::vector<std::uint64_t>{1, 0, 1});
    const std::vector<std::uint16_t> three{2, 2, 2};
    one.add(three);
    CHECK(one.counts() == std::vector<std::uint64_t>{1, 0, 4});
    CodeCounter same;
    same.grow(7);
    for (int i = 0; i < 10'001; ++i)
        same.add(6);
    CHECK(same.counts()[6] == 10'001);
}

TEST_CASE("code counter: one by one, in pieces and naively, the same counts") {
    constexpr std::size_t codes = 18'000;
    std::vector<std::uint16_t> list;
    std::vector<std::uint64_t> expected(codes, 0);
    RandomStream random(4, 1);
    for (int i = 0; i < 50'000; ++i) {
        list.push_back(static_cast<std::uint16_t>(random.next() % codes));
        ++expected[list.back()];
    }
    CodeCounter single;
    single.grow(codes);
    for (const std::uint16_t code : list)
        single.add(code);
    CHECK(single.counts() == expected);
    CodeCounter pieces;
    pieces.grow(codes);
    const std::span<const std::uint16_t> all(list);
    pieces.add(all.first(4'999));
    pieces.add(all.subspan(4'999));
    CHECK(pieces.counts() == expected);
}

TEST_CASE("code counter: 256 codes are counted in pairs, then there are more") {
    std::vector<std::uint16_t> list;
    std::vector<std::uint64_t> expected(300, 0);
    RandomStream random(5, 1);
    for (int i = 0; i < 20'003; ++i) {
        list.push_back(static_cast<std::uint16_t>(random.next() % (i < 10'000 ? 256 : 300)));
        ++expected[list.back()];
    }
    const std::span<const std::uint16_t> all(list);
    CodeCounter counter;
    counter.grow(256);
    counter.add(all.first(9'001));
    for (const std::uint16_t code : all.subspan(9'001, 999))
        counter.add(code);
    counter.grow(300);  // while codes of the smaller size wait
    counter.add(all.subspan(10'000));
    CHECK(counter.counts() == expected);
    CHECK(counter.counts() == expected);  // asking changes nothing
}
