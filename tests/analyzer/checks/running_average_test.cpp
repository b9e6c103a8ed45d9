#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("running_average fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("running_average");
}

TEST_CASE("running_average finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("running_average");
}
