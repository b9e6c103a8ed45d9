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
    return load_profile(files, "profile.xml", {sound(pack_text(rule_text(is_true("a"))))});
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
