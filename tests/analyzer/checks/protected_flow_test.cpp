#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("protected_flow fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("protected_flow");
}

TEST_CASE("protected_flow finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("protected_flow");
}
