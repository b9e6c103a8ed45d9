#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("nan_to_number fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("nan_to_number");
}

TEST_CASE("nan_to_number finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("nan_to_number");
}
