#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("ambient_input fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("ambient_input");
}

TEST_CASE("ambient_input finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("ambient_input");
}
