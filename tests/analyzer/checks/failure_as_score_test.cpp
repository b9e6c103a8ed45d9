#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("failure_as_score fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("failure_as_score");
}

TEST_CASE("failure_as_score finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("failure_as_score");
}
