#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("unlogged_override fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("unlogged_override");
}

TEST_CASE("unlogged_override finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("unlogged_override");
}
