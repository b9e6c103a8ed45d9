// What an evaluation may cost: a hostile leaf is cut off by a count of steps, never by a clock.
#include <algorithm>

#include <fmt/format.h>

#include "rules/by_id.hpp"
#include "rules/decide.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

// The outcome of a rule whose only leaf is the expression, past the checks of the reader.
Outcome outcome_of(const std::string& expression, const std::string& needs,
                   std::vector<Fact> facts) {
    const Pack pack = sound(pack_text(rule_text(is_true("a"))));
    Rule rule = pack.rules.front();
    rule.logic.test.expression = expression;
    rule.logic.test.needs = {needs};
    return evaluate_rule(rule, pack, grounds(std::move(facts)));
}

// The same rule under another id.
std::string named(std::string rule, const std::string& id) {
    const std::string was = "id=\"R\"";
    return rule.replace(rule.find(was), was.size(), "id=\"" + id + "\"");
}

bool says(const Outcome& outcome, const std::string& part) {
    return outcome.reason.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a hostile XPath is cut off, named, and counts as error") {
    // The language of rules has no paths, so the reader refuses such a pack …
    const std::string hostile = "//*[count(//*[count(//*)&gt;0])&gt;0]";
    const auto refused = load(pack_text(rule_text(leaf("a", hostile))));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "R0003");
    REQUIRE(refused.error().where);
    CHECK(refused.error().where->line > 1);
    // … and so does the evaluator, whoever made the rule.
    for (const char* expression :
         {"//*[count(//*[count(//*)>0])>0]", "count(//f[count(//f[count(//f)>0])>0])>0",
          "f[@id='a']/ancestor::*//*='true'", "string-length(concat('a','a'))>0",
          "f[@id='a'][f[@id='a'][f[@id='a']]]='true'"}) {
        CAPTURE(expression);
        const Outcome result = outcome_of(expression, "a", {yes("a")});
        CHECK(result.verdict == Verdict::error);
        CHECK(says(result, expression));
        CHECK(says(result, "'R'"));
        CHECK(result.tests.front().truth == Truth::unknown);
    }
    CHECK(outcome_of(std::string(5000, '('), "a", {yes("a")}).verdict == Verdict::error);
}

TEST_CASE("a leaf that needs too many steps is cut off before it runs, on every machine alike") {
    const std::string three =
        "contains(f[@id='what'], 'x') or contains(f[@id='what'], 'y') or "
        "contains(f[@id='what'], 'z')";
    const auto with = [&](std::size_t bytes) {
        return outcome_of(three, "what",
                          {fact("what", FactStatus::established, std::string(bytes, 'a'))});
    };
    // It is parsed once, and three places read it: text and tags.
    const std::size_t tags = std::string("<facts><f id=\"what\"></f></facts>").size();
    const std::size_t bytes = (leaf_steps_max - evaluation_steps) / 4 - tags;
    CHECK(with(bytes).verdict == Verdict::not_met);
    const Outcome cut = with(bytes + 1);
    CHECK(cut.verdict == Verdict::error);
    CHECK(says(cut, "contains(f[@id='what'], 'x')"));
    CHECK(says(cut, "R0013: the test"));
    CHECK(says(cut, "steps"));
    CHECK(cut.reason.size() < 1000);
    CHECK(cut.tests.front().truth == Truth::unknown);
}

TEST_CASE("a message quotes a whole expression of 120 bytes, and the beginning of a longer one") {
    const auto of = [](std::size_t bytes) { return std::string(bytes - 4, ' ') + "//no"; };
    CHECK(says(outcome_of(of(120), "a", {yes("a")}), "'" + of(120) + "'"));
    CHECK(says(outcome_of(of(121), "a", {yes("a")}), "'" + of(121).substr(0, 120) + "…'"));
}

TEST_CASE("a rule of many leaves over many disputed facts is cut off as a whole") {
    std::vector<Fact> facts;
    std::string needs;
    std::string any;
    for (char id = 'a'; id <= 'j'; ++id) {
        facts.push_back(fact({id}, FactStatus::disputed, "true"));
        needs += fmt::format("{} ", id);
        any += fmt::format("f[@id='{}']='false' or ", id);
    }
    const auto outcome_with = [&](int leaves_count) {
        std::string logic;
        for (int i = 1; i <= leaves_count; ++i)
            logic += leaf(needs, any + fmt::format("{} &gt; 0", i));
        const Pack pack = sound(pack_text(rule_text("<all>" + logic + "</all>")));
        return evaluate_rule(pack.rules.front(), pack, grounds(facts));
    };
    CHECK(outcome_with(2).verdict == Verdict::met);
    const Outcome cut = outcome_with(60);
    CHECK(cut.verdict == Verdict::error);
    CHECK(says(cut, "R0013: the test"));
    CHECK(says(cut, "100000000 steps that are allowed"));
}

TEST_CASE("a leaf that reads a fact beside its needs is an error, not false") {
    const Outcome result = outcome_of("f[@id='b']='false'", "a", {yes("a"), no("b")});
    CHECK(result.verdict == Verdict::error);
    CHECK(says(result, "beside its needs"));
}

TEST_CASE("an error of one rule leaves the others alone") {
    const Pack pack = sound(pack_text(rule_text(leaf("days", "f[@id='days'] &gt; 2")) +
                                      named(rule_text(is_true("a")), "S")));
    CaseFile file;
    Fact days = fact("days", FactStatus::established, "many");
    for (const Fact& one : {yes("a"), days})
        file.facts.push_back({one, 0, {}, {}});
    const auto outcomes = evaluate(file, {pack});
    REQUIRE(outcomes.size() == 2);
    CHECK(outcomes[0].verdict == Verdict::error);
    CHECK(outcomes[1].verdict == Verdict::met);
}

TEST_CASE("things with an id are kept in order, and the first of two alike is found") {
    struct Thing {
        std::string id;
        int number = 0;
    };
    ById<Thing> things;
    CHECK(things.empty());
    CHECK(things.find("") == nullptr);
    for (int i = 0; i < 100; ++i)
        things.push_back({"t" + std::to_string(i % 50), i});
    CHECK(things.size() == 100);
    REQUIRE(things.find("t7") != nullptr);
    CHECK(things.find("t7")->number == 7);
    CHECK(things.find("t") == nullptr);
    CHECK(things[99].number == 99);
    const ById<Thing> copy = things;
    CHECK(copy.find("t49")->number == 49);
    CHECK(copy.find("t49") == &copy[49]);
    CHECK(std::is_sorted(copy.begin(), copy.end(),
                         [](const Thing& a, const Thing& b) { return a.number < b.number; }));
}
