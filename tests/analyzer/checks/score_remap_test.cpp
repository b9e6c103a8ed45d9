#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("score_remap fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("score_remap");
}

TEST_CASE("score_remap finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("score_remap");
}
