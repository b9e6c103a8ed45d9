// What the build embeds is what stands in the source tree, byte for byte.
#include "core/embedded.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;

TEST_CASE("embedded schemas equal their files") {
    REQUIRE(!schemas().empty());
    for (const EmbeddedFile& schema : schemas()) {
        INFO(schema.path);
        std::ifstream in(tests::source_dir() / schema.path, std::ios::binary);
        REQUIRE(in);
        CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == schema.content);
    }
}

TEST_CASE("embedded schemas are sorted by path") {
    CHECK(std::is_sorted(schemas().begin(), schemas().end(),
                         [](const auto& a, const auto& b) { return a.path < b.path; }));
}
