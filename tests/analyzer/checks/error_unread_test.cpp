#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("error_unread fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("error_unread");
}

TEST_CASE("error_unread finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("error_unread");
}
