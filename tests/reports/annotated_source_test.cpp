#include "reports/annotated_source.hpp"

#include "tests/catch.hpp"

using namespace isonomia;

namespace {

reports::AnnotatedSource sample() {
    reports::AnnotatedSource source;
    source.entries = {"score"};
    source.lines = {{"a.cpp", 6, 1, true, "is returned", "", 0, "return w;"},
                    {"b.cpp", 2, 2, false, "decides", "a.cpp", 6, "if (x < 3)"}};
    Finding finding;
    finding.id = "test_mode-1";
    finding.check = "test_mode";
    finding.title = "a title";
    finding.claim = "A claim.";
    finding.place = {"b.cpp", 2, 1, "if (x < 3)", "asked"};
    finding.path = {finding.place,
                    {"a.cpp", 6, 1, "return w;", "is returned"},
                    {"off.cpp", 9, 1, "", "elsewhere"}};
    source.findings = {finding};
    return source;
}

}  // namespace

TEST_CASE("annotated source: hostile text is only text, and nothing is fetched or run") {
    auto source = sample();
    source.entries = {"<script>alert(1)</script>"};
    source.lines[0].text = "</td><script src=x>";
    source.texts = {{"b.cpp", "<img src=x onerror=y>\nif (x < 3)\n\xff\xfe\n"}};
    source.findings[0].title = "\"><a href='javascript:x'>";
    source.coverage.not_read = {"<b>"};
    const std::string page = annotated_html(source);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("<img") == std::string::npos);
    CHECK(page.find("<b>") == std::string::npos);
    CHECK(page.find("<a href='javascript") == std::string::npos);
    CHECK(page.find("http://") == std::string::npos);
    CHECK(page.find("https://") == std::string::npos);
    CHECK(page.find("default-src 'none'") != std::string::npos);
}

TEST_CASE("annotated source: every line leads on, every link has its target") {
    auto source = sample();
    source.texts = {{"a.cpp", "1\n2\n3\n4\n5\nreturn w;\n"}};
    const std::string page = annotated_html(source);
    CHECK(page.find("What was read") < page.find("The lines that matter first"));
    std::size_t links = 0;
    for (auto at = page.find("href=\"#"); at != std::string::npos;
         at = page.find("href=\"#", at + 1)) {
        const auto start = at + 7;
        const std::string target = page.substr(start, page.find('"', start) - start);
        INFO(target);
        CHECK(page.find("id=\"" + target + "\"") != std::string::npos);
        ++links;
    }
    CHECK(links >= 6);
    CHECK(page.find("off.cpp:9") != std::string::npos);
    CHECK(annotated_html(source) == page);
}
