#include "core/text.hpp"
#include "tests/catch.hpp"
#include "tests/provenance/export_facts.hpp"

using namespace isonomia;
using namespace isonomia::tests;

namespace isonomia::tests {

namespace {

std::string without_prefix(const Json& value, std::string_view prefix) {
    REQUIRE(value.string() != nullptr);
    const std::string& text = *value.string();
    REQUIRE(text.starts_with(prefix));
    return text.substr(prefix.size());
}

Json field_of(const Json& value) {
    const Json* typed = value.find("type");
    if (typed == nullptr) return value;
    const std::string& literal = *value.find("$")->string();
    if (*typed->string() == "isonomia:json") return *parse_json(literal);
    return literal;
}

void read_things(const Json& document, const char* nature, ExportFacts& facts) {
    const Json* things = document.find(nature);
    if (things == nullptr) return;
    for (const auto& [key, thing] : *things->object()) {
        const std::string name = without_prefix(key, "record:");
        Json::Object fields;
        std::string start;
        std::string end;
        for (const auto& [member, value] : *thing.object()) {
            if (member == "prov:startTime") start = *value.string();
            if (member == "prov:endTime") end = *value.string();
            if (member.starts_with("isonomia:") && member != "isonomia:of")
                fields[member.substr(9)] = field_of(value);
        }
        facts.fields[name] = canonical(fields);
        facts.natures[name] = nature;
        if (!start.empty() || !end.empty()) facts.times[name] = start + "/" + end;
    }
}

}  // namespace

ExportFacts facts_of_prov(const Json& document) {
    ExportFacts facts;
    for (const char* nature : {"entity", "activity", "agent"})
        read_things(document, nature, facts);
    struct Verb {
        const char* member;
        const char* verb;
        const char* from;
        const char* to;
    };
    for (const Verb& verb :
         {Verb{"used", "used", "prov:activity", "prov:entity"},
          Verb{"wasGeneratedBy", "generated", "prov:entity", "prov:activity"},
          Verb{"wasAssociatedWith", "associated", "prov:activity", "prov:agent"},
          Verb{"wasAttributedTo", "attributed", "prov:entity", "prov:agent"},
          Verb{"wasDerivedFrom", "derived", "prov:generatedEntity", "prov:usedEntity"},
          Verb{"wasInformedBy", "informed", "prov:informed", "prov:informant"}}) {
        const Json* relations = document.find(verb.member);
        if (relations == nullptr) continue;
        for (const auto& [id, relation] : *relations->object()) {
            const Json* role = relation.find("prov:role");
            if (role == nullptr) role = relation.find("isonomia:role");
            facts.relations.insert(
                {verb.verb, without_prefix(*relation.find(verb.from), "record:"),
                 without_prefix(*relation.find(verb.to), "record:"),
                 role == nullptr ? "" : without_prefix(*role->find("$"), "isonomia:")});
        }
    }
    return facts;
}

}  // namespace isonomia::tests

TEST_CASE("prov-json: a record of nothing is the record alone") {
    const auto document = parse_json(exported("prov-json", {}));
    REQUIRE(document);
    CHECK(document->object()->size() == 2);  // prefix, entity
    CHECK(document->find("entity")->object()->size() == 1);
}

TEST_CASE("prov-json says what the record says, no more and no less") {
    const CaseFile file = case_to_export();
    const auto document = parse_json(exported("prov-json", file));
    REQUIRE(document);
    check_same(facts_of_prov(*document), expected_facts(file));
}

TEST_CASE("prov-json: names are safe whatever an id holds, and no value is empty") {
    const std::string text = exported("prov-json", case_to_export());
    const auto document = parse_json(text);
    REQUIRE(document);
    std::size_t names = 0;
    for (const char* nature : {"entity", "activity", "agent"})
        for (const auto& [key, thing] : *document->find(nature)->object()) {
            ++names;
            CHECK(key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                        "0123456789_.-%:") == std::string::npos);
            for (const auto& [member, value] : *thing.object())
                if (value.string() != nullptr) {
                    INFO(key << " " << member);
                    CHECK_FALSE(value.string()->empty());
                }
        }
    CHECK(names > 40);
    for (const char c : text)
        CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
}

TEST_CASE("prov-json: the same record gives the same bytes") {
    CHECK(exported("prov-json", case_to_export()) == exported("prov-json", case_to_export()));
}
