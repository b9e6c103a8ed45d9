#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("precision_discard fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("precision_discard");
}

TEST_CASE("precision_discard finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("precision_discard");
}
