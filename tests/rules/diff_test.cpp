#include "rules/diff.hpp"

#include <fmt/format.h>

#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

Pack pack_of(const std::string& logic, const std::string& attributes = "") {
    return sound(pack_text(rule_text(logic, attributes)));
}

}  // namespace

TEST_CASE("the same pack has no changes, whatever its layout") {
    CHECK(diff(pack_of(is_true("a")), pack_of(is_true("a"))).empty());
    CHECK(diff(pack_of("<all>" + is_true("a") + "</all>"),
               pack_of("<all>\n  " + is_true("a") + "\n</all>"))
              .empty());
}

TEST_CASE("a rule that comes or goes can change a verdict") {
    const Pack one = pack_of(is_true("a"));
    Pack none = one;
    none.rules.clear();
    const auto removed = diff(one, none);
    REQUIRE(removed.size() == 1);
    CHECK(removed[0].kind == ChangeKind::removed);
    CHECK(removed[0].can_change_verdicts);
    const auto added = diff(none, one);
    REQUIRE(added.size() == 1);
    CHECK(added[0].kind == ChangeKind::added);
    CHECK(added[0].id == "R");
}

TEST_CASE("logic, dates and defaults decide; words and authorities do not") {
    const Pack older = pack_of(is_true("a"));
    const auto logic = diff(older, pack_of(is_true("b")));
    REQUIRE(logic.size() == 1);
    CHECK(logic[0].parts == std::vector<std::string>{"logic"});
    CHECK(logic[0].can_change_verdicts);

    const auto dates = diff(older, pack_of(is_true("a"), "valid-from=\"2026-01-01\""));
    REQUIRE(dates.size() == 1);
    CHECK(dates[0].parts == std::vector<std::string>{"dates"});
    CHECK(dates[0].can_change_verdicts);

    Pack words = older;
    words.rules.front().title["en"] = "Another title";
    words.rules.front().authorities[0].citation.status = AuthorityStatus::proposed;
    const auto said = diff(older, words);
    REQUIRE(said.size() == 1);
    CHECK(said[0].parts == std::vector<std::string>{"authority", "texts"});
    CHECK_FALSE(said[0].can_change_verdicts);

    const auto burden = diff(older, pack_of(is_true("a"), "burden=\"police\""));
    REQUIRE(burden.size() == 1);
    CHECK(burden[0].parts == std::vector<std::string>{"burden"});
    CHECK_FALSE(burden[0].can_change_verdicts);
    const auto seed = diff(older, pack_of(is_true("a"), "seed=\"7\""));
    REQUIRE(seed.size() == 1);
    CHECK(seed[0].parts == std::vector<std::string>{"seed"});
    CHECK_FALSE(seed[0].can_change_verdicts);

    Pack numbers = older;
    for (Parameter& parameter : numbers.parameters)
        if (parameter.id == "p_set") parameter.value = 11;
    const auto number = diff(older, numbers);
    REQUIRE(number.size() == 1);
    CHECK(number[0].type == "parameter");
    CHECK(number[0].parts == std::vector<std::string>{"default"});
    CHECK(number[0].can_change_verdicts);
}

TEST_CASE("moving an exception is no change, ranking it is") {
    const auto exception = [&](const std::string& id, const std::string& rank) {
        return "<exception id=\"" + id + "\" rank=\"" + rank +
               "\"><title xml:lang=\"en\">T</title>"
               "<authority ref=\"law\" at=\"1\"/>" +
               is_true("b") + "</exception>";
    };
    const Pack older = pack_of(is_true("a") + exception("x", "1") + exception("y", "2"));
    CHECK(diff(older, pack_of(is_true("a") + exception("y", "2") + exception("x", "1"))).empty());
    const auto ranked =
        diff(older, pack_of(is_true("a") + exception("x", "2") + exception("y", "1")));
    REQUIRE(ranked.size() == 1);
    CHECK(ranked[0].parts == std::vector<std::string>{"exceptions"});
}
