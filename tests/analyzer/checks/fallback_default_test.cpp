#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("fallback_default fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("fallback_default");
}

TEST_CASE("fallback_default finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("fallback_default");
}
