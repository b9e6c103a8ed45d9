#include "stats/philox.hpp"

#include <set>

#include "tests/catch.hpp"

using namespace isonomia::stats;

// Known answers: kat_vectors of the authors' Random123 distribution.
TEST_CASE("the published known answers of Philox4x32-10") {
    CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) ==
          PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
          PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("seed, stream and replicate each give other numbers, in both halves of their words") {
    std::set<std::uint64_t> first;
    for (const std::uint64_t seed : {0ULL, 1ULL, 1ULL << 32U})
        for (const std::uint64_t stream : {0ULL, 1ULL, 1ULL << 32U})
            for (const std::uint32_t replicate : {0U, 1U})
                first.insert(RandomStream(seed, stream, replicate).next());
    CHECK(first.size() == 18);
}

TEST_CASE("a stream is the blocks of its counter, one after the other") {
    RandomStream stream(0, 0);
    CHECK(stream.next() == 0xe169c58d6627e8d5);
    CHECK(stream.next() == 0x9b00dbd8bc57ac4c);
    const PhiloxBlock second = philox4x32({1, 0, 0, 0}, {0, 0});
    CHECK(static_cast<std::uint32_t>(stream.next()) == second[0]);
}

TEST_CASE("uniform numbers lie inside (0, 1) and fill it evenly") {
    RandomStream stream(7, 3);
    int counts[10] = {};
    for (int i = 0; i < 100'000; ++i) {
        const double u = stream.uniform();
        REQUIRE((u > 0 && u < 1));
        ++counts[static_cast<int>(u * 10)];
    }
    double square = 0;
    for (const int count : counts)
        square += (count - 10'000.0) * (count - 10'000.0) / 10'000.0;
    CHECK(square < 27.9);  // chi-square with 9 degrees of freedom, p = 0.001
}
