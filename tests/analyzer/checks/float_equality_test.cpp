#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("float_equality fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("float_equality");
}

TEST_CASE("float_equality finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("float_equality");
}
