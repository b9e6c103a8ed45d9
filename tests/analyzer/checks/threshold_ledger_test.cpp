#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("threshold_ledger fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("threshold_ledger");
}

TEST_CASE("threshold_ledger finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("threshold_ledger");
}
