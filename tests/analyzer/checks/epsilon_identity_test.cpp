#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("epsilon_identity fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("epsilon_identity");
}

TEST_CASE("epsilon_identity finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("epsilon_identity");
}
