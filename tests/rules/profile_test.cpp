#include "rules/profile.hpp"

#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

Result<Profile> load_one(const std::string& inside) {
    MemoryFiles files;
    files.content["profile.xml"] =
        "<profile xmlns=\"urn:isonomia:profile:1\" id=\"court\">" + inside + "</profile>";
    return load_profile(files, "profile.xml", {sound(pack_text(rule_text(is_true("a"))))},
                        "2026-01-02");
}

std::string set(const std::string& parameter, const std::string& value,
                const std::string& pack = "p") {
    return "<set pack=\"" + pack + "\" parameter=\"" + parameter + "\" value=\"" + value +
           "\" approver=\"Judge\" on=\"2026-01-01\"><justification>Why</justification></set>";
}

std::string refusal(const std::string& inside) {
    const auto profile = load_one(inside);
    return profile ? "" : profile.error().code;
}

}  // namespace

// openscap#614: tailoring with a wrong id ends with success.
TEST_CASE("an unknown id fails the run") {
    CHECK(refusal(set("p_opn", "5")) == "R0008");
    CHECK(refusal(set("p_open", "5", "q")) == "R0008");
    const auto slip = load_one(set("p_opn", "5"));
    REQUIRE_FALSE(slip);
    CHECK(slip.error().hint.find("did you mean 'p_open'?") != std::string::npos);
}

TEST_CASE("values beyond floor and ceiling, set twice, or without a reason") {
    CHECK(refusal(set("p_open", "0.5")) == "R0008");
    CHECK(refusal(set("p_open", "101")) == "R0008");
    CHECK(refusal(set("p_open", "1") + set("p_open", "2")) == "R0001");
    CHECK(refusal(set("p_open", "1")) == "");
    CHECK(refusal(set("p_open", "100")) == "");
    CHECK(refusal("<set pack=\"p\" parameter=\"p_open\" value=\"5\" approver=\"J\" "
                  "on=\"2026-01-01\"/>") != "");
    CHECK(refusal("<set pack=\"p\" parameter=\"p_open\" value=\"5\" on=\"2026-01-01\">"
                  "<justification>W</justification></set>") != "");
    for (const char* grounds : {"approver=\"J\" on=\"2026-01-03\"><justification>W",
                                "approver=\"-\" on=\"2026-01-02\">"
                                "<justification>W",
                                "approver=\"J\" on=\"2026-01-02\"><justification>."}) {
        CAPTURE(grounds);
        const std::string ends = std::string(grounds) + "</justification>";
        CHECK(refusal("<set pack=\"p\" parameter=\"p_open\" value=\"5\" " + ends + "</set>") ==
              "R0008");
        CHECK(refusal("<switch-off pack=\"p\" rule=\"R\" " + ends + "</switch-off>") == "R0008");
    }
    CHECK(refusal("<set pack=\"p\" parameter=\"p_open\" value=\"5\" approver=\"J\" "
                  "on=\"2026-01-02\"><justification>W</justification></set>") == "");
    CHECK(refusal("<set pack=\"p\" parameter=\"p_open\" value=\"5\" approver=\"J\">"
                  "<justification>W</justification></set>") == "R0008");
    CHECK(refusal("<set pack=\"p\" parameter=\"p_open\" approver=\"J\" on=\"2026-01-01\">"
                  "<justification>W</justification></set>") == "R0008");
}

TEST_CASE("a value comes from the profile, else from the pack, else from nowhere") {
    const Pack pack = sound(pack_text(rule_text(is_true("a"))));
    const auto profile = load_one(set("p_open", "7"));
    REQUIRE(profile);
    CHECK(value_of(*pack.parameter("p_open"), pack, &*profile) == 7);
    CHECK_FALSE(value_of(*pack.parameter("p_open"), pack, nullptr));
    CHECK(value_of(*pack.parameter("p_set"), pack, &*profile) == 10);
}

namespace {

std::string off(const std::string& rule, const std::string& pack = "p") {
    return "<switch-off pack=\"" + pack + "\" rule=\"" + rule +
           "\" approver=\"Judge\" on=\"2026-01-01\"><justification>No witness is called"
           "</justification></switch-off>";
}

}  // namespace

TEST_CASE("a rule is switched off only by name, once, and for a stated reason") {
    CHECK(refusal(off("Q")) == "R0008");
    CHECK(refusal(off("R", "q")) == "R0008");
    CHECK(refusal(off("R") + off("R")) == "R0001");
    CHECK(refusal("<switch-off pack=\"p\" rule=\"R\" approver=\"J\" on=\"2026-01-01\">"
                  "<justification/></switch-off>") == "X0007");
    CHECK(refusal("<switch-off pack=\"p\" rule=\"R\" approver=\"J\">"
                  "<justification>W</justification></switch-off>") == "R0008");
}

TEST_CASE("an outcome repeats every departure from the pack that concerns it") {
    const Pack pack = sound(pack_text(rule_text(is_true("a"))));
    const auto none = load_one(off("R"));
    REQUIRE(none);
    CHECK(none->off("p", "R") != nullptr);
    CHECK(none->off("p", "S") == nullptr);
    CHECK(none->off("q", "R") == nullptr);
    EvaluateOptions options;
    options.profile = &*none;
    const Outcome skipped = outcome(pack, {no("a")}, options);
    CHECK(skipped.verdict == Verdict::not_applicable);
    CHECK(skipped.reason.find("No witness is called") != std::string::npos);
    REQUIRE(skipped.deviations.size() == 1);
    CHECK(skipped.deviations[0].parameter.empty());
    CHECK(skipped.deviations[0].approver == "Judge");
    CHECK(skipped.deviations[0].profile_sha256.size() == 64);

    const auto five = load_one(set("p_open", "5"));
    REQUIRE(five);
    options.profile = &*five;
    CHECK(outcome(pack, {yes("a")}, options).deviations.empty());
    const Pack reads =
        sound(pack_text(rule_text(leaf("days", "number(f[@id='days']) &gt;= $p_open"))));
    const Outcome set_by = outcome(reads, {fact("days", FactStatus::established, "5")}, options);
    CHECK(set_by.verdict == Verdict::met);
    REQUIRE(set_by.deviations.size() == 1);
    CHECK(set_by.deviations[0].parameter == "p_open");
    CHECK(set_by.deviations[0].value == "5");
    CHECK(set_by.deviations[0].instead_of.empty());
}

TEST_CASE("parameters of a leaf are read as names, not as beginnings of names") {
    Node node;
    node.test.expression = "number(f[@id='days']) >= $p_set and f[@id='what']='$p_open'";
    CHECK(parameters_of(node) == std::set<std::string>{"p_set"});
    node.test.expression = "$p_set_more > 1";
    CHECK(parameters_of(node) == std::set<std::string>{"p_set_more"});
    node.test.expression = "'unclosed $p_set";
    CHECK(parameters_of(node).empty());
}

TEST_CASE("what of the law differs by the hearing is said beside the verdict") {
    const Pack later = sound(pack_text(rule_text(is_true("a"), "valid-from=\"2026-06-01\"")));
    Grounds when = grounds({yes("a")});
    when.matter.used_on = "2026-05-01";
    CHECK(evaluate_rule(later.rules[0], later, when).by_hearing.empty());
    when.matter.hearing_on = "2026-05-31";
    CHECK(evaluate_rule(later.rules[0], later, when).by_hearing.empty());
    when.matter.hearing_on = "2026-06-01";
    const Outcome law_by_then = evaluate_rule(later.rules[0], later, when);
    CHECK(law_by_then.verdict == Verdict::not_applicable);
    CHECK(law_by_then.by_hearing.find("2026-06-01") != std::string::npos);
    Grounds undated = when;
    undated.matter.used_on.clear();
    CHECK(evaluate_rule(later.rules[0], later, undated).by_hearing.empty());

    const Pack ended = sound(pack_text(rule_text(is_true("a"), "valid-until=\"2026-05-15\"")));
    const Outcome no_longer = evaluate_rule(ended.rules[0], ended, when);
    CHECK(no_longer.verdict == Verdict::met);
    CHECK(no_longer.by_hearing.find("until 2026-05-15") != std::string::npos);
    when.matter.hearing_on = "2026-05-15";  // the last day counts
    CHECK(evaluate_rule(ended.rules[0], ended, when).by_hearing.empty());
}
