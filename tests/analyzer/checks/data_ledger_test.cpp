#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("data_ledger lists the lines that are marked, and no other") {
    isonomia::tests::check_annotated("data_ledger");
}
