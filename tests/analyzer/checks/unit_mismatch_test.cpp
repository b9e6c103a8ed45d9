#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("unit_mismatch fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("unit_mismatch");
}

TEST_CASE("unit_mismatch finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("unit_mismatch");
}
