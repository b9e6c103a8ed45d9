#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("test_mode fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("test_mode");
}

TEST_CASE("test_mode finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("test_mode");
}
