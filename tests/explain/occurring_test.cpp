#include "explain/occurring.hpp"

#include <limits>

#include "tests/catch.hpp"

using isonomia::explain::occurring;

TEST_CASE("occurring values: none, only missing ones, one again and again") {
    const double missing = std::numeric_limits<double>::quiet_NaN();
    CHECK(occurring({}, 2).empty());
    CHECK(occurring({missing, missing}, 2).empty());
    CHECK(occurring({3, missing, 3, 3}, 2) == std::vector<double>{3});
}

TEST_CASE("occurring values: as many as asked for, with both ends") {
    std::vector<double> values;
    for (int i = 100; i >= 0; --i)
        values.push_back(i);
    CHECK(occurring(values, 2) == std::vector<double>{0, 100});
    CHECK(occurring(values, 5) == std::vector<double>{0, 25, 50, 75, 100});
    CHECK(occurring({2, 1, 1}, 2) == std::vector<double>{1, 2});
}
