#include "core/case_file.hpp"

#include "core/act_key.hpp"
#include "core/case_document.hpp"
#include "core/describe.hpp"
#include "core/xml.hpp"
#include "tests/catch.hpp"

using namespace isonomia;

namespace {

LedgerEntry entry(std::uint64_t index, const std::string& type, const std::string& id,
                  Json payload) {
    LedgerEntry result;
    result.index = index;
    result.type = type;
    result.id = id;
    result.payload = std::move(payload);
    result.recorded = {static_cast<std::int64_t>(1000 + index)};
    return result;
}

LedgerEntry fact_entry(std::uint64_t index, const std::string& id, const std::string& value) {
    Fact fact;
    fact.id = id;
    fact.value = value;
    return entry(index, "fact", id, to_json(fact));
}

}  // namespace

TEST_CASE("entries that do not describe their type are refused") {
    CHECK(replay({entry(0, "spell", "x", Json::Object{})}).error().code == "P0901");
    CHECK(replay({entry(0, "fact", "x", Json("text"))}).error().code == "P0902");
    CHECK(replay({entry(0, "fact", "x", Json::Object{{"id", "other"}})}).error().code == "P0902");
    CHECK(replay({entry(0, "fact", "x", Json::Object{{"id", "x"}, {"statuss", "unknown"}})})
              .error()
              .code == "P0902");
    CHECK(replay({entry(0, "fact", "x", Json::Object{{"id", "x"}, {"status", "certain"}})})
              .error()
              .code == "P0902");
    CHECK(replay({entry(0, "withdrawal", "x", Json::Object{})}).error().code == "P0902");
}

TEST_CASE("nothing recorded is an empty case file") {
    const auto file = replay({});
    REQUIRE(file);
    CHECK(file->entries == 0);
    CHECK(file->matter.empty());
}

TEST_CASE("a later entry of a slot supersedes, and the earlier one is remembered") {
    auto second = fact_entry(1, "a", "false");
    second.supersedes = 0;
    const auto file = replay({fact_entry(0, "a", "true"), second, fact_entry(2, "b", "1")});
    REQUIRE(file);
    REQUIRE(file->facts.size() == 2);
    CHECK(file->facts[0].object.value == "false");
    CHECK(file->facts[0].entry == 1);
    REQUIRE(file->history.size() == 1);
    CHECK(file->history[0].entry == 0);
    CHECK(file->history[0].by == 1);
    CHECK_FALSE(file->history[0].withdrawn);
}

TEST_CASE("a withdrawal removes and is remembered") {
    auto withdrawal = entry(1, "withdrawal", "a", Json::Object{});
    withdrawal.supersedes = 0;
    const auto file = replay({fact_entry(0, "a", "true"), withdrawal});
    REQUIRE(file);
    CHECK(file->facts.empty());
    REQUIRE(file->history.size() == 1);
    CHECK(file->history[0].withdrawn);
}

TEST_CASE("the state of n entries holds nothing later") {
    const std::vector<LedgerEntry> all{fact_entry(0, "a", "1"), fact_entry(1, "b", "2")};
    const auto early = replay({all[0]});
    REQUIRE(early);
    CHECK(early->entries == 1);
    CHECK(find(early->facts, "b") == nullptr);
    CHECK(early->last_recorded.seconds == 1000);
}

TEST_CASE("described objects survive JSON and show in the case document") {
    Measurement measured;
    measured.id = "d/fpr/";
    measured.value = 0.25;
    measured.interval = Interval{0.1, 0.4, 0.95, "clopper-pearson"};
    measured.group = {{"race", "<&\"x"}};
    measured.parameters = {{"threshold", "5"}};
    measured.numerator = 1;
    measured.series = {
        {.label = "bar", .x = std::nullopt, .value = -0.5, .low = {}, .high = {}, .n = {}}};
    const auto back = from_json<Measurement>(to_json(measured));
    REQUIRE(back);
    CHECK(canonical(to_json(*back)) == canonical(to_json(measured)));

    const auto file = replay({entry(0, "measurement", measured.id, to_json(measured))});
    REQUIRE(file);
    const std::string document = case_document(*file);
    const auto tree = XmlDocument::parse(document, "case.xml");
    REQUIRE(tree);
    const XmlNode node = tree->root().child("measurement");
    CHECK(node.attribute("value") == "0.25");
    CHECK(node.attribute("ledger-entry") == "0");
    CHECK(node.child("interval").attribute("high") == "0.4");
    CHECK(node.child("group").attribute("value") == "<&\"x");
    CHECK(node.child("parameters").attribute("name") == "threshold");
}

TEST_CASE("an act key changes with each of its parts and with nothing else") {
    const ActInputs base{ActivityKind::measurement, "1", {"a", "b"}, {{"k", "v"}}, 7};
    CHECK(act_key(base) == act_key(ActInputs(base)));
    auto other = base;
    other.inputs = {"ab", ""};
    CHECK(act_key(other) != act_key(base));
    other = base;
    other.seed.reset();
    CHECK(act_key(other) != act_key(base));
    other = base;
    other.tool_version = "2";
    CHECK(act_key(other) != act_key(base));
    other = base;
    other.parameters["k"] = "w";
    CHECK(act_key(other) != act_key(base));
    other = base;
    other.kind = ActivityKind::explanation;
    CHECK(act_key(other) != act_key(base));
}
