#include "core/json.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

Json record_of(const CaseFile& file) {
    const auto document = assemble(file);
    REQUIRE(document);
    auto json = parse_json((*find_format("json"))->render(*document).value());
    REQUIRE(json);
    return *json;
}

}  // namespace

TEST_CASE("an empty case file has every member, empty") {
    const Json json = record_of(CaseFile{});
    for (const char* member : {"matter", "measurements", "outcomes", "gaps", "superseded"}) {
        REQUIRE(json.find(member) != nullptr);
        CHECK(json.find(member)->array()->empty());
    }
    CHECK(*json.find("schema_version")->string() == "1");
}

TEST_CASE("undefined has a reason and no value; unverified authorities are counted, not served") {
    const Json json = record_of(tests::compas_case());
    int undefined = 0;
    for (const Json& m : *json.find("measurements")->array())
        if (m.find("value") == nullptr && *m.find("form")->string() == "scalar") {
            CHECK(m.find("undefined_reason") != nullptr);
            ++undefined;
        }
    CHECK(undefined == 9);
    const Json& first = json.find("outcomes")->array()->front();
    CHECK(first.find("authorities")->array()->size() == 1);
    CHECK(*first.find("authorities_left_out")->number() == 1);
}

TEST_CASE("hostile text survives as it is where it is UTF-8") {
    CaseFile file = tests::compas_case();
    file.matter.front().object.title = "a\xE2\x80\xAE<b>";
    const Json json = record_of(file);
    CHECK(*json.find("matter")->array()->front().find("title")->string() == "a\xE2\x80\xAE<b>");
}

TEST_CASE("gaps name their holder and the outcomes that hang on them") {
    const Json json = record_of(tests::compas_case());
    const Json::Array& gaps = *json.find("gaps")->array();
    REQUIRE(gaps.size() == 2);
    CHECK(*gaps[0].find("fact")->string() == "served.source-code");
    CHECK(*gaps[0].find("holder")->string() == "vendor");
    CHECK(*gaps[0].find("ground")->string() == "trade secret");
    CHECK(gaps[0].find("outcomes")->array()->size() == 1);
}
