#include "rules/grounds.hpp"

#include "tests/rules/derived_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

Fact fact_of(FactStatus status, const std::string& value) {
    Fact made;
    made.id = "a";
    made.status = status;
    made.value = value;
    return made;
}

FactStatus standing(const Fact& fact) { return sober(fact, {{"E1", "abc"}}).status; }

}  // namespace

TEST_CASE("an empty case file gives no grounds but derived facts without a value") {
    const Grounds grounds = gather({});
    CHECK(grounds.exhibits.empty());
    CHECK(grounds.holders.empty());
    CHECK(grounds.facts.size() == derived_facts().size());
    CHECK(grounds.name_of("nobody") == "nobody");
}

TEST_CASE("established is what rests on an exhibit of the case, an admission or a finding") {
    Fact bare = fact_of(FactStatus::established, "true");
    CHECK(standing(bare) == FactStatus::asserted);
    Fact elsewhere = bare;
    elsewhere.exhibit = "E404";
    CHECK(standing(elsewhere) == FactStatus::asserted);
    Fact shown = bare;
    shown.exhibit = "E1";
    CHECK(standing(shown) == FactStatus::established);
    Fact admitted = bare;
    admitted.admitted_by = "prosecution";
    CHECK(standing(admitted) == FactStatus::established);
    Fact found = bare;
    found.finding = "judgment of 1 March";
    CHECK(standing(found) == FactStatus::established);
    Fact computed = bare;
    computed.derivation = "two of two";
    CHECK(standing(computed) == FactStatus::established);
}

TEST_CASE("no source makes more of a fact than its statement") {
    Fact word = fact_of(FactStatus::asserted, "true");
    word.exhibit = "E1";
    CHECK(standing(word) == FactStatus::asserted);
    Fact unsaid = fact_of(FactStatus::unknown, "");
    unsaid.exhibit = "E1";
    CHECK(standing(unsaid) == FactStatus::unknown);
    CHECK(standing(fact_of(FactStatus::withheld, "")) == FactStatus::withheld);
}

TEST_CASE("a fact without a value is unknown, whatever it claims to be") {
    CHECK(standing(fact_of(FactStatus::asserted, "")) == FactStatus::unknown);
    Fact shown = fact_of(FactStatus::established, "");
    shown.exhibit = "E1";
    CHECK(standing(shown) == FactStatus::unknown);
    Fact disputed = fact_of(FactStatus::disputed, "");
    disputed.otherwise = "12";
    CHECK(standing(disputed) == FactStatus::unknown);
}

TEST_CASE("a disputed truth has its opposite as the other side; any other needs it said") {
    const auto other = [](const std::string& value, const std::string& said = "") {
        Fact disputed = fact_of(FactStatus::disputed, value);
        disputed.otherwise = said;
        const Fact checked = sober(disputed, {});
        return checked.status == FactStatus::disputed ? checked.otherwise : "not disputed";
    };
    CHECK(other("true") == "false");
    CHECK(other("false") == "true");
    CHECK(other("12") == "not disputed");
    CHECK(other("12", "13") == "13");
    CHECK(other("true", "true") == "true");
}

TEST_CASE("a declared fact replaces no derived one, and derives nothing itself") {
    CaseFile case_file = with_use();
    Fact forged = fact_of(FactStatus::established, "true");
    forged.id = "d.human-review-recorded";
    add(case_file.facts, forged);
    Fact reasoned = fact_of(FactStatus::established, "true");
    reasoned.derivation = "because";
    add(case_file.facts, reasoned);
    const Grounds grounds = gather(case_file);
    CHECK(grounds.facts.at("d.human-review-recorded").status != FactStatus::established);
    CHECK(grounds.facts.at("a").status == FactStatus::asserted);
    CHECK(grounds.facts.at("a").derivation.empty());
}

TEST_CASE("who holds what is the first agent of a role, and the vendor that a system names") {
    CaseFile case_file = with_use();
    case_file.agents.front().object.name = "J. Officer";
    case_file.agents.front().object.role = Role::laboratory;
    System ours;
    System theirs;
    theirs.vendor = "Acme";
    add(case_file.systems, ours);
    add(case_file.systems, theirs);
    const Grounds grounds = gather(case_file);
    CHECK(grounds.holders.at("vendor") == "Acme");
    CHECK(grounds.holders.at("laboratory") == "officer");
    CHECK(grounds.name_of("officer") == "J. Officer");
    CHECK(grounds.exhibits.at("E1") == std::string(64, 'a'));
}

namespace {

Activity use_of(const std::string& id, const std::string& system, const std::string& version = "") {
    Activity made = act(id, ActivityKind::inference);
    made.system = system;
    if (!version.empty()) made.parameters["version"] = version;
    return made;
}

SystemUse role(const CaseFile& case_file, const std::string& id) {
    return gather(case_file).systems.at(id).use;
}

}  // namespace

TEST_CASE("of several systems none is known to be used until a use names one") {
    CaseFile case_file;
    add(case_file.systems, system_of("S"));
    CHECK(role(case_file, "S") == SystemUse::used);
    add(case_file.systems, system_of("T"));
    CHECK(role(case_file, "S") == SystemUse::unknown);
    CHECK(role(case_file, "T") == SystemUse::unknown);
    add(case_file.activities, use_of("A0", "nobody declared this"));
    CHECK(role(case_file, "S") == SystemUse::unknown);
    Activity review = use_of("A1", "S");
    review.kind = ActivityKind::review;
    add(case_file.activities, review);
    CHECK(role(case_file, "S") == SystemUse::unknown);
    add(case_file.activities, use_of("A2", "T"));
    CHECK(role(case_file, "S") == SystemUse::not_used);
    CHECK(role(case_file, "T") == SystemUse::used);
}

TEST_CASE("a use that states another version was not of the version that the system declares") {
    CaseFile case_file;
    add(case_file.systems, system_of("S", "3"));
    add(case_file.activities, use_of("A1", "S", "3"));
    CHECK(role(case_file, "S") == SystemUse::used);
    add(case_file.activities, use_of("A2", "S", "4"));
    add(case_file.activities, use_of("A3", "S", "3"));
    CHECK(role(case_file, "S") == SystemUse::other_version);
    CHECK(gather(case_file).systems.at("S").ran_as == "4");
    CHECK(gather(case_file).systems.at("S").name == "S, version 3");
}

TEST_CASE("where no version is declared, two uses of two versions are not of one") {
    CaseFile case_file;
    System named = system_of("S");
    named.name = "Match";
    add(case_file.systems, named);
    add(case_file.activities, use_of("A1", "S", "3"));
    CHECK(role(case_file, "S") == SystemUse::used);
    CHECK(gather(case_file).systems.at("S").name == "Match");
    add(case_file.activities, use_of("A2", "S", "4"));
    CHECK(role(case_file, "S") == SystemUse::other_version);
}

TEST_CASE("a figure is of use where its system was used") {
    Measurement figure;
    figure.system = "S";
    CHECK_FALSE(is_of_use({}, figure));
    for (const SystemUse use :
         {SystemUse::unknown, SystemUse::used, SystemUse::other_version, SystemUse::not_used})
        CHECK(is_of_use({{"S", {"S", SystemKind::other, use, ""}}}, figure) ==
              (use == SystemUse::used));
    CHECK_FALSE(is_of_use({{"T", {"T", SystemKind::other, SystemUse::used, ""}}}, figure));
}
