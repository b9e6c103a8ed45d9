#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("silent_drop fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("silent_drop");
}

TEST_CASE("silent_drop finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("silent_drop");
}
