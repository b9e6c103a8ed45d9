#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("order_sensitive fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("order_sensitive");
}

TEST_CASE("order_sensitive finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("order_sensitive");
}
