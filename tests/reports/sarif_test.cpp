#include "reports/sarif.hpp"

#include "tests/catch.hpp"

using namespace isonomia;

namespace {

Finding sample() {
    Finding finding;
    finding.id = "silent_drop-1";
    finding.check = "silent_drop";
    finding.entry = "score";
    finding.title = "an element is removed";
    finding.claim = "An element is removed.";
    finding.why = "It matters.";
    finding.place = {"src/a b.cpp", 12, 5, "v.erase(i);", "removed"};
    finding.path = {finding.place, {"src/lr.cpp", 3, 1, "return x;", "is returned"}, {}};
    finding.function = "n::filter";
    finding.file_sha256 = std::string(64, 'a');
    return finding;
}

const Json& at(const Json& json, std::string_view name) {
    const Json* member = json.find(name);
    REQUIRE(member != nullptr);
    return *member;
}

const Json& only(const Json& array) {
    REQUIRE(array.array() != nullptr);
    REQUIRE(array.array()->size() == 1);
    return array.array()->front();
}

}  // namespace

TEST_CASE("sarif: nothing, hostile names and withheld excerpts") {
    const Json empty = reports::sarif_log({}, {}, "1");
    CHECK(*at(empty, "version").string() == "2.1.0");
    CHECK(at(only(at(empty, "runs")), "results").array()->empty());
    Finding odd = sample();
    odd.place.file = "a%\"<é>.cpp";
    odd.place.text.clear();
    const std::string text = canonical(reports::sarif_log({odd}, {}, "1"));
    CHECK(text.find("a%25%22%3C%C3%A9%3E.cpp") != std::string::npos);
    CHECK(text.find("v.erase(i)") != std::string::npos);  // the path still has it
    odd.path.clear();
    const std::string bare = canonical(reports::sarif_log({odd}, {}, "1"));
    CHECK(bare.find("snippet") == std::string::npos);
    CHECK(bare.find("startColumn") == std::string::npos);
    CHECK(bare.find("codeFlows") == std::string::npos);
}

TEST_CASE("sarif: a finding is a lead with its path, stable id and suppression") {
    Finding suppressed = sample();
    suppressed.id = "silent_drop-2";
    suppressed.judgement = "suppressed";
    suppressed.judged_by = "R. Reader";
    suppressed.judged_on = "2026-11-22";
    suppressed.judged_why = "bounded";
    Finding value = sample();
    value.check = "threshold_ledger";
    value.value = "0.97";
    Coverage coverage;
    coverage.units = 2;
    coverage.units_clean = 1;
    coverage.not_read = {"b.cpp: not read"};
    coverage.languages = {{"MATLAB", 3, 900, 0, 0}};
    const Json log = reports::sarif_log({sample(), suppressed, value}, {coverage}, "1.2");
    const Json& run = only(at(log, "runs"));
    const auto& results = *at(run, "results").array();
    REQUIRE(results.size() == 3);
    CHECK(*at(results[0], "kind").string() == "review");
    CHECK(*at(results[2], "kind").string() == "informational");
    CHECK(*at(results[0], "level").string() == "none");
    CHECK(*at(at(results[0], "partialFingerprints"), "isonomiaFindingId/v1").string() ==
          "silent_drop-1");
    const Json& flow = only(at(only(at(results[0], "codeFlows")), "threadFlows"));
    CHECK(at(flow, "locations").array()->size() == 3);
    CHECK(results[0].find("suppressions") == nullptr);
    const Json& suppression = only(at(results[1], "suppressions"));
    CHECK(*at(suppression, "justification").string() == "bounded");
    CHECK(*at(at(suppression, "properties"), "reviewer").string() == "R. Reader");
    const auto& rules = *at(at(at(run, "tool"), "driver"), "rules").array();
    REQUIRE(rules.size() == 2);
    CHECK(*at(results[2], "ruleIndex").number() == 1);
    CHECK(at(run, "artifacts").array()->size() == 2);
    const std::string notes = canonical(at(run, "invocations"));
    CHECK(notes.find("b.cpp: not read") != std::string::npos);
    CHECK(notes.find("MATLAB: 0 of 3 files") != std::string::npos);
}
