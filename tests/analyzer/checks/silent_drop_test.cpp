#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("silent_drop fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("silent_drop");
}
