#include "rules/evaluate.hpp"

#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

Pack simple() { return sound(pack_text(rule_text(is_true("a")))); }

}  // namespace

// Silence (opa#1857, openfisca-core#1380): an absent fact is neither zero nor permission.
TEST_CASE("an absent fact is never compliance, and is asked for") {
    const Outcome result = outcome(simple(), {});
    CHECK(result.verdict == Verdict::not_established);
    CHECK(result.weakest == FactStatus::unknown);
    CHECK(result.reason == "Neither met nor breached: not known: “a is so”, on these facts.");
    REQUIRE(result.requests.size() == 1);
    CHECK(result.requests.front().text == "Ask a");
}

// feel-scala#864: `null > 20` is true; zenbpm#676: null matches null.
TEST_CASE("comparisons with nothing decide nothing, not even against nothing") {
    const Pack more = sound(pack_text(rule_text(leaf("days", "not(f[@id='days'] &lt;= 20)"))));
    CHECK(outcome(more, {}).verdict == Verdict::not_established);
    CHECK(outcome(more, {fact("days", FactStatus::established, "")}).verdict ==
          Verdict::not_established);
    CHECK(outcome(more, {fact("days", FactStatus::established, "21")}).verdict == Verdict::met);
    const Pack same =
        sound(pack_text(rule_text(leaf("days when", "f[@id='days'] = f[@id='when']"))));
    CHECK(outcome(same, {}).verdict == Verdict::not_established);
}

// cedar-docs#34: an erroring forbid is skipped.
TEST_CASE("a leaf that fails makes the verdict an error, whatever the others say") {
    const Pack any = sound(pack_text(
        rule_text("<any>" + is_true("a") + leaf("days", "f[@id='days'] > 1") + "</any>")));
    CHECK(outcome(any, {yes("a")}).verdict == Verdict::met);
    const Outcome broken = outcome(any, {yes("a"), fact("days", FactStatus::established, "many")});
    CHECK(broken.verdict == Verdict::error);
    CHECK(broken.reason ==
          "The evaluation failed (R0011: fact 'days' is 'many', which is not a decimal number); "
          "nothing is "
          "concluded on these facts.");
    CHECK(outcome(any, {yes("a"), fact("days", FactStatus::asserted, "many")}).verdict ==
          Verdict::error);
    CHECK(outcome(simple(), {fact("a", FactStatus::established, "TRUE")}).verdict ==
          Verdict::error);
    CHECK(outcome(simple(), {fact("a", FactStatus::disputed, "true", "perhaps")}).verdict ==
          Verdict::error);
}

TEST_CASE(
    "values that no comparison can read are errors: NaN, infinity, impossible dates, bad UTF-8") {
    const Pack days = sound(pack_text(rule_text(leaf("days", "f[@id='days'] >= 0"))));
    for (const char* value : {"NaN", "inf", "0x10", "1e999", "1,5"})
        CHECK(outcome(days, {fact("days", FactStatus::established, value)}).verdict ==
              Verdict::error);
    const Pack when = sound(pack_text(rule_text(leaf("when", "f[@id='when'] &lt; 20300101"))));
    for (const char* value : {"2026-02-30", "20260228", "yesterday"})
        CHECK(outcome(when, {fact("when", FactStatus::established, value)}).verdict ==
              Verdict::error);
    const Pack what = sound(pack_text(rule_text(leaf("what", "f[@id='what'] = 'x'"))));
    const Outcome no_text = outcome(what, {fact("what", FactStatus::established, "\xff")});
    CHECK(no_text.verdict == Verdict::error);
    CHECK(no_text.tests.front().truth == Truth::unknown);
    CHECK(outcome(what, {fact("what", FactStatus::established, "'] | //*")}).verdict ==
          Verdict::not_met);
    CHECK(outcome(what, {fact("what", FactStatus::established, "<f id='what'>x</f>")}).verdict ==
          Verdict::not_met);
}

TEST_CASE("an asserted fact decides nothing, for or against, and says whose word it is") {
    Fact claimed = fact("a", FactStatus::asserted, "true");
    claimed.stated_by = "vendor";
    const Outcome claim = outcome(simple(), {claimed});
    CHECK(claim.verdict == Verdict::not_established);
    CHECK(claim.weakest == FactStatus::asserted);
    CHECK(
        claim.reason ==
        "Neither met nor breached: asserted by vendor, not evidenced: “a is so”, on these facts.");
    REQUIRE(asks(claim, "a"));
    CHECK(claim.requests.front().holder == "vendor");

    claimed.value = "false";
    const Outcome against = outcome(simple(), {claimed});
    CHECK(against.verdict == Verdict::not_established);
    CHECK(against.reason.find("vendor asserts, without evidence, that this is not so") !=
          std::string::npos);
}

TEST_CASE("established without a source is taken as asserted") {
    Fact bare = yes("a");
    bare.admitted_by.clear();
    CHECK(outcome(simple(), {bare}).weakest == FactStatus::asserted);
    bare.exhibit = "E404";  // not in the case
    CHECK(outcome(simple(), {bare}).verdict == Verdict::not_established);
    Grounds with_exhibit = grounds({});
    with_exhibit.exhibits.emplace("E1", "00ff");
    bare.exhibit = "E1";
    with_exhibit.facts.emplace("a", sober(bare, with_exhibit.exhibits));
    const Pack pack = simple();
    const Outcome result = evaluate_rule(pack.rules.front(), pack, with_exhibit);
    CHECK(result.verdict == Verdict::met);
    REQUIRE(result.tests.size() == 1);
    REQUIRE(result.tests.front().reads.size() == 1);
    CHECK(result.tests.front().reads.front().source == "E1");
    CHECK(result.tests.front().reads.front().sha256 == "00ff");
}

TEST_CASE("a withheld fact is unknown; the request names holder and ground") {
    Fact held = fact("a", FactStatus::withheld, "true");
    held.held_by = "vendor";
    held.ground = "trade secret";
    const Outcome result = outcome(simple(), {held});
    CHECK(result.verdict == Verdict::not_established);
    CHECK(result.weakest == FactStatus::withheld);
    REQUIRE(result.requests.size() == 1);
    CHECK(result.requests.front().holder == "vendor");
    CHECK(result.requests.front().text.find("trade secret") != std::string::npos);
    REQUIRE(result.tests.size() == 1);
    CHECK(result.tests.front().reads.front().value == "");  // what is withheld isn't repeated
}

TEST_CASE("a disputed fact is tried both ways") {
    const Outcome turning = outcome(simple(), {fact("a", FactStatus::disputed, "true")});
    CHECK(turning.verdict == Verdict::not_established);
    CHECK(turning.turns_on == std::vector<std::string>{"a"});
    CHECK(asks(turning, "a"));

    const Pack either =
        sound(pack_text(rule_text("<any>" + is_true("a") + is_true("b") + "</any>")));
    const Outcome settled = outcome(either, {fact("a", FactStatus::disputed, "true"), yes("b")});
    CHECK(settled.verdict == Verdict::met);
    CHECK(settled.turns_on.empty());
}

TEST_CASE("disputed facts are tried jointly, so what holds in every world is decided") {
    const Pack split = sound(
        pack_text(rule_text("<any>" + is_true("a") + leaf("a", "f[@id='a']='false'") + "</any>")));
    CHECK(outcome(split, {fact("a", FactStatus::disputed, "true")}).verdict == Verdict::met);

    const Pack two = sound(pack_text(rule_text("<any>" + is_true("a") + is_true("b") + "</any>")));
    const Outcome both = outcome(
        two, {fact("a", FactStatus::disputed, "true"), fact("b", FactStatus::disputed, "false")});
    CHECK(both.turns_on == std::vector<std::string>{"a", "b"});
}

TEST_CASE("ten disputed facts are tried, eleven are not") {
    const auto any_of = [](int count) {
        std::string leaves;
        for (int i = 0; i < count; ++i)
            leaves += is_true(std::string(1, static_cast<char>('a' + i)));
        return sound(pack_text(rule_text("<all>" + leaves + "</all>")));
    };
    const auto disputed = [](int count) {
        std::vector<Fact> facts;
        for (int i = 0; i < count; ++i)
            facts.push_back(
                fact(std::string(1, static_cast<char>('a' + i)), FactStatus::disputed, "true"));
        return facts;
    };
    CHECK(outcome(any_of(10), disputed(10)).turns_on.size() == 10);
    const Outcome many = outcome(any_of(11), disputed(11));
    CHECK(many.verdict == Verdict::not_established);
    CHECK(many.turns_on.empty());
    CHECK(many.reason.find("11 facts are disputed") != std::string::npos);
}

TEST_CASE("a disputed number without the other side's value is unknown") {
    const Pack days = sound(pack_text(rule_text(leaf("days", "f[@id='days'] > 9"))));
    CHECK(outcome(days, {fact("days", FactStatus::disputed, "10")}).weakest == FactStatus::unknown);
    CHECK(outcome(days, {fact("days", FactStatus::disputed, "10", "12")}).verdict == Verdict::met);
    CHECK(outcome(days, {fact("days", FactStatus::disputed, "10", "9")}).turns_on.size() == 1);
}

TEST_CASE("not applicable needs an established reason") {
    const Pack pack = sound(pack_text(
        rule_text("<applies>" + is_true("b") +
                  R"(<otherwise xml:lang="en">b is not so</otherwise></applies>)" + is_true("a"))));
    const Outcome off = outcome(pack, {no("b")});
    CHECK(off.verdict == Verdict::not_applicable);
    CHECK(off.reason == "Does not apply: b is not so, on these facts.");
    CHECK(off.requests.empty());
    CHECK(outcome(pack, {yes("a")}).verdict == Verdict::not_established);
    CHECK(outcome(pack, {yes("a"), fact("b", FactStatus::asserted, "false")}).verdict ==
          Verdict::not_established);
    CHECK(outcome(pack, {yes("a"), yes("b")}).verdict == Verdict::met);
    CHECK_FALSE(
        load(pack_text(rule_text("<applies>" + is_true("b") + "</applies>" + is_true("a")))));
}

TEST_CASE("exceptions: ranked, overriding, clashing, unknown") {
    const auto with = [](const std::string& one, const std::string& two) {
        return sound(pack_text(rule_text(
            is_true("a") + "<exception id=\"x\" " + one + R"(><title xml:lang="en">X</title>)" +
            is_true("b") + "</exception><exception id=\"y\" " + two +
            R"(><title xml:lang="en">Y</title>)" + is_true("c") + "</exception>")));
    };
    const std::vector<Fact> both = {no("a"), yes("b"), yes("c")};
    const Outcome clash = outcome(with("", ""), both);
    CHECK(clash.verdict == Verdict::error);
    CHECK(clash.reason.find("the exceptions 'x' and 'y' hold together") != std::string::npos);
    CHECK(outcome(with("rank=\"1\"", "rank=\"1\""), both).verdict == Verdict::error);
    CHECK(outcome(with("rank=\"2\"", "rank=\"1\""), both).exception == "y");
    CHECK(outcome(with("overrides=\"y\"", ""), both).exception == "x");

    const Pack ranked = with("rank=\"1\"", "rank=\"2\"");
    CHECK(outcome(ranked, {no("a"), no("b"), yes("c")}).exception == "y");
    const Outcome lifted = outcome(ranked, {no("a"), no("b"), yes("c")});
    CHECK(lifted.verdict == Verdict::excepted);
    CHECK(lifted.reason == "The requirement is lifted by an exception (“Y”), on these facts.");
    CHECK(outcome(ranked, {no("a"), no("b"), no("c")}).verdict == Verdict::not_met);
    // Breached, but an exception may hold: not established.
    CHECK(outcome(ranked, {no("a"), no("b")}).verdict == Verdict::not_established);
    CHECK(outcome(ranked, {yes("a"), yes("b"), yes("c")}).verdict == Verdict::met);
    // Silence about the requirement does no better than a dispute about it.
    CHECK(outcome(ranked, {yes("b"), yes("c")}).verdict == Verdict::not_established);
    CHECK(outcome(ranked, {fact("a", FactStatus::disputed, "true"), yes("b"), no("c")}).verdict ==
          Verdict::not_established);
    // A weaker exception holds; one that would prevail, or clash, is not known.
    CHECK(outcome(ranked, {no("a"), yes("c")}).verdict == Verdict::not_established);
    CHECK(outcome(ranked, {no("a"), yes("b")}).exception == "x");
    CHECK(outcome(with("", ""), {no("a"), yes("b")}).verdict == Verdict::not_established);
}

TEST_CASE("an exception prevails over what those below it prevail over") {
    const auto exception = [](const std::string& id, const std::string& below,
                              const std::string& fact) {
        return "<exception id=\"" + id + "\" " + below + "><title xml:lang=\"en\">X</title>" +
               is_true(fact) + "</exception>";
    };
    const Pack pack = sound(
        pack_text(rule_text(is_true("a") + exception("x", "overrides=\"y\"", "b") +
                            exception("y", "overrides=\"z\"", "c") + exception("z", "", "d"))));
    CHECK(outcome(pack, {no("a"), yes("b"), yes("c"), yes("d")}).exception == "x");
    CHECK(outcome(pack, {no("a"), yes("b"), no("c"), yes("d")}).exception == "x");
}

TEST_CASE(
    "a verdict turns on those disputed facts alone that can change it, and shows them as open") {
    const Pack pack = sound(pack_text(rule_text("<all>" + is_true("a") + "<any>" + is_true("b") +
                                                is_true("c") + "</any></all>")));
    const Outcome result = outcome(pack, {fact("a", FactStatus::disputed, "true"),
                                          fact("b", FactStatus::disputed, "true"), yes("c")});
    CHECK(result.verdict == Verdict::not_established);
    CHECK(result.turns_on == std::vector<std::string>{"a"});
    REQUIRE(result.tests.size() == 5);  // all, a, any, b, c
    CHECK(result.tests[0].truth == Truth::unknown);
    CHECK(result.tests[1].truth == Truth::unknown);
    CHECK(result.tests[2].truth == Truth::yes);
    CHECK(result.tests[3].truth == Truth::unknown);
    CHECK(result.tests[4].truth == Truth::yes);
}

TEST_CASE("numbers are numbers however they are written") {
    const Pack few = sound(pack_text(rule_text(leaf("days", "f[@id='days'] &lt;= 5"))));
    const Pack many = sound(pack_text(rule_text(leaf("days", "not(f[@id='days'] &gt; 5)"))));
    const auto verdict = [](const Pack& pack, const std::string& value) {
        return outcome(pack, {fact("days", FactStatus::established, value)}).verdict;
    };
    for (const char* small : {"1e-3", "+3", "5", "5.0", "-1e-300", "0.5e1", "-0"}) {
        CAPTURE(small);
        CHECK(verdict(few, small) == Verdict::met);
        CHECK(verdict(many, small) == Verdict::met);
    }
    for (const char* large : {"1e9", "+7", "1e300", "5.000001"}) {
        CAPTURE(large);
        CHECK(verdict(few, large) == Verdict::not_met);
        CHECK(verdict(many, large) == Verdict::not_met);
    }
}

TEST_CASE("a leaf without words says a fact's own only where it asks whether it is true") {
    const Pack pack = sound(pack_text(rule_text("<test needs=\"a\" xp=\"f[@id='a']='false'\"/>")));
    const Outcome result = outcome(pack, {yes("a")});
    CHECK(result.verdict == Verdict::not_met);
    CHECK(result.reason.find("f[@id='a']='false'") != std::string::npos);
}

TEST_CASE("the law at the date of the AI use decides, to the day") {
    const Pack pack = sound(
        pack_text(rule_text(is_true("a"), R"(valid-from="2026-03-01" valid-until="2026-03-31")")));
    const auto on = [&](const std::string& day) {
        Grounds facts = grounds({yes("a")});
        facts.matter.used_on = day;
        return evaluate_rule(pack.rules.front(), pack, facts);
    };
    CHECK(on("2026-02-28").verdict == Verdict::not_applicable);
    CHECK(on("2026-02-28").reason ==
          "Does not apply: the rule is law from 2026-03-01; the AI was used on 2026-02-28, on "
          "these facts.");
    CHECK(on("2026-03-01").verdict == Verdict::met);
    CHECK(on("2026-03-31").verdict == Verdict::met);
    CHECK(on("2026-03-31T23:00:00Z").verdict == Verdict::met);
    CHECK(on("2026-04-01").verdict == Verdict::not_applicable);
    CHECK(on("").verdict == Verdict::not_established);
    CHECK(asks(on(""), "used-on"));
    CHECK(on("sometime").verdict == Verdict::not_established);
}

TEST_CASE("a rule is law in its jurisdiction and its parts only") {
    const Pack pack = sound(pack_text(rule_text(is_true("a"), R"(jurisdiction="US")")));
    const auto in = [&](const std::string& place) {
        Grounds facts = grounds({yes("a")});
        facts.matter.jurisdiction = place;
        return evaluate_rule(pack.rules.front(), pack, facts).verdict;
    };
    CHECK(in("US") == Verdict::met);
    CHECK(in("US-NJ") == Verdict::met);
    CHECK(in("USA") == Verdict::not_applicable);
    CHECK(in("FR") == Verdict::not_applicable);
    CHECK(in("") == Verdict::not_established);
}

TEST_CASE("a territory can hold for a time, and a part of it can be too little to know") {
    std::string text = pack_text(rule_text(is_true("a"), "jurisdiction=\"CoE\""));
    text.insert(text.find("<fact"),
                "<territory id=\"CoE\" covers=\"AT GB-EAW\"><part code=\"RU\" "
                "from=\"1998-05-05\" until=\"2022-09-16\"/></territory>");
    const Pack pack = sound(text);
    const auto in = [&](const std::string& where, const std::string& day) {
        Grounds known = grounds({yes("a")});
        known.matter.jurisdiction = where;
        known.matter.used_on = day;
        return evaluate_rule(pack.rules.front(), pack, known);
    };
    const Outcome undated = in("RU", "");
    CHECK(undated.verdict == Verdict::not_established);
    REQUIRE(undated.requests.size() == 1);
    CHECK(undated.requests[0].fact == "used-on");
    CHECK(in("RU", "1998-05-04").verdict == Verdict::not_applicable);
    CHECK(in("RU", "1998-05-05").verdict == Verdict::met);
    CHECK(in("RU-MOW", "2022-09-16T10:00:00Z").verdict == Verdict::met);
    CHECK(in("RU", "2022-09-17").verdict == Verdict::not_applicable);
    CHECK(in("AT", "").verdict == Verdict::met);
    const Outcome coarse = in("GB", "2022-09-17");
    CHECK(coarse.verdict == Verdict::not_established);
    REQUIRE(coarse.requests.size() == 1);
    CHECK(coarse.requests[0].fact == "jurisdiction");
    CHECK(in("GB-SCT", "2022-09-17").verdict == Verdict::not_applicable);
    const Pack english = sound(pack_text(rule_text(is_true("a"), "jurisdiction=\"GB-EAW\"")));
    Grounds known = grounds({yes("a")});
    known.matter.jurisdiction = "GB";
    CHECK(evaluate_rule(english.rules.front(), english, known).verdict == Verdict::not_established);
    known.matter.jurisdiction = "G";
    CHECK(evaluate_rule(english.rules.front(), english, known).verdict == Verdict::not_applicable);
}

TEST_CASE("a parameter without a value decides nothing until a profile justifies one") {
    const Pack pack = sound(pack_text(rule_text(leaf("days", "f[@id='days'] >= $p_open"))));
    const std::vector<Fact> facts = {fact("days", FactStatus::established, "20")};
    const Outcome open = outcome(pack, facts);
    CHECK(open.verdict == Verdict::not_established);
    CHECK(open.reason.find("no justified profile supplies one") != std::string::npos);
    Profile profile;
    profile.settings.push_back({"p", "p_open", 20, "j", "x", "2026-01-01"});
    CHECK(outcome(pack, facts, {"en", &profile, ""}).verdict == Verdict::met);
    profile.settings.front().value = 21;
    CHECK(outcome(pack, facts, {"en", &profile, ""}).verdict == Verdict::not_met);
    profile.settings.front().pack = "another";
    CHECK(outcome(pack, facts, {"en", &profile, ""}).verdict == Verdict::not_established);
}

TEST_CASE("an evaluative rule is assessed, never met") {
    const Pack pack = sound(pack_text(rule_text(is_true("a"), R"(kind="evaluative")")));
    CHECK(outcome(pack, {yes("a")}).verdict == Verdict::assessed);
    CHECK(outcome(pack, {no("a")}).verdict == Verdict::not_met);
    CHECK(outcome(pack, {}).verdict == Verdict::not_established);
}

TEST_CASE("connectives follow Kleene's tables through to the verdict") {
    const auto of = [](const std::string& logic, std::vector<Fact> facts) {
        return outcome(sound(pack_text(rule_text(logic))), std::move(facts)).verdict;
    };
    const std::string all = "<all>" + is_true("a") + is_true("b") + "</all>";
    const std::string any = "<any>" + is_true("a") + is_true("b") + "</any>";
    const std::string not_a = "<not>" + is_true("a") + "</not>";
    CHECK(of(all, {no("a")}) == Verdict::not_met);
    CHECK(of(all, {yes("a")}) == Verdict::not_established);
    CHECK(of(all, {yes("a"), yes("b")}) == Verdict::met);
    CHECK(of(any, {no("a")}) == Verdict::not_established);
    CHECK(of(any, {yes("a")}) == Verdict::met);
    CHECK(of(any, {no("a"), no("b")}) == Verdict::not_met);
    CHECK(of(not_a, {no("a")}) == Verdict::met);
    CHECK(of(not_a, {yes("a")}) == Verdict::not_met);
    CHECK(of(not_a, {}) == Verdict::not_established);
}
