// Facts of a matter that the rules of its packs would not understand.
#include "cli/run/fact_checks.hpp"

#include "tests/catch.hpp"

namespace isonomia::cli {

namespace {

MatterFile matter_with(const std::string& id, FactType type) {
    MatterFile matter;
    Fact fact;
    fact.id = id;
    fact.type = type;
    matter.facts.push_back(fact);
    matter.places["fact/" + id] = {"matter.xml", 7, 5};
    return matter;
}

std::vector<rules::Pack> one_pack() {
    rules::Pack pack;
    pack.id = "p";
    rules::FactDeclaration fact;
    fact.id = "served.validation-conditions";
    pack.facts.push_back(fact);
    std::vector<rules::Pack> packs;
    packs.push_back(std::move(pack));
    return packs;
}

}  // namespace

TEST_CASE("a fact that no rule reads is warned of with what may have been meant") {
    const auto packs = one_pack();
    const auto unread = unread_facts(matter_with("served.validation", FactType::boolean), packs);
    REQUIRE(unread.size() == 1);
    CHECK(unread[0].code == "M0110");
    CHECK(unread[0].where->line == 7);
    CHECK(unread[0].message.find("did you mean 'served.validation-conditions'") !=
          std::string::npos);
    const auto other = unread_facts(matter_with("weather", FactType::text), packs);
    REQUIRE(other.size() == 1);
    CHECK(other[0].message.find("did you mean") == std::string::npos);
    CHECK(unread_facts(matter_with("weather", FactType::text), {}).empty());
    CHECK(unread_facts(matter_with("served.on", FactType::date), packs).empty());
    CHECK(unread_facts(matter_with("served.validation-conditions", FactType::boolean), packs)
              .empty());
}

TEST_CASE("a fact of another type than the rules read is refused where it stands") {
    const auto packs = one_pack();
    const auto wrong =
        check_fact_types(matter_with("served.validation-conditions", FactType::text), packs);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == "M0109");
    CHECK(wrong.error().where->line == 7);
    CHECK(check_fact_types(matter_with("served.validation-conditions", FactType::boolean), packs));
    CHECK(check_fact_types(matter_with("weather", FactType::text), packs));
}

}  // namespace isonomia::cli
