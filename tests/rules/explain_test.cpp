// What an outcome rests on, and how its tree of tests puts it.
#include "rules/explain.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

// Disputed, and above 10 and below 100 on either side.
Fact disputed_days() { return fact("days", FactStatus::disputed, "20", "30"); }
const std::string true_on_both_sides = leaf("days", "f[@id='days'] &gt; 10");
const std::string false_on_both_sides = leaf("days", "f[@id='days'] &gt; 100");

Fact claimed(const std::string& id) { return fact(id, FactStatus::asserted, "true"); }

std::string all(const std::string& inside) { return "<all>" + inside + "</all>"; }
std::string any(const std::string& inside) { return "<any>" + inside + "</any>"; }
std::string none(const std::string& inside) { return "<not>" + inside + "</not>"; }
std::string applies(const std::string& inside) {
    return "<applies>" + inside + "<otherwise xml:lang=\"en\">so it is</otherwise></applies>";
}
std::string lifted(const std::string& id, const std::string& inside) {
    return "<exception id=\"" + id + "\"><title xml:lang=\"en\">X</title>" + inside +
           "</exception>";
}

Outcome came_to(const std::string& logic, const std::vector<Fact>& facts,
                const std::string& attributes = "") {
    return outcome(sound(pack_text(rule_text(logic, attributes))), facts);
}

const std::string measured =
    "<measure metric=\"m\" comparison=\"le\" limit=\"0.1\"><says xml:lang=\"en\">Errors are "
    "rare</says><says xml:lang=\"fr\">Les erreurs sont rares</says></measure>";

Grounds measured_on(const std::string& system, double low, double high) {
    Grounds made;
    made.systems["S"] = {"Match, version 3", SystemKind::other, SystemUse::used, ""};
    made.systems["N"] = {"Other", SystemKind::other, SystemUse::not_used, ""};
    Measurement figure;
    figure.id = "D/m";
    figure.metric = "m";
    figure.system = system;
    figure.value = low;
    figure.interval = Interval{low, high, 0.95, "exact"};
    made.measurements["m"].push_back(figure);
    return made;
}

}  // namespace

TEST_CASE("nothing measured is unknown, and a measurement of the version that was used is asked") {
    const Pack pack = sound(pack_text(rule_text(measured)));
    Grounds grounds;
    grounds.holders["vendor"] = "acme";
    const Outcome open = evaluate_rule(pack.rules.front(), pack, grounds);
    CHECK(open.verdict == Verdict::not_established);
    CHECK(open.reason == "Neither met nor breached: not known: “Errors are rare”, on these facts.");
    REQUIRE(open.requests.size() == 1);
    CHECK(open.requests.front().fact == "m");
    CHECK(open.requests.front().holder == "acme");
    CHECK(open.requests.front().text ==
          "Please have the version that was used measured, on data that settle this, and serve the "
          "data: “Errors are rare”.");
}

TEST_CASE("a measurement of what was not used leaves the rule open and says so") {
    const Pack pack = sound(pack_text(rule_text(measured)));
    const Outcome other = evaluate_rule(pack.rules.front(), pack, measured_on("N", 0.01, 0.02));
    CHECK(other.verdict == Verdict::not_established);
    CHECK(other.reason ==
          "Neither met nor breached: measured on what is not known to have been used (Other): "
          "“Errors are rare”, on these facts.");
    REQUIRE(other.requests.size() == 1);
    CHECK(other.requests.front().holder.empty());
    REQUIRE(other.tests.size() == 1);
    CHECK(other.tests.front().truth == Truth::unknown);
    CHECK(other.tests.front().detail ==
          "'m' was not measured on what was used; 1 figure of Other, which is not what was used");
    const Outcome french =
        evaluate_rule(pack.rules.front(), pack, measured_on("N", 0.01, 0.02), {"fr", nullptr, ""});
    CHECK(
        french.reason ==
        "Ni respectée ni enfreinte : mesuré sur ce dont l'utilisation n'est pas établie (Other) : "
        "« Les erreurs sont rares », au vu de ces faits.");
}

TEST_CASE("figures that decide are asked for no more") {
    const Pack pack = sound(pack_text(rule_text(measured)));
    const auto judged = [&](double low, double high) {
        return evaluate_rule(pack.rules.front(), pack, measured_on("S", low, high));
    };
    CHECK(judged(0.01, 0.02).verdict == Verdict::met);
    CHECK(judged(0.2, 0.3).verdict == Verdict::not_met);
    CHECK(judged(0.2, 0.3).requests.empty());
    CHECK(judged(0.2, 0.3).tests.front().detail == "everybody: interval [0.2, 0.3] lies above 0.1");
    const Outcome straddling = judged(0.05, 0.2);
    CHECK(straddling.verdict == Verdict::not_established);
    CHECK(asks(straddling, "m"));
}

TEST_CASE("where only the limit is missing no figure is asked for: none would decide") {
    const Pack pack = sound(
        pack_text(rule_text("<measure metric=\"m\" comparison=\"le\" parameter=\"p_open\"><says "
                            "xml:lang=\"en\">Errors are rare</says></measure>")));
    const Outcome open = evaluate_rule(pack.rules.front(), pack, measured_on("S", 0.01, 0.02));
    CHECK(open.verdict == Verdict::not_established);
    CHECK(open.requests.empty());
    CHECK(open.reason.find("the open number") != std::string::npos);
    CHECK(asks(evaluate_rule(pack.rules.front(), pack, measured_on("N", 0.01, 0.02)), "m"));
}

TEST_CASE("a disputed fact is read with both values, a derived one from its derivation") {
    Fact computed = yes("b");
    computed.admitted_by.clear();
    computed.derivation = "two of two";
    Fact silent = fact("c", FactStatus::unknown);
    silent.admitted_by.clear();
    Fact shown = yes("e");
    shown.derivation = "three of three";
    const Outcome result =
        came_to(all(is_true("a") + is_true("b") + is_true("c") + is_true("d") + is_true("e")),
                {fact("a", FactStatus::disputed, "true"), computed, silent, shown});
    REQUIRE(result.tests.size() == 6);
    const auto read = [&](std::size_t at) { return result.tests.at(at).reads.at(0); };
    CHECK(read(1).value == "true | false");
    CHECK(read(1).source == "defence");
    CHECK(read(2).value == "true");
    CHECK(read(2).source == "derived");
    CHECK(read(3).source.empty());
    CHECK(read(4).status == FactStatus::unknown);
    CHECK(read(5).source == "defence");
}

TEST_CASE("the detail of a test tells what keeps it open and how facts were derived") {
    Fact computed = yes("b");
    computed.derivation = "two of two";
    const Outcome result = came_to(
        all(is_true("a") + is_true("b") + is_true("c") + true_on_both_sides + false_on_both_sides),
        {yes("a"), computed, disputed_days()});
    REQUIRE(result.tests.size() == 6);
    CHECK(result.tests[0].text == "all of the following");
    CHECK(result.tests[0].detail.empty());
    CHECK(result.tests[1].detail.empty());
    CHECK(result.tests[2].detail == "b: two of two");
    CHECK(result.tests[3].detail == "not known: “c is so”");
    CHECK(result.tests[4].truth == Truth::yes);
    CHECK(result.tests[4].detail.empty());
    CHECK(result.tests[5].truth == Truth::no);
    CHECK(result.tests[5].detail.empty());
}

TEST_CASE("connectives are put into words") {
    const Outcome result = came_to(any(is_true("a") + none(is_true("b"))), {yes("a")});
    REQUIRE(result.tests.size() == 4);
    CHECK(result.tests[0].text == "at least one of the following");
    CHECK(result.tests[2].text == "not the following");
}

TEST_CASE("only what is open is named as open") {
    const std::string two =
        "<test needs=\"a b\" xp=\"f[@id='a']='true' and f[@id='b']='true'\">"
        "<says xml:lang=\"en\">S</says></test>";
    CHECK(came_to(two, {yes("a")}).reason ==
          "Neither met nor breached: not known: “b is so”, on these facts.");
    CHECK(came_to(two, {yes("b")}).reason ==
          "Neither met nor breached: not known: “a is so”, on these facts.");
    CHECK(came_to(leaf("days", "f[@id='days'] &gt; $p_set"), {}).reason ==
          "Neither met nor breached: not known: “Days”, on these facts.");
    CHECK(came_to(two, {fact("a", FactStatus::disputed, "true")}).reason ==
          "Neither met nor breached: disputed: “a is so”; not known: “b is so”, on these facts.");
}

TEST_CASE("a sentence that is quoted inside another ends without its full stop") {
    const auto test = [](const std::string& id, const std::string& says) {
        return "<test needs=\"" + id + "\" xp=\"f[@id='" + id +
               "']='true'\"><says xml:lang=\"en\">" + says + "</says></test>";
    };
    const Outcome breached =
        came_to(all(test("a", "It was logged.") + test("b", "Was it? Yes.")), {no("a"), no("b")});
    CHECK(breached.reason ==
          "Not met: it is established that this is not so: “It was logged”, “Was it? Yes”, on "
          "these facts.");
    CHECK(breached.tests[1].text == "It was logged.");  // alone it keeps it
}

TEST_CASE("four clauses are said in full") {
    CHECK(came_to(all(is_true("a") + is_true("b") + is_true("c") + is_true("d")), {}).reason ==
          "Neither met nor breached: not known: “a is so”, “b is so”, “c is so”, “d is so”, on "
          "these facts.");
}

TEST_CASE("of an all that is false only what is false is relied on, of one that is open the rest") {
    const Outcome breached = came_to(all(is_true("a") + is_true("b")), {no("a"), yes("b")});
    CHECK(breached.reason ==
          "Not met: it is established that this is not so: “a is so”, on these facts.");
    const std::string mixed = all(is_true("a") + true_on_both_sides);
    CHECK(came_to(mixed, {yes("a"), disputed_days()}).weakest == FactStatus::disputed);
    CHECK(came_to(mixed, {no("a"), disputed_days()}).weakest == FactStatus::established);
    CHECK(came_to(mixed, {claimed("a"), disputed_days()}).weakest == FactStatus::asserted);
}

TEST_CASE("of an any that is true only what is true is relied on, of one that is open the rest") {
    const std::string mixed = any(is_true("a") + false_on_both_sides);
    CHECK(came_to(mixed, {yes("a"), disputed_days()}).weakest == FactStatus::established);
    CHECK(came_to(mixed, {no("a"), disputed_days()}).weakest == FactStatus::disputed);
    CHECK(came_to(mixed, {claimed("a"), disputed_days()}).weakest == FactStatus::asserted);
}

TEST_CASE("a negation relies on what it negates") {
    const Outcome met = came_to(none(false_on_both_sides), {disputed_days()});
    CHECK(met.verdict == Verdict::met);
    CHECK(met.weakest == FactStatus::disputed);
}

TEST_CASE("while it is open whether a rule applies, its outcome rests on that alone") {
    const std::string logic = applies(is_true("a")) + true_on_both_sides;
    const auto weakest = [&](const Fact& one) {
        return came_to(logic, {one, disputed_days()}).weakest;
    };
    CHECK(weakest(claimed("a")) == FactStatus::asserted);
    CHECK(weakest(no("a")) == FactStatus::established);
    CHECK(weakest(yes("a")) == FactStatus::disputed);
    const Outcome open = came_to(applies(is_true("a")) + is_true("b"), {yes("a"), claimed("b")});
    CHECK(open.weakest == FactStatus::asserted);
}

TEST_CASE("an outcome that an exception lifts rests on that exception") {
    const auto weakest = [](const std::string& logic, const std::string& exceptions,
                            const std::vector<Fact>& facts) {
        const Outcome result = came_to(logic + exceptions, facts);
        CHECK(result.verdict == Verdict::excepted);
        return result.weakest;
    };
    const std::vector<Fact> facts = {yes("a"), no("b"), disputed_days()};
    CHECK(weakest(false_on_both_sides, lifted("x", is_true("a")), facts) ==
          FactStatus::established);
    CHECK(weakest(is_true("b"), lifted("x", true_on_both_sides), facts) == FactStatus::disputed);
    CHECK(weakest(is_true("b"), lifted("x", is_true("a")) + lifted("y", false_on_both_sides),
                  facts) == FactStatus::established);
}

TEST_CASE("exceptions count where the requirement is not fulfilled, and nowhere else") {
    const std::string open = lifted("x", is_true("c"));
    CHECK(came_to(is_true("a") + open, {yes("a")}).weakest == FactStatus::established);
    const Outcome assessed = came_to(is_true("a") + open, {yes("a")}, "kind=\"evaluative\"");
    CHECK(assessed.verdict == Verdict::assessed);
    CHECK(assessed.weakest == FactStatus::established);
    const Outcome breached =
        came_to(is_true("a") + lifted("x", false_on_both_sides), {no("a"), disputed_days()});
    CHECK(breached.verdict == Verdict::not_met);
    CHECK(breached.weakest == FactStatus::disputed);
}

TEST_CASE("who is asked: whoever speaks to a claim, else the holder that the pack names") {
    const Pack pack = sound(pack_text(rule_text(all(is_true("a") + leaf("days",
                                                                        "f[@id='days'] "
                                                                        "&gt; 1")))));
    const auto asked = [&](Fact one) {
        Grounds known = grounds({std::move(one)});
        known.holders.emplace("vendor", "acme");
        return evaluate_rule(pack.rules.front(), pack, known).requests.at(0);
    };
    CHECK(asked(claimed("a")).holder == "acme");
    Fact contested = fact("a", FactStatus::disputed, "true");
    contested.stated_by = "officer";
    CHECK(asked(contested).holder == "acme");
    CHECK(asked(contested).text == "Please serve the document that settles this: “a is so”.");
    CHECK(asked(fact("a", FactStatus::unknown)).text == "Ask a");
    CHECK(asked(fact("a", FactStatus::withheld)).text ==
          "Ask a [withheld by somebody unnamed (no ground given): “a is so”]");
    CHECK(asked(yes("a")).fact == "days");
    CHECK(asked(yes("a")).holder.empty());
}

TEST_CASE("what is established to be so is asked for only where a breach rests on it") {
    const Outcome beside =
        came_to(all(any(is_true("b") + is_true("c")) + is_true("d")), {no("b"), yes("c")});
    CHECK(asks(beside, "d"));
    CHECK_FALSE(asks(beside, "b"));
    const Outcome negated = came_to(all(none(is_true("b")) + is_true("d")), {no("b")});
    CHECK(asks(negated, "d"));
    CHECK_FALSE(asks(negated, "b"));
    const Outcome short_time =
        came_to(false_on_both_sides, {fact("days", FactStatus::established, "20")});
    CHECK(short_time.verdict == Verdict::not_met);
    CHECK(short_time.requests.empty());
}
