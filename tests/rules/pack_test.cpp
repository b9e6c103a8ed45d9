#include "rules/pack_reader.hpp"

#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

// The code of the refusal, with its place required, or "" when the pack loads.
std::string refusal(const std::string& text) {
    const auto pack = load(text);
    if (pack) return "";
    CAPTURE(pack.error().message);
    CHECK(pack.error().where.has_value());
    if (pack.error().where) CHECK(pack.error().where->line > 0);
    return pack.error().code;
}

std::string rule_refusal(const std::string& inside, const std::string& attributes = "") {
    return refusal(pack_text(rule_text(inside, attributes)));
}

}  // namespace

TEST_CASE("files that are no pack are refused whole") {
    CHECK(refusal("") == "X0001");
    CHECK(refusal("<pack") == "X0001");
    CHECK(refusal("<matter xmlns=\"urn:isonomia:rule-pack:1\"/>") == "R0006");
    CHECK(refusal("<pack id=\"p\" version=\"1\" languages=\"en\"/>") == "R0006");
    CHECK(refusal("<pack xmlns=\"urn:other\"/>") == "R0006");
    CHECK(refusal(pack_text("")) == "R0006");  // no rule
    CHECK(refusal("<!DOCTYPE pack [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + pack_text("")) ==
          "X0002");
}

TEST_CASE("a file that cannot be read is its own error") {
    MemoryFiles files;
    const auto pack = load_pack(files, "nowhere.xml", "law");
    REQUIRE_FALSE(pack);
    CHECK(pack.error().code == "F0001");
}

TEST_CASE("unknown elements and attributes are refused with a suggestion") {
    CHECK(rule_refusal(is_true("a") + "<remark/>") == "X0005");
    CHECK(rule_refusal(is_true("a"), "principel=\"legality\"") == "X0005");
    CHECK(rule_refusal("<test needs=\"a\" xpath=\"1\"/>").substr(0, 1) == "X");
}

TEST_CASE("duplicate ids") {
    CHECK(refusal(pack_text(rule_text(is_true("a")) + rule_text(is_true("a")))) == "R0001");
    CHECK(refusal(pack_text("<fact id=\"a\"/>" + rule_text(is_true("a")))) == "R0001");
    const std::string exception = "<exception id=\"x\" rank=\"1\">" + is_true("b") + "</exception>";
    CHECK(rule_refusal(is_true("a") + exception + exception) == "R0001");
    CHECK(rule_refusal(is_true("a") + "<title xml:lang=\"en\">again</title>") == "R0001");
}

TEST_CASE("a rank is 1 or more") {
    const auto ranked = [](const std::string& rank) {
        return rule_refusal(is_true("a") + "<exception id=\"x\" rank=\"" + rank + "\">" +
                            is_true("b") + "</exception>");
    };
    CHECK(ranked("1") == "");
    CHECK(ranked("0") == "R0005");
    CHECK(ranked("-1") == "R0005");
}

TEST_CASE("references have to lead somewhere") {
    CHECK(rule_refusal(is_true("zz")) == "R0002");
    CHECK(rule_refusal("<test needs=\"a zz\" xp=\"f[@id='a']='true'\"/>") == "R0002");
    CHECK(rule_refusal("<test needs=\"days\" xp=\"f[@id='days'] > $p_opne\"/>") == "R0002");
    CHECK(rule_refusal(is_true("a") + "<authority ref=\"other\" at=\"1\"/>") == "R0002");
    CHECK(rule_refusal(is_true("a") + "<authority ref=\"law\" at=\"2\"/>") == "R0002");
    CHECK(rule_refusal(is_true("a") + "<authority ref=\"../law\" at=\"1\"/>") == "R0005");
    CHECK(rule_refusal(is_true("a"), "burden=\"nobody\"") == "R0002");
    CHECK(rule_refusal(is_true("a") + "<exception id=\"x\" overrides=\"y\">" + is_true("b") +
                       "</exception>") == "R0002");
    CHECK(refusal(pack_text("<fact id=\"d.fancy\"/>" + rule_text(is_true("a")))) == "R0002");
    const auto slip = load(pack_text("<fact id=\"d.version-state\"/>" + rule_text(is_true("a"))));
    REQUIRE_FALSE(slip);
    CHECK(slip.error().hint.find("did you mean 'd.version-stated'?") != std::string::npos);
    const auto hint = [](const std::string& expression) {
        const auto pack = load(pack_text(rule_text(leaf("a", expression))));
        REQUIRE_FALSE(pack);
        return pack.error().hint;
    };
    CHECK(hint("f[@id='zz']='true'") == "declare it with <fact id=\"…\">");
    CHECK(hint("f[@id='a']") == "compare it: f[@id='a']='true'");
    CHECK(hint("f[@id='d.kinds'] = 'summary'") ==
          "the program computes it, and the pack words it: <fact id=\"d.kinds\" type=\"text\"> "
          "with <says> and <request>");
}

TEST_CASE("a kind that no system has is refused: the rule would never apply") {
    const auto said = [](const std::string& expression) {
        const auto pack =
            load(pack_text("<fact id=\"d.kinds\" type=\"text\"/>" +
                           rule_text("<test needs=\"d.kinds\"\n xp=\"" + expression + "\"/>")));
        if (pack) return std::string("read");
        CHECK(pack.error().hint.starts_with("kinds: face-recognition, risk-score, "));
        return pack.error().code + " " + std::to_string(pack.error().where->line) + ":" +
               std::to_string(pack.error().where->column) + " " + pack.error().message;
    };
    CHECK(said("contains(f[@id='d.kinds'],'risk-score')") == "read");
    CHECK(said("f[@id='d.kinds'] = 'summary'") == "read");
    CHECK(said("contains(f[@id='d.kinds'],'risk-scores')") ==
          "R0002 12:33 there is no kind of system 'risk-scores'");
    CHECK(said("contains(f[@id='d.kinds'],'summary') or starts-with(f[@id='d.kinds'],'Summary')")
              .ends_with("'Summary'"));
    CHECK(said("not('dna' = f[@id='d.kinds'])") == "R0002 12:11 there is no kind of system 'dna'");
}

TEST_CASE("needs have to be exactly what the expression reads") {
    CHECK(rule_refusal("<test needs=\"a b\" xp=\"f[@id='a']='true'\"/>") == "R0004");
    CHECK(rule_refusal("<test needs=\"a\" xp=\"f[@id='a']='true' or f[@id='b']='true'\"/>") ==
          "R0004");
    CHECK(rule_refusal("<test xp=\"f[@id='a']='true'\"/>") == "R0004");
}

TEST_CASE("an expression that is refused is pointed at") {
    const auto pack = load(pack_text(rule_text("<test needs=\"a\"\n   xp=\"f[@id='a']\"/>")));
    REQUIRE_FALSE(pack);
    CHECK(pack.error().code == "R0003");
    REQUIRE(pack.error().where);
    CHECK(pack.error().where->file == "pack.xml");
    CHECK(pack.error().where->line == 12);
    CHECK(pack.error().where->column == 8);  // within the quotation marks of xp="…"
}

TEST_CASE("dates, numbers and types of the wrong form") {
    CHECK(rule_refusal(is_true("a"), "valid-from=\"2026-02-30\"") == "R0005");
    CHECK(rule_refusal(is_true("a"), "valid-from=\"2026\"") == "R0005");
    CHECK(rule_refusal(is_true("a"), "valid-from=\"2026-03-02\" valid-until=\"2026-03-01\"") ==
          "R0005");
    CHECK(rule_refusal(is_true("a"), "valid-from=\"2026-03-01\" valid-until=\"2026-03-01\"") == "");
    CHECK(refusal(pack_text("<parameter id=\"q\" unit=\"u\" floor=\"2\" ceiling=\"1\"/>" +
                            rule_text(is_true("a")))) == "R0005");
    CHECK(refusal(pack_text("<parameter id=\"q\" unit=\"u\" default=\"3\" ceiling=\"1\"/>" +
                            rule_text(is_true("a")))) == "R0005");
    CHECK(refusal(pack_text("<fact id=\"d.kinds\"/>" + rule_text(is_true("a")))) == "R0005");
}

TEST_CASE("a jurisdiction is any, a code, or a territory of the pack") {
    const auto of = [](const std::string& jurisdiction, const std::string& territory = "") {
        std::string text =
            pack_text(rule_text(is_true("a"), "jurisdiction=\"" + jurisdiction + "\""));
        text.insert(text.find("<fact"), territory);
        const auto pack = load(text);
        return pack ? std::string() : pack.error().code;
    };
    for (const char* wrong : {"", "EUU", "E", "gb", "Gb", "gB", "GB-", "GB-eaw", "GB-EaW",
                              "GB-EAWX", "CoE", "France"}) {
        CAPTURE(wrong);
        CHECK(of(wrong) == "R0002");
    }
    for (const char* right : {"any", "GB", "GB-EAW", "FR-09", "FR-75", "US-NJ"})
        CHECK(of(right).empty());
    CHECK(of("CoE", "<territory id=\"CoE\" covers=\"AT\"/>").empty());
    CHECK(of("CoE", "<territory id=\"CoE\" covers=\"AUT\"/>") == "R0002");
    const auto part = [&](const std::string& attributes) {
        return of("CoE",
                  "<territory id=\"CoE\" covers=\"AT\"><part " + attributes + "/></territory>");
    };
    CHECK(part("code=\"RUS\"") == "R0002");
    CHECK_FALSE(part("until=\"2022-09-16\"").empty());
    CHECK(part("code=\"RU\" until=\"2022-09-31\"") == "R0005");
    CHECK(part("code=\"RU\" from=\"2022-09-17\" until=\"2022-09-16\"") == "R0005");
    CHECK(part("code=\"RU\" from=\"1998-05-05\" until=\"2022-09-16\"").empty());
    CHECK(part("code=\"RU\" from=\"2022-09-16\" until=\"2022-09-16\"").empty());
}

TEST_CASE("of floor, default and ceiling only what is given is compared") {
    const auto of = [](const std::string& attributes) {
        std::string text = pack_text(rule_text(is_true("a")));
        text.insert(text.find("<parameter"), "<parameter id=\"p\" unit=\"u\" " + attributes +
                                                 "><says xml:lang=\"en\">P</says></parameter>");
        const auto pack = load(text);
        return pack ? std::string() : pack.error().code;
    };
    CHECK(of("floor=\"2\" ceiling=\"1\"") == "R0005");
    CHECK(of("floor=\"2\" default=\"1\"") == "R0005");
    CHECK(of("default=\"2\" ceiling=\"1\"") == "R0005");
    CHECK(of("ceiling=\"-5\"").empty());
    CHECK(of("default=\"-6\" ceiling=\"-5\"").empty());
    CHECK(of("floor=\"5\"").empty());
    CHECK(of("floor=\"5\" default=\"5\" ceiling=\"5\"").empty());
}

TEST_CASE("packs that are evaluated together have ids of their own and no signature to come") {
    Pack pack = sound(pack_text(rule_text(is_true("a"))));
    CHECK(check_together({}, "2026-01-01"));
    CHECK(check_together({pack}, "2026-01-01"));
    CHECK(check_together({pack, pack}, "2026-01-01").error().code == "R0001");
    pack.signature = Signature{"L", "advocate", "2026-01-02", {}};
    CHECK(check_together({pack}, "2026-01-01").error().code == "R0005");
    CHECK(check_together({pack}, "2026-01-02"));
}

TEST_CASE("logic that makes no sense") {
    CHECK(rule_refusal("") == "R0006");
    CHECK(rule_refusal(is_true("a") + is_true("b")) == "R0006");
    CHECK(rule_refusal("<all></all>") == "R0006");
    CHECK(rule_refusal("<not>" + is_true("a") + is_true("b") + "</not>") == "R0006");
    CHECK(rule_refusal("<measure metric=\"m\" comparison=\"le\"/>") == "R0006");
    CHECK(
        rule_refusal("<measure metric=\"m\" comparison=\"le\" limit=\"1\" parameter=\"p_set\"/>") ==
        "R0006");
    std::string deep = is_true("a");
    for (std::size_t depth = 0; depth < logic_depth_max; ++depth)
        deep = "<not>" + deep + "</not>";
    CHECK(rule_refusal(deep) == "");
    CHECK(rule_refusal("<not>" + deep + "</not>") == "R0009");
}

TEST_CASE("a pack has at most so many rules") {
    std::string rules;
    for (std::size_t i = 0; i < rules_max; ++i)
        rules += "<rule/>";
    CHECK(refusal(pack_text(rules)) == "X0006");  // the first rule lacks its attributes
    CHECK(refusal(pack_text(rules + "<rule/>")) == "R0009");
}

TEST_CASE("an id is a word, and a signature says who signs, as what, and when") {
    for (const char* wrong : {"9a", "a b", "../a", "é"}) {
        CAPTURE(wrong);
        CHECK(refusal(pack_text("<fact id=\"" + std::string(wrong) + "\"/>" +
                                rule_text(is_true("a")))) == "R0005");
    }
    const auto signed_with = [](const std::string& attributes) {
        std::string text = pack_text(rule_text(is_true("a")));
        text.insert(text.find("<fact"), "<signature " + attributes + "/>");
        return refusal(text);
    };
    CHECK(signed_with("by=\"A. Lawyer\" capacity=\"advocate\" on=\"2026-01-02\"") == "");
    CHECK(signed_with("by=\"…\" capacity=\"advocate\" on=\"2026-01-02\"") == "R0005");
    CHECK(signed_with("by=\"A. Lawyer\" capacity=\" - \" on=\"2026-01-02\"") == "R0005");
    CHECK(signed_with("by=\"A. Lawyer\" capacity=\"advocate\"") == "R0005");
}

TEST_CASE("exceptions that override each other in a circle") {
    const auto exception = [](const std::string& id, const std::string& over) {
        return "<exception id=\"" + id + "\" overrides=\"" + over + "\">" + is_true("b") +
               "</exception>";
    };
    CHECK(rule_refusal(is_true("a") + exception("x", "x")) == "R0006");
    CHECK(rule_refusal(is_true("a") + exception("x", "y") + exception("y", "z") +
                       exception("z", "x")) == "R0006");
    CHECK(rule_refusal(is_true("a") + exception("x", "y z") + exception("y", "z") +
                       exception("z", "")) == "");
    // … and where ranks say one thing and overrides another.
    const auto ranked = [](const std::string& id, const std::string& attributes) {
        return "<exception id=\"" + id + "\" " + attributes + ">" + is_true("b") + "</exception>";
    };
    CHECK(rule_refusal(is_true("a") + ranked("x", "rank=\"1\"") +
                       ranked("y", "rank=\"2\" overrides=\"x\"")) == "R0006");
    CHECK(rule_refusal(is_true("a") + ranked("x", "rank=\"1\" overrides=\"y\"") +
                       ranked("y", "rank=\"2\"")) == "");
}

TEST_CASE("an instrument has to be confirmed or to say unverified, under its own name") {
    const auto with = [](const std::string& instrument) {
        MemoryFiles files;
        files.content["law/law.xml"] = instrument;
        const auto loaded = load_instrument(files, "law/law.xml");
        return loaded ? std::string() : loaded.error().code;
    };
    const std::string rest = "><cite>C</cite><body>B</body><source>S</source></instrument>";
    const std::string head = "<instrument xmlns=\"urn:isonomia:instrument:1\" ";
    CHECK(with(head + "id=\"law\" status=\"in-force\"" + rest) == "R0010");
    CHECK(with(head + "id=\"law\" status=\"unverified\"" + rest) == "");
    const auto dated = [&](const std::string& until) {
        return with(head + "id=\"law\" status=\"unverified\" valid-from=\"2025-04-02\" " +
                    "valid-until=\"" + until + "\"" + rest);
    };
    CHECK(dated("2025-04-02") == "");
    CHECK(dated("2025-04-01") == "R0005");
    CHECK(with(head + "id=\"lore\" status=\"unverified\"" + rest) == "R0010");
    CHECK(with(head + "id=\"law\" status=\"holy\"" + rest).substr(0, 1) == "X");
    CHECK(with("<instrument id=\"law\" status=\"unverified\"" + rest) == "R0006");
}

TEST_CASE("a sound pack keeps what it says") {
    const Pack pack = sound(pack_text(
        rule_text("<all>" + is_true("a") + is_true("b") + "</all>" +
                      "<authority cite=\"Case\" at=\"7\" "
                      "status=\"persuasive\"><confirmed by=\"X\" on=\"2026-01-01\"/></authority>",
                  "burden=\"prosecution\" kind=\"evaluative\" jurisdiction=\"FR\"")));
    REQUIRE(pack.rules.size() == 1);
    const Rule& rule = pack.rules.front();
    CHECK(rule.kind == RuleKind::evaluative);
    CHECK(rule.jurisdiction == "FR");
    CHECK(rule.authorities.size() == 2);
    CHECK(rule.authorities.back().citation.cite == "Case");
    CHECK(leaves(rule).size() == 2);
    CHECK_FALSE(pack.signature);
    CHECK(pack.rule("R") == &rule);
    CHECK(pack.rule("S") == nullptr);
}

TEST_CASE("languages fall back to the base language, English, then any") {
    CHECK(in_language({}, "en") == "");
    CHECK(in_language({{"fr", "f"}, {"en", "e"}}, "fr-CA") == "f");
    CHECK(in_language({{"fr", "f"}, {"en", "e"}}, "de") == "e");
    CHECK(in_language({{"fr", "f"}}, "de") == "f");
}
