#include "reports/readable.hpp"

#include <algorithm>

#include "core/json.hpp"
#include "reports/zip.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

bool reads(const std::string& content, std::string_view what) {
    const auto texts = readable(content, "x");
    REQUIRE(texts);
    return std::any_of(texts->begin(), texts->end(), [&](const Readable& one) {
        return one.text.find(what) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("what cannot be read stops the check, it is not taken for clean") {
    for (const char* broken : {"PK\x03\x04", "%PDF-1.7 and no more", "<p>", "{\"a\":"})
        CHECK_FALSE(readable(broken, "x"));
    CHECK(readable("", "x")->size() == 1);
}

TEST_CASE("text is read over tags, escapes and attributes") {
    const std::string html = "<!DOCTYPE html>\n<p title=\"a &amp; b\">c &lt;<b>d</b></p>";
    CHECK(reads(html, "c <d"));
    CHECK(reads(html, "a & b"));
    CHECK(reads(R"({"a \"key\"": [{"x": "two \\ three"}, 7214]})", "two \\ three"));
    CHECK(reads(R"({"a \"key\"": 7214})", "a \"key\""));
    CHECK(reads(R"({"a": 7214})", "7214"));
    CHECK(reads(zip({{"part.xml", "<a>in <i>side</i></a>"}}).value(), "in side"));
    CHECK(reads("plain", "plain"));
    CHECK_FALSE(reads("\x89PNG and bytes that look like a name", "name"));
}
