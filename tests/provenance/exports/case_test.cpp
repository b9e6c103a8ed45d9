#include <algorithm>
#include <array>

#include "tests/catch.hpp"
#include "tests/provenance/export_facts.hpp"

using namespace isonomia;
using namespace isonomia::tests;

namespace isonomia::tests {

namespace {

using Names = std::vector<std::string>;

std::string local(const Json& id) {
    REQUIRE(id.string() != nullptr);
    REQUIRE(id.string()->starts_with("kb:"));
    return id.string()->substr(3);
}

// The local names of a property's references.
Names references(const Json& node, const std::string& property) {
    Names names;
    const Json* list = node.find(property);
    if (list == nullptr) return names;
    for (const Json& one : *list->array())
        names.push_back(local(*one.find("@id")));
    return names;
}

constexpr std::array roles{"taken_in", "item", "sender", "receiver", "decider"};

std::string role_of(const Json& node, const std::string& name) {
    for (const char* role : roles) {
        const Names names = references(node, std::string("isonomia:") + role);
        if (std::find(names.begin(), names.end(), name) != names.end()) return role;
    }
    return "";
}

Json field_of(const Json& value) {
    const Json* type = value.find("@type");
    if (type == nullptr) return value;
    const std::string& literal = *value.find("@value")->string();
    if (*type->string() == "isonomia:json") return *parse_json(literal);
    return literal;
}

std::string nature_of(const std::string& type) {
    if (type == "case-investigation:InvestigativeAction") return "activity";
    return type.starts_with("uco-tool:") || type.starts_with("uco-identity:") ? "agent" : "entity";
}

void read_relations(const Json& node, const std::string& name, ExportFacts& facts) {
    for (const std::string& thing : references(node, "uco-action:object"))
        if (!thing.starts_with("provenance_record-"))
            facts.relations.insert({"used", name, thing, role_of(node, thing)});
    for (const std::string& thing : references(node, "isonomia:legal_basis"))
        facts.relations.insert({"used", name, thing, "legal_basis"});
    for (const std::string& thing : references(node, "uco-action:result"))
        if (!thing.starts_with("provenance_record-"))
            facts.relations.insert({"generated", thing, name, ""});
    for (const char* role : {"performer", "instrument"})
        for (const std::string& agent : references(node, std::string("uco-action:") + role))
            facts.relations.insert({"associated", name, agent, role});
    for (const std::string& agent : references(node, "uco-action:participant"))
        facts.relations.insert({"associated", name, agent, role_of(node, agent)});
    for (const std::string& thing : references(node, "case-investigation:wasDerivedFrom"))
        facts.relations.insert({"derived", name, thing, ""});
    for (const std::string& act : references(node, "case-investigation:wasInformedBy"))
        facts.relations.insert({"informed", name, act, ""});
}

void read_thing(const Json& node, const std::string& name, ExportFacts& facts) {
    Json::Object fields;
    std::string times = "/";
    for (const auto& [member, value] : *node.object()) {
        if (member == "uco-action:startTime") times = *value.find("@value")->string() + times;
        if (member == "uco-action:endTime") times += *value.find("@value")->string();
        const bool refers = value.array() != nullptr && !value.array()->empty() &&
                            value.array()->front().find("@id") != nullptr;
        if (member.starts_with("isonomia:") && !refers) fields[member.substr(9)] = field_of(value);
    }
    facts.fields[name] = canonical(fields);
    facts.natures[name] = nature_of(*node.find("@type")->array()->front().string());
    if (times != "/") facts.times[name] = times;
}

}  // namespace

ExportFacts facts_of_case(const Json& document) {
    ExportFacts facts;
    for (const Json& node : *document.find("@graph")->array()) {
        const std::string name = local(*node.find("@id"));
        if (name.starts_with("provenance_record-")) continue;
        if (name.starts_with("relationship-")) {
            facts.relations.insert({"attributed", references(node, "uco-core:source").front(),
                                    references(node, "uco-core:target").front(),
                                    *node.find("uco-core:kindOfRelationship")->string()});
            continue;
        }
        read_thing(node, name, facts);
        read_relations(node, name, facts);
    }
    return facts;
}

}  // namespace isonomia::tests

namespace {

// All values of members of that name, at any depth.
void collect(const Json& json, const std::string& member, std::vector<Json>& found) {
    if (const auto* object = json.object())
        for (const auto& [name, value] : *object) {
            if (name == member) found.push_back(value);
            collect(value, member, found);
        }
    if (const auto* array = json.array())
        for (const Json& value : *array)
            collect(value, member, found);
}

}  // namespace

TEST_CASE("case: a record of nothing is the record alone") {
    const auto document = parse_json(exported("case", {}));
    REQUIRE(document);
    CHECK(document->find("@graph")->array()->size() == 1);
}

TEST_CASE("case says what the record says, no more and no less") {
    const CaseFile file = case_to_export();
    const auto document = parse_json(exported("case", file));
    REQUIRE(document);
    check_same(facts_of_case(*document), expected_facts(file));
}

TEST_CASE("case: hostile text is text, and every name is one of this record and ends in a UUID") {
    const auto document = parse_json(exported("case", case_to_export()));
    REQUIRE(document);
    std::vector<Json> ids;
    collect(*document, "@id", ids);
    CHECK(ids.size() > 100);
    for (const Json& id : ids) {
        REQUIRE(id.string() != nullptr);
        INFO(*id.string());
        CHECK(id.string()->starts_with("kb:"));
        CHECK(id.string()->find_first_of(" <>\"{}|\\^`\n") == std::string::npos);
        CHECK((*id.string())[id.string()->size() - 22] == '5');  // version of the UUID
    }
    CHECK(document->object()->size() == 2);
}

TEST_CASE("case: digests are hashes only where they are digests") {
    const auto document = parse_json(exported("case", case_to_export()));
    std::vector<Json> values;
    collect(*document, "uco-types:hashValue", values);
    CHECK(values.size() == 12);  // 11 exhibits and a copy; F3 has none
    for (const Json& value : values)
        CHECK(value.find("@value")->string()->size() == 64);
    std::vector<Json> sizes;
    collect(*document, "uco-observable:sizeInBytes", sizes);
    REQUIRE_FALSE(sizes.empty());
    CHECK(*sizes.front().find("@value")->string() == "9007199254740994");
}
