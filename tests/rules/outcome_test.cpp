// What an outcome says: reasons, requests, sources, languages.
#include "rules/evaluate.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

bool ends_on_these_facts(const Outcome& outcome) {
    const std::string& text = outcome.reason;
    const std::string end = "on these facts.";
    return text.size() > end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

Pack simple() { return sound(pack_text(rule_text(is_true("a")))); }

}  // namespace

TEST_CASE("an outcome is filled completely") {
    const Pack pack =
        sound(pack_text(rule_text("<all>" + is_true("a") + "<not>" + is_true("b") + "</not></all>",
                                  R"(burden="prosecution")")));
    const Outcome result = outcome(pack, {no("a"), yes("b")}, {"en", nullptr, "act-1"});
    CHECK(result.id == "p/R");
    CHECK(result.pack_version == "1");
    CHECK(result.pack_sha256.size() == 64);
    CHECK_FALSE(result.pack_signed);
    CHECK(result.principle == "legality");
    CHECK(result.requirement == "Q");
    CHECK(result.burden == "prosecution");
    CHECK(result.remedy == "Do");
    CHECK(result.act == "act-1");
    CHECK(result.verdict == Verdict::not_met);
    CHECK(result.reason ==
          "Not met: it is established that this is not so: “a is so”; it is established: “b is "
          "so”, on "
          "these facts.");
    REQUIRE(result.authorities.size() == 1);
    CHECK(result.authorities.front().cite == "The Law");
    CHECK(result.authorities.front().pinpoint == "1");
    CHECK(result.authorities.front().status == AuthorityStatus::in_force);
    CHECK(result.authorities.front().says == "So it is");
    REQUIRE(result.tests.size() == 4);
    CHECK(result.tests[0].kind == "all");
    CHECK(result.tests[2].kind == "not");
    CHECK(result.tests[3].depth == 2);
    CHECK(asks(result, "a"));
    CHECK_FALSE(asks(result, "b"));
}

TEST_CASE("the burden is told and decides nothing: an unknown fact counts against nobody") {
    const std::vector<std::vector<Fact>> given = {
        {}, {yes("a")}, {no("a")}, {fact("a", FactStatus::withheld)}};
    for (const std::vector<Fact>& facts : given) {
        const Outcome nobody = outcome(simple(), facts);
        CHECK(nobody.burden.empty());
        for (const std::string party : {"prosecution", "defence"}) {
            const Outcome told = outcome(
                sound(pack_text(rule_text(is_true("a"), "burden=\"" + party + "\""))), facts);
            CHECK(told.burden == party);
            CHECK(told.verdict == nobody.verdict);
            CHECK(told.reason == nobody.reason);
            CHECK(told.requests.size() == nobody.requests.size());
        }
    }
}

TEST_CASE("every reason ends on these facts") {
    const Pack pack = simple();
    for (const std::vector<Fact>& facts : {std::vector<Fact>{},
                                           {yes("a")},
                                           {no("a")},
                                           {fact("a", FactStatus::disputed, "true")},
                                           {fact("a", FactStatus::withheld)},
                                           {fact("a", FactStatus::established, "?")}}) {
        const Outcome result = outcome(pack, facts);
        CAPTURE(result.reason);
        CHECK(ends_on_these_facts(result));
    }
}

TEST_CASE("French outcomes speak French") {
    const Outcome result = outcome(simple(), {}, {"fr-CH", nullptr, ""});
    CHECK(result.reason ==
          "Ni respectée ni enfreinte : inconnu : « a is so », au vu de ces faits.");
}

TEST_CASE("a case file without anything yields one outcome per rule and no verdict in favour") {
    const Pack pack = simple();
    const auto outcomes = evaluate(CaseFile{}, {pack, pack});
    REQUIRE(outcomes.size() == 2);
    CHECK(outcomes.front().verdict == Verdict::not_established);
    CHECK(evaluate(CaseFile{}, {}).empty());
}

TEST_CASE("a declared fact cannot pass for a derived one") {
    const Pack pack = sound(pack_text(rule_text(is_true("d.version-stated"))));
    CaseFile case_file;
    case_file.facts.push_back({yes("d.version-stated"), 0, {}, {}});
    CHECK(evaluate(case_file, {pack}).front().verdict == Verdict::not_established);
    Fact forged = no("a");
    forged.admitted_by.clear();
    forged.derivation = "computed";
    case_file.facts.push_back({forged, 0, {}, {}});
    CHECK(evaluate(case_file, {simple()}).front().weakest == FactStatus::asserted);
}

TEST_CASE("facts of a case file are found under their ids, each with its source") {
    CaseFile case_file;
    Exhibit exhibit;
    exhibit.id = "E1";
    exhibit.sha256 = "ab";
    case_file.exhibits.push_back({exhibit, 0, {}, {}});
    case_file.agents.push_back(
        {Agent{"acme", "Acme Ltd", AgentKind::organization, Role::vendor}, 0, {}, {}});
    Fact known = no("a");
    known.admitted_by.clear();
    known.exhibit = "E1";
    case_file.facts.push_back({known, 0, {}, {}});
    const Outcome result = evaluate(case_file, {simple()}).front();
    CHECK(result.verdict == Verdict::not_met);
    CHECK(result.tests.front().reads.front().sha256 == "ab");
    REQUIRE(result.requests.size() == 1);
    CHECK(result.requests.front().holder == "acme");  // the pack says that the vendor holds it
}

TEST_CASE("our own copy of the matter shows nothing that the matter states") {
    CaseFile case_file;
    Exhibit copy;
    copy.id = "matter";
    copy.sha256 = "ab";
    case_file.exhibits.push_back({copy, 0, {}, {}});
    Fact claimed = yes("a");
    claimed.admitted_by.clear();
    claimed.exhibit = "matter";
    case_file.facts.push_back({claimed, 0, {}, {}});
    CHECK(evaluate(case_file, {simple()}).front().weakest == FactStatus::asserted);
}

TEST_CASE("a claimed fact is asked for by its statement, a derived one of the declared holder") {
    Fact claimed = fact("a", FactStatus::asserted, "true");
    claimed.stated_by = "defence";
    Grounds known = grounds({claimed});
    known.holders.emplace("vendor", "acme");
    const Pack pack = simple();
    const Outcome said = evaluate_rule(pack.rules.front(), pack, known);
    REQUIRE(said.requests.size() == 1);
    CHECK(said.requests.front().text == "Please serve the document that settles this: “a is so”.");
    CHECK(said.requests.front().holder == "defence");
    known.facts.at("a").derivation = "read off the record";
    const Outcome computed = evaluate_rule(pack.rules.front(), pack, known);
    REQUIRE(computed.requests.size() == 1);
    CHECK(computed.requests.front().holder == "acme");
}

TEST_CASE("what is decided already asks for nothing more") {
    const Pack pack = sound(pack_text(rule_text("<all><any>" + is_true("a") + is_true("b") +
                                                "</any>" + is_true("c") + "</all>")));
    const Outcome open = outcome(pack, {yes("a")});
    CHECK(asks(open, "c"));
    CHECK_FALSE(asks(open, "b"));
    const Outcome breached = outcome(pack, {no("c")});
    CHECK(breached.verdict == Verdict::not_met);
    CHECK(asks(breached, "c"));
    CHECK_FALSE(asks(breached, "a"));
}

TEST_CASE("what is said of several facts is said once, and long lists are cut") {
    const auto all_of = [](const std::string& facts) {
        std::string tests;
        for (const char fact : facts)
            tests += is_true(std::string(1, fact));
        return outcome(sound(pack_text(rule_text("<all>" + tests + "</all>"))), {}).reason;
    };
    CHECK(all_of("ab") ==
          "Neither met nor breached: not known: “a is so”, “b is so”, on these facts.");
    CHECK(all_of("abcdef") ==
          "Neither met nor breached: not known: “a is so”, “b is so”, “c is so”, “d is so”; and 2 "
          "more, on these facts.");
}

TEST_CASE("the authority of the exception that applied stands in the outcome, and no other's") {
    const auto exception = [](const std::string& id, const std::string& cite,
                              const std::string& fact) {
        return "<exception id=\"" + id + "\"><title xml:lang=\"en\">X</title><authority cite=\"" +
               cite + "\" status=\"unverified\"/>" + is_true(fact) + "</exception>";
    };
    const Pack pack = sound(pack_text(rule_text(is_true("a") + exception("x", "Lifting Act", "b") +
                                                exception("y", "Other Act", "c"))));
    const Outcome lifted = outcome(pack, {no("a"), yes("b"), no("c")});
    REQUIRE(lifted.verdict == Verdict::excepted);
    REQUIRE(lifted.authorities.size() == 2);
    CHECK(lifted.authorities.back().cite == "Lifting Act");
    CHECK(outcome(pack, {no("a"), no("b"), no("c")}).authorities.size() == 1);
    CHECK(outcome(pack, {yes("a"), yes("b"), no("c")}).authorities.size() == 1);
}

TEST_CASE("a remedy is named where the rule is not met or not established, and nowhere else") {
    const Pack pack = sound(pack_text(rule_text("<applies>" + is_true("b") +
                                                "<otherwise xml:lang=\"en\">No b</otherwise>"
                                                "</applies>" +
                                                is_true("a"))));
    CHECK(outcome(pack, {yes("b"), no("a")}).remedy == "Do");
    CHECK(outcome(pack, {yes("b")}).remedy == "Do");
    CHECK(outcome(pack, {yes("b"), yes("a")}).remedy.empty());
    CHECK(outcome(pack, {no("b"), yes("a")}).remedy.empty());
}

TEST_CASE("where the day of the use is not known, what the outcome rests on is unknown") {
    const Pack pack = sound(pack_text(rule_text(is_true("a"), "valid-from=\"2026-03-01\"")));
    Grounds undated = grounds({yes("a")});
    undated.matter.used_on.clear();
    const Outcome result = evaluate_rule(pack.rules.front(), pack, undated);
    CHECK(result.verdict == Verdict::not_established);
    CHECK(result.weakest == FactStatus::unknown);
}
