#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("index_narrowing fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("index_narrowing");
}

TEST_CASE("index_narrowing finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("index_narrowing");
}
