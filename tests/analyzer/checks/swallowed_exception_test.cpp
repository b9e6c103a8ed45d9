#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("swallowed_exception fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("swallowed_exception");
}

TEST_CASE("swallowed_exception finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("swallowed_exception");
}
