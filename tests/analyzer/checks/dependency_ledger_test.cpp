#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("dependency_ledger lists the lines that are marked, and no other") {
    isonomia::tests::check_annotated("dependency_ledger");
}
