#include "rules/alternative.hpp"

#include <filesystem>

#include "core/text.hpp"
#include "rules/fixtures.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

// "met: a yes, b no; not met: a no"
std::string changes(const std::string& logic, const std::vector<Fact>& facts,
                    const std::string& attributes = "") {
    const Outcome result = outcome(sound(pack_text(rule_text(logic, attributes))), facts);
    std::vector<std::string> all;
    for (const Alternative& change : alternatives_of(result)) {
        std::vector<std::string> conditions;
        for (const Condition& one : change.conditions)
            conditions.push_back(result.tests.at(one.test).text.substr(0, 1) +
                                 (one.holds ? " yes" : " no"));
        all.push_back(std::string(to_text(change.to)) +
                      (change.exception.empty() ? "" : " " + change.exception) + ": " +
                      join(conditions, ", "));
    }
    return join(all, "; ");
}

std::string all(const std::string& inside) { return "<all>" + inside + "</all>"; }
std::string any(const std::string& inside) { return "<any>" + inside + "</any>"; }
std::string none(const std::string& inside) { return "<not>" + inside + "</not>"; }

std::string lifted(const std::string& id, const std::string& inside) {
    return "<exception id=\"" + id + "\"><title xml:lang=\"en\">" + id + "</title>" + inside +
           "</exception>";
}

// The fact of a leaf f[@id='x']='true' or ='false', and whether it has to be true for the leaf.
std::optional<std::pair<std::string, bool>> fact_of(const Node& leaf) {
    const auto parts = split(leaf.test.expression, '\'');
    if (leaf.test.needs.size() != 1 || parts.size() != 5 || parts[0] != "f[@id=" ||
        parts[2] != "]=")
        return std::nullopt;
    return std::pair(std::string(parts[1]), parts[3] == "true");
}

// The grounds in which the conditions are met; nothing where a leaf is no plain question.
std::optional<Grounds> with(Grounds grounds, const Rule& rule, const Outcome& result,
                            const Alternative& change) {
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < result.tests.size(); ++at)
        if (result.tests[at].kind == "test" || result.tests[at].kind == "measure")
            places.push_back(at);
    const auto nodes = leaves(rule);
    for (const Condition& one : change.conditions)
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (places.at(i) != one.test) continue;
            const auto asked = fact_of(*nodes[i]);
            if (!asked) return std::nullopt;
            const bool value = asked->second == one.holds;
            grounds.facts.insert_or_assign(asked->first,
                                           value ? yes(asked->first) : no(asked->first));
        }
    return grounds;
}

}  // namespace

TEST_CASE("what was not evaluated, or failed, is changed by nothing that is known") {
    CHECK(alternatives_of(Outcome{}).empty());
    CHECK(changes(is_true("a"), {fact("a", FactStatus::established, "?")}).empty());
    CHECK(changes(is_true("a"), {}, "jurisdiction=\"FR\"").empty());
}

TEST_CASE("a rule of very many tests and exceptions is read in one pass") {
    Outcome vast;
    vast.verdict = Verdict::not_established;
    vast.tests.push_back({0, "all", "all", Truth::unknown, "", {}});
    for (int i = 0; i < 100'000; ++i)
        vast.tests.push_back({1, "test", "t" + std::to_string(i), Truth::unknown, "", {}});
    const auto found = alternatives_of(vast);
    REQUIRE(found.size() == 2);
    CHECK(found[0].conditions.size() == 100'000);
    CHECK(found[1].conditions.size() == 1);

    const auto lifts = [](int exceptions) {
        Outcome lifted;
        lifted.verdict = Verdict::not_met;
        lifted.tests.push_back({0, "test", "t", Truth::no, "", {}});
        for (int i = 0; i < exceptions; ++i) {
            const std::string name = std::to_string(i);
            lifted.tests.push_back({0, "exception", "x" + name, Truth::no, "", {}});
            lifted.tests.push_back({1, "test", "e" + name, Truth::no, "", {}});
        }
        return alternatives_of(lifted).size();
    };
    CHECK(lifts(20) == 21);
    CHECK(lifts(21) == 1);
    CHECK(lifts(20'000) == 1);
}

TEST_CASE("the other verdicts are named with the fewest tests that lead to them") {
    CHECK(changes(is_true("a"), {}) == "met: a yes; not met: a no");
    CHECK(changes(is_true("a"), {yes("a")}) == "not met: a no");
    CHECK(changes(is_true("a"), {no("a")}) == "met: a yes");
    const std::string both = all(is_true("a") + is_true("b"));
    CHECK(changes(both, {}) == "met: a yes, b yes; not met: a no");
    CHECK(changes(both, {yes("a")}) == "met: b yes; not met: a no");
    CHECK(changes(both, {no("a")}) == "met: a yes, b yes");
    const std::string either = any(all(is_true("a") + is_true("b")) + is_true("c"));
    CHECK(changes(either, {}) == "met: c yes; not met: a no, c no");
    CHECK(changes(either, {yes("a"), yes("b")}) == "not met: a no, c no");
    CHECK(changes(none(is_true("a")), {}) == "met: a no; not met: a yes");
}

TEST_CASE("whether the rule applies comes first, and an exception lifts only what is breached") {
    const std::string applies =
        "<applies>" + is_true("d") + "<otherwise xml:lang=\"en\">so it is</otherwise></applies>";
    CHECK(changes(applies + is_true("a"), {}) ==
          "met: d yes, a yes; not met: d yes, a no; not applicable: d no");
    CHECK(changes(applies + is_true("a"), {no("d")}) == "met: d yes, a yes; not met: d yes, a no");
    const std::string two = is_true("a") + lifted("x", is_true("b")) + lifted("y", is_true("c"));
    CHECK(
        changes(two, {yes("a")}) ==
        "not met: a no, b no, c no; excepted x: a no, b yes, c no; excepted y: a no, b no, c yes");
    CHECK(changes(two, {no("a"), no("b"), no("c")}) ==
          "met: a yes; excepted x: b yes; excepted y: c yes");
}

TEST_CASE("one statement is never both so and not so") {
    CHECK(changes(any(is_true("a") + none(is_true("a"))), {}, "kind=\"evaluative\"") ==
          "met: a yes");
    const std::string applies =
        "<applies>" + is_true("a") + "<otherwise xml:lang=\"en\">so it is</otherwise></applies>";
    CHECK(changes(applies + none(is_true("a")), {}) == "not met: a yes; not applicable: a no");
    // What would fulfil the rule takes it out of its reach: that is not applicable, and not met.
    CHECK(changes(applies + none(is_true("a")), {yes("a")}) == "not applicable: a no");
}

TEST_CASE("a test of a fact that is taken otherwise in another test stays open") {
    const std::string two =
        all(is_true("a") + leaf("a c", "f[@id='a']='false' or f[@id='c']='true'"));
    CHECK(changes(two, {no("a"), no("c")}).empty());
    CHECK(
        changes(two, {no("a"), yes("c")}).empty());  // the second is so now, and not for sure then
    CHECK(changes(all(is_true("a") + leaf("b c", "f[@id='b']='false' or f[@id='c']='true'")),
                  {no("a"), no("b"), no("c")}) == "met: a yes");
}

TEST_CASE("in every case of every shipped rule, what is said to change the outcome does so") {
    DiskFiles files;
    const fs::path root = isonomia::tests::source_dir();
    std::size_t tried = 0;
    for (const auto& entry : fs::directory_iterator(root / "rules/packs")) {
        const auto pack = load_pack(files, entry.path(), root / "corpus/instruments");
        REQUIRE(pack);
        for (const Rule& rule : pack->rules) {
            const auto cases =
                load_fixtures(files, root / "tests/packs" / pack->id / (rule.id + ".xml"), *pack);
            REQUIRE(cases);
            for (const FixtureCase& one : *cases) {
                const EvaluateOptions options{"en", &one.profile, ""};
                const Outcome before = evaluate_rule(rule, *pack, one.grounds, options);
                for (const Alternative& change : alternatives_of(before)) {
                    const auto changed = with(one.grounds, rule, before, change);
                    if (!changed) continue;
                    const Outcome after = evaluate_rule(rule, *pack, *changed, options);
                    const Verdict verdict =
                        after.verdict == Verdict::assessed ? Verdict::met : after.verdict;
                    CAPTURE(rule.id, one.name, to_text(before.verdict), after.reason);
                    CHECK(to_text(verdict) == to_text(change.to));
                    CHECK(before.verdict != change.to);
                    ++tried;
                }
            }
        }
    }
    CHECK(tried > 2000);
}
