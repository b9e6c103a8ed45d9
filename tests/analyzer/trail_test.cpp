#include "analyzer/trail.hpp"

#include "tests/catch.hpp"

using namespace isonomia;
using analyzer::Judgement;

namespace {

Judgement judgement(const std::string& id, const std::string& verdict) {
    return {id, verdict, "R. Reader", "looked at it", "2026-11-22T10:00:00Z", "title", "aa"};
}

Finding finding(const std::string& id, const std::string& digest) {
    Finding result;
    result.id = id;
    result.file_sha256 = digest;
    result.place.file = "a.cpp";
    return result;
}

}  // namespace

TEST_CASE("a trail that is none is refused with its line") {
    for (
        const std::string line :
        {"x", "{}", "[]", R"({"finding":"a"})",
         R"({"finding":"a","verdict":"maybe","reviewer":"R","reason":"x","date":"2026-01-01"})",
         R"({"finding":"a","verdict":"confirmed","reviewer":" ","reason":"x","date":"2026-01-01"})",
         R"({"finding":"a","verdict":"confirmed","reviewer":"R","reason":"","date":"2026-01-01"})",
         R"({"finding":"a","verdict":"confirmed","reviewer":"R","reason":"x","date":"soon"})",
         R"({"finding":"a","verdict":"open","reviewer":"R","reason":"x",)"
         R"("date":"2026-01-01","z":1})"}) {
        INFO(line);
        const auto read =
            analyzer::read_trail(trail_line(judgement("a", "open")) + line + "\n", "t");
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().code == "C0401");
        CHECK(read.error().where->line == 2);
    }
    CHECK(analyzer::read_trail("", "t")->empty());
    CHECK(analyzer::read_trail("\n\n", "t")->empty());
}

TEST_CASE("the last judgement counts; stale ones are said") {
    std::string text;
    for (const auto& [id, verdict] : {std::pair{"a", "suppressed"},
                                      {"b", "confirmed"},
                                      {"a", "open"},
                                      {"gone", "confirmed"},
                                      {"c", "suppressed"}})
        text += trail_line(judgement(id, verdict));
    const auto trail = analyzer::read_trail(text, "t");
    REQUIRE(trail.has_value());
    std::vector<Finding> findings{finding("a", "aa"), finding("b", "bb"), finding("c", "aa")};
    const auto remarks = analyzer::apply_trail(*trail, findings);
    CHECK(findings[0].judgement.empty());
    CHECK(findings[1].judgement.empty());  // the file says something else now
    CHECK(findings[1].judged_by.empty());
    CHECK(findings[2].judgement == "suppressed");
    CHECK(findings[2].judged_by == "R. Reader");
    REQUIRE(remarks.size() == 2);
    CHECK(remarks[0].find("'b' was confirmed when a.cpp had other content") == 0);
    CHECK(remarks[1].find("'gone' is not found any more") != std::string::npos);
}
