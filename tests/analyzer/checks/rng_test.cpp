#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("rng fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("rng");
}

TEST_CASE("rng finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("rng");
}
