#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("cap_truncate fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("cap_truncate");
}

TEST_CASE("cap_truncate finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("cap_truncate");
}
