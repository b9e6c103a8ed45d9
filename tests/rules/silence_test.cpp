// What users of other engines suffer from: each of their failures, tried on ours.
#include <fstream>

#include "rules/diff.hpp"
#include "rules/fixtures.hpp"
#include "rules/schematron.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

std::string code_of(const std::string& text) {
    const auto pack = load(text);
    return pack ? "loaded" : pack.error().code;
}

// 'R0005 at a line': the code of an error that says where in the file it stands.
std::string located(const std::string& text) {
    const auto pack = load(text);
    if (pack) return "loaded";
    const auto& where = pack.error().where;
    const bool there = where && where->file == "pack.xml" && where->line > 0;
    return pack.error().code + (there ? " at a line" : " nowhere");
}

std::string replaced_first(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("an absent field silences nothing: not established, and asked for") {
    const Pack pack = sound(pack_text(rule_text(is_true("a"))));
    const Outcome none = outcome(pack, {});
    CHECK(none.verdict == Verdict::not_established);
    CHECK(asks(none, "a"));
    const Pack negative = sound(pack_text(rule_text("<not>" + is_true("a") + "</not>")));
    CHECK(outcome(negative, {}).verdict == Verdict::not_established);
}

TEST_CASE("nothing compares with null: neither greater, nor less, nor equal") {
    for (const char* xp : {"f[@id='days'] &gt; 20", "f[@id='days'] &lt; 20", "f[@id='days'] = 0",
                           "not(f[@id='days'] &gt;= 0)"}) {
        const Pack pack = sound(pack_text(rule_text(leaf("days", xp))));
        CAPTURE(xp);
        CHECK(outcome(pack, {}).verdict == Verdict::not_established);
        CHECK(outcome(pack, {fact("days", FactStatus::unknown)}).verdict ==
              Verdict::not_established);
    }
}

TEST_CASE("an error is not skipped, whatever stands beside it") {
    const Pack pack = sound(pack_text(
        rule_text("<any>" + is_true("a") + leaf("days", "f[@id='days'] &gt; 2") + "</any>")));
    CHECK(outcome(pack, {yes("a"), fact("days", FactStatus::established, "many")}).verdict ==
          Verdict::error);
}

TEST_CASE("a profile that names what is not there fails") {
    const Pack pack = sound(pack_text(rule_text(is_true("a"))));
    MemoryFiles files;
    files.content["p.xml"] =
        R"(<profile xmlns="urn:isonomia:profile:1" id="p">
<switch-off pack="p" rule="RR" approver="J" on="2026-01-01">
<justification>W</justification></switch-off></profile>)";
    const auto profile = load_profile(files, "p.xml", {pack}, "2030-01-01");
    REQUIRE_FALSE(profile);
    CHECK(profile.error().code == "R0008");
}

TEST_CASE("not applicable has a reason, or the pack does not load") {
    CHECK(code_of(pack_text(rule_text("<applies>" + is_true("b") + "</applies>" + is_true("a")))) ==
          "R0006");
    const Pack pack = sound(pack_text(rule_text("<applies>" + is_true("b") +
                                                "<otherwise xml:lang=\"en\">no b</otherwise>"
                                                "</applies>" +
                                                is_true("a"))));
    CHECK(outcome(pack, {no("b"), yes("a")}).reason.find("no b") != std::string::npos);
    CHECK(outcome(pack, {yes("a")}).verdict == Verdict::not_established);
}

TEST_CASE("no rule is shadowed: the same id twice is refused, and each rule is evaluated") {
    const std::string rule = rule_text(is_true("a"));
    CHECK(code_of(pack_text(rule + rule)) == "R0001");
    std::string second = rule_text("<not>" + is_true("a") + "</not>");
    second.replace(second.find("id=\"R\""), 6, "id=\"S\"");
    const Pack pack = sound(pack_text(rule + second));
    const Grounds known = grounds({yes("a")});
    CHECK(evaluate_rule(pack.rules[0], pack, known).verdict == Verdict::met);
    CHECK(evaluate_rule(pack.rules[1], pack, known).verdict == Verdict::not_met);
}

TEST_CASE("bad packs end in a located error") {
    CHECK(located("<pack") == "X0001 at a line");
    CHECK(located(
              "<!DOCTYPE p [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><pack>&b;</pack>") ==
          "X0002 at a line");
    CHECK(located(pack_text(rule_text(is_true("a")) + "<rules/>")) == "X0005 at a line");
    CHECK(located(pack_text(rule_text(is_true("a"),
                                      "valid-from=\"2026-02-01\" "
                                      "valid-until=\"2026-01-01\""))) == "R0005 at a line");
    const std::string rule = rule_text(is_true("a"));
    CHECK(located(pack_text(rule + rule)) == "R0001 at a line");
    const std::string except = "<title xml:lang=\"en\">E</title>" + is_true("b") + "</exception>";
    CHECK(located(pack_text(rule_text(is_true("a") + "<exception id=\"x\" overrides=\"y\">" +
                                      except + "<exception id=\"y\" overrides=\"x\">" + except))) ==
          "R0006 at a line");
}

TEST_CASE("a pack of a gigabyte is refused unread") {
    const isonomia::tests::ScratchFolder scratch;
    const fs::path path = scratch.path() / "huge.xml";
    std::ofstream(path) << "<pack>";
    fs::resize_file(path, std::uintmax_t{1} << 30U);
    DiskFiles files;
    const auto pack = load_pack(files, path, scratch.path());
    REQUIRE_FALSE(pack);
    CHECK(pack.error().code == "F0004");
}

TEST_CASE("an expression that would take long is refused before it runs") {
    std::string deep = "f[@id='a']='true'";
    for (int i = 0; i < 40; ++i)
        deep = "not(" + deep + ")";
    CHECK(code_of(pack_text(rule_text(leaf("a", deep)))) == "R0003");
    CHECK(code_of(pack_text(rule_text(leaf("a", "//f[.//f[.//f]]")))) == "R0003");
    CHECK(code_of(pack_text(rule_text(leaf("a", "count(//f) &gt; 0")))) == "R0003");
}

TEST_CASE("another territory is another law, and its change can change verdicts") {
    const std::string rule = rule_text(is_true("a"), "jurisdiction=\"EU\"");
    const std::string text = pack_text(rule);
    const auto with = [&](const std::string& covers) {
        return sound(
            replaced_first(text, "<fact", "<territory id=\"EU\" covers=\"" + covers + "\"/><fact"));
    };
    const Pack pack = with("AT FR");
    const auto at = [&](const std::string& jurisdiction) {
        Grounds known = grounds({yes("a")});
        known.matter.jurisdiction = jurisdiction;
        return evaluate_rule(pack.rules.front(), pack, known).verdict;
    };
    CHECK(at("FR") == Verdict::met);
    CHECK(at("FR-75") == Verdict::met);
    CHECK(at("FRA") == Verdict::not_applicable);
    CHECK(at("CH") == Verdict::not_applicable);
    CHECK(at("") == Verdict::not_established);
    const auto found = diff(pack, with("AT"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].can_change_verdicts);
}

TEST_CASE("a Schematron schema has a report for each verdict, and leaves out what it cannot say") {
    const Pack pack = sound(
        pack_text(rule_text("<any>" + is_true("a") + "<not>" + is_true("b") + "</not></any>")));
    const std::string schema = to_schematron(pack);
    for (const char* id : {"R.met", "R.not-met", "R.not-established", "R.not-applicable"})
        CHECK(schema.find(std::string("id=\"") + id + "\"") != std::string::npos);
    CHECK(XmlDocument::parse(schema, "schema"));
    const Pack open = sound(pack_text(rule_text(leaf("days", "f[@id='days'] &gt; $p_open"))));
    CHECK(to_schematron(open).find("Left out: R") != std::string::npos);
}
