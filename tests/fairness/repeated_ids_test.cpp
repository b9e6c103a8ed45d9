#include "fairness/repeated_ids.hpp"

#include <string>

#include "tests/catch.hpp"

using namespace isonomia::fairness;

TEST_CASE("without room nothing is checked, and that is said") {
    RepeatedIds ids(0);
    ids.add("");
    CHECK(ids.complete());
    ids.add("a");
    CHECK_FALSE(ids.complete());
    CHECK(ids.repeated() == 0);
}

TEST_CASE("each row after a person's first is a repetition") {
    RepeatedIds ids(100);
    for (int round = 0; round < 3; ++round)
        for (int person = 0; person < 100; ++person)
            ids.add(std::to_string(person));
    CHECK(ids.complete());
    CHECK(ids.repeated() == 200);
}
