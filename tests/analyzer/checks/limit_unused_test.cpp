#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("limit_unused fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("limit_unused");
}

TEST_CASE("limit_unused finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("limit_unused");
}
