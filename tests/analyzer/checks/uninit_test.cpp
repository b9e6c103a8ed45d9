#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("uninit fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("uninit");
}

TEST_CASE("uninit finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("uninit");
}
