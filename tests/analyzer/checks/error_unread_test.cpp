#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("error_unread fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("error_unread");
}
