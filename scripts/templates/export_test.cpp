#include "tests/catch.hpp"
#include "tests/provenance/export_facts.hpp"

using namespace isonomia::tests;

TEST_CASE("@words@: a record of nothing is an empty file") { CHECK(exported("@name@", {}).empty()); }

TEST_CASE("@words@: every exhibit has its line") {
    const auto file = case_to_export();
    for (const auto& exhibit : file.exhibits) {
        INFO(exhibit.object.id);
        const std::string line = exhibit.object.sha256 + "  " + exhibit.object.id + "\n";
        CHECK(exported("@name@", file).find(line) != std::string::npos);
    }
}
