#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("slice_complexity fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("slice_complexity");
}

TEST_CASE("slice_complexity finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("slice_complexity");
}
