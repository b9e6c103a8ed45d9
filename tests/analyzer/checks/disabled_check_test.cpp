#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("disabled_check fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("disabled_check");
}

TEST_CASE("disabled_check finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("disabled_check");
}
