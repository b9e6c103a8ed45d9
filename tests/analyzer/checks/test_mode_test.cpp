#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("test_mode fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("test_mode");
}
