#include "tests/analyzer/review_support.hpp"
#include "tests/catch.hpp"

TEST_CASE("every faulty twin is found, every repaired twin is silent") {
    const auto names = isonomia::tests::twins();
    CHECK(names.size() >= 25);
    for (const std::string& name : names)
        if (name.find('.') != std::string::npos)  // the others are tested with their check
            isonomia::tests::check_twins(name);
}
