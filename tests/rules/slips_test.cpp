// The slips that people new to packs make, each with what lint says of it: one fault, at its place,
// with what to write instead.
#include <algorithm>

#include "rules/lint.hpp"
#include "rules/profile.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

const std::string pack_xml =
    R"(<pack xmlns="urn:isonomia:rule-pack:1" id="court"
  version="1" languages="en fr">
  <title xml:lang="en">A court</title>
  <title xml:lang="fr">Un tribunal</title>
  <signature by="R. Lawyer" capacity="advocate" on="2026-03-02"/>
  <fact id="operator.trained" holder="police">
    <says xml:lang="en">The operator was trained.</says>
    <says xml:lang="fr">L'opérateur a été formé.</says>
    <request xml:lang="en">Serve the certificate.</request>
    <request xml:lang="fr">Communiquez l'attestation.</request>
  </fact>
  <parameter id="days_min" unit="days" floor="1" ceiling="60">
    <says xml:lang="en">days of notice</says>
    <says xml:lang="fr">jours de préavis</says>
  </parameter>
  <rule id="MC-02" principle="reliability" burden="prosecution" valid-from="2025-01-01">
    <title xml:lang="en">The operator was trained</title>
    <title xml:lang="fr">L'opérateur a été formé</title>
    <requirement xml:lang="en">Whoever operates it was trained.</requirement>
    <requirement xml:lang="fr">Qui l'utilise a été formé.</requirement>
    <authority cite="Standing Order 3" at="para. 12" status="unverified">
      <says xml:lang="en">Operators are trained.</says>
      <says xml:lang="fr">Les opérateurs sont formés.</says>
    </authority>
    <test needs="operator.trained" xp="f[@id='operator.trained']='true'"/>
    <remedy xml:lang="en">Ask for the certificate.</remedy>
    <remedy xml:lang="fr">Demandez l'attestation.</remedy>
  </rule>
  <rule id="MC-03" principle="reliability">
    <title xml:lang="en">Notice</title>
    <title xml:lang="fr">Préavis</title>
    <requirement xml:lang="en">There is notice.</requirement>
    <requirement xml:lang="fr">Il y a préavis.</requirement>
    <authority ref="order" at="1"/>
    <test needs="d.days-to-examine" xp="f[@id='d.days-to-examine'] &gt;= $days_min">
      <says xml:lang="en">There were enough days.</says>
      <says xml:lang="fr">Il y avait assez de jours.</says>
    </test>
    <remedy xml:lang="en">Ask for time.</remedy>
    <remedy xml:lang="fr">Demandez un délai.</remedy>
  </rule>
  <fact id="d.days-to-examine" type="number">
    <says xml:lang="en">Days to examine.</says>
    <says xml:lang="fr">Jours pour examiner.</says>
    <request xml:lang="en">Say when it was served.</request>
    <request xml:lang="fr">Dites quand il a été communiqué.</request>
  </fact>
</pack>
)";

const std::string fixtures_xml =
    R"(<fixtures xmlns="urn:isonomia:fixtures:1" rule="MC-02" used-on="2026-03-01">
  <given><fact id="operator.trained" value="true"/></given>
  <case expect="met"/>
  <case expect="not met"><fact id="operator.trained" value="false"/></case>
  <case expect="not established" asks="operator.trained"><fact
    id="operator.trained" status="unknown"/></case>
</fixtures>
)";

const std::string order_xml =
    R"(<instrument xmlns="urn:isonomia:instrument:1" id="order"
  status="in-force" date="2026-01-05">
<cite>Order</cite><body>This court</body><confirmed by="R. Lawyer" on="2026-01-05"/>
<source>Registry</source>
<paragraph at="1"><says xml:lang="en">There is notice.</says>
<says xml:lang="fr">Il y a préavis.</says></paragraph>
</instrument>
)";

std::string replaced(std::string text, const std::string& slip, const std::string& by) {
    const auto at = text.find(slip);
    REQUIRE(at != std::string::npos);
    return text.replace(at, slip.size(), by);
}

struct Court {
    MemoryFiles files;
    LintOptions options;

    Court() {
        files.content["packs/court.xml"] = pack_xml;
        files.content["packs/instruments/order.xml"] = order_xml;
        files.content["packs/fixtures/MC-02.xml"] = fixtures_xml;
        std::string third = replaced(fixtures_xml, "MC-02", "MC-03");
        for (auto at = third.find("operator.trained"); at != std::string::npos;
             at = third.find("operator.trained"))
            third.replace(at, 16, "d.days-to-examine");
        for (const char* value : {"\"true\"", "\"false\""})
            third = replaced(third, value, "\"3\"");
        files.content["packs/fixtures/MC-03.xml"] = third;
        options = {"law", "packs/fixtures", {"MC-02", "MC-03"}, "2026-03-02", {}};
    }

    // Every fault but R0108, of which the pack has one: "CODE text at its place: message / hint".
    std::vector<std::string> lint() {
        std::vector<std::string> said;
        for (const Error& error : lint_pack(files, "packs/court.xml", options)) {
            if (error.code == "R0108") continue;
            REQUIRE(error.where);
            CHECK_FALSE(error.hint.empty());
            std::string_view text = files.content[error.where->file];
            for (std::size_t line = 1; line < error.where->line; ++line)
                text.remove_prefix(text.find('\n') + 1);
            text = text.substr(0, text.find('\n'));
            REQUIRE(error.where->column <= text.size() + 1);
            if (error.where->column > 0) text.remove_prefix(error.where->column - 1);
            said.push_back(error.code + " " + std::string(text.substr(0, 12)) + ": " +
                           error.message + " / " + error.hint);
        }
        return said;
    }
};

using Said = std::vector<std::string>;

// What lint says of the pack with one slip in it.
Said slip(const std::string& instead_of, const std::string& written) {
    Court court;
    court.files.content["packs/court.xml"] = replaced(pack_xml, instead_of, written);
    return court.lint();
}

Said fixture_slip(const std::string& instead_of, const std::string& written) {
    Court court;
    court.files.content["packs/fixtures/MC-02.xml"] = replaced(fixtures_xml, instead_of, written);
    return court.lint();
}

}  // namespace

TEST_CASE("the court's pack is clean before the slips, its own instrument beside it") {
    CHECK(Court().lint() == Said{});
}

TEST_CASE("a slip in an expression is one fault, pointed at inside the attribute") {
    const auto xp = [](const std::string& written) {
        return slip("]='true'\"/>", written + "\"/>");
    };
    CHECK(xp("]!='false'") == Said{"R0003 !='false'\"/>: '!=' may not be used / write not(a = b)"});
    CHECK(xp("]=='true'") == Said{"R0003 ='true'\"/>: '=' stands twice / write one '='"});
    CHECK(xp("]=true") ==
          Said{"R0003 true\"/>: 'true' stands without quotation marks / write 'true'"});
    CHECK(xp("]='true' AND f[@id='operator.trained']='true'") ==
          Said{"R0003 AND f[@id='o: 'AND' is not expected here / join two conditions by 'and' or "
               "'or', in small letters"});
    CHECK(xp("]='yes'") ==
          Said{"R0003 'yes'\"/>: the fact 'operator.trained' is true or false / compare it with "
               "'true' or 'false': f[@id='operator.trained']='true'"});
    // Entities and line breaks before the fault do not shift the place.
    CHECK(slip("='true'\"/>", "='true' and\n   1 &lt; 2 and &#39;x&#39; == 'x'\"/>") ==
          Said{"R0003 = 'x'\"/>: '=' stands twice / write one '='"});
    CHECK(slip("needs=\"operator.trained\" xp=\"f[@id='operator.trained']",
               "needs=\"operator.traind\" xp=\"f[@id='operator.traind']") ==
          Said{"R0002 operator.tra: the fact 'operator.traind' is not declared / declare it with "
               "<fact id=\"…\"> (did you mean 'operator.trained'?)"});
    CHECK(slip("$days_min\"", "$day_min\"") ==
          Said{"R0002 $day_min\">: the parameter 'day_min' is not declared / declare it with "
               "<parameter id=\"…\" unit=\"…\"> (did you mean 'days_min'?)"});
    CHECK(slip("$days_min\"", "days_min\"") ==
          Said{"R0003 days_min\">: the parameter 'days_min' stands without '$' / write $days_min"});
    CHECK(slip("$days_min\"", "21\"") ==
          Said{"R0107 <parameter i: no rule uses the parameter 'days_min' / use it in a test, or "
               "delete it"});
}

TEST_CASE("a text that is missing is named with its element and language") {
    CHECK(slip("    <title xml:lang=\"fr\">L'opérateur a été formé</title>\n", "") ==
          Said{"R0101 <rule id=\"MC: rule 'MC-02' has no <title> in 'fr' / add <title "
               "xml:lang=\"fr\">…</title> there, or leave fr out of languages=\"en fr\""});
    CHECK(slip("<title xml:lang=\"fr\">L'", "<title xml:lang=\"FR\">L'") ==
          Said{"R0101 <rule id=\"MC: rule 'MC-02' has no <title> in 'fr' / write xml:lang=\"fr\" "
               "instead of \"FR\""});
    CHECK(slip("<title xml:lang=\"fr\">L'", "<title lang=\"fr\">L'") ==
          Said{"X0006 <title lang=: <title> needs attribute 'xml:lang' / write xml:lang instead of "
               "lang"});
    const Said bare = slip("<says xml:lang=\"en\">There were enough days.</says>", "");
    REQUIRE(bare.size() == 1);
    CHECK(bare[0].find("add <says xml:lang=\"en\">…</says> there: only a test that one fact is "
                       "'true' may go without") != std::string::npos);
}

TEST_CASE("a source, a remedy or a test that is missing: what to add") {
    const auto begin = pack_xml.find("    <authority");
    const auto end = pack_xml.find("</authority>") + 13;
    const std::string how(how_to_cite);
    CHECK(slip(pack_xml.substr(begin, end - begin), "") ==
          Said{"R0102 <rule id=\"MC: rule 'MC-02' cites no authority / " + how});
    CHECK(
        slip(" cite=\"Standing Order 3\"", "") ==
        Said{"X0006 <authority a: <authority> names no source: it has no 'ref', and no 'cite' / " +
             how});
    CHECK(slip("    <remedy xml:lang=\"en\">Ask for the certificate.</remedy>\n"
               "    <remedy xml:lang=\"fr\">Demandez l'attestation.</remedy>\n",
               "") == Said{"R0103 <rule id=\"MC: rule 'MC-02' has no remedy / add <remedy "
                           "xml:lang=\"en\">what to ask for when it is not met</remedy>"});
    const std::string test =
        "    <test needs=\"operator.trained\" xp=\"f[@id='operator.trained']='true'\"/>\n";
    CHECK(slip(test, "") == Said{"R0006 <rule id=\"MC: <rule> has no <test> / add <test "
                                 "needs=\"FACT\" xp=\"f[@id='FACT']='true'\"/>"});
    const Said two = slip(test, test + test);
    REQUIRE(two.size() == 1);
    CHECK(two[0].find("put several tests into one <all> or <any>") != std::string::npos);
    const Said misspelt = slip("<test needs=\"o", "<tset needs=\"o");
    REQUIRE(misspelt.size() == 1);
    CHECK(misspelt[0].find("did you mean 'test'?") != std::string::npos);
}

TEST_CASE("an authority in place that somebody read says who") {
    const std::string asked =
        "R0010 status=\"in-f: <authority> says 'in-force', but nobody confirmed it / add "
        "<confirmed "
        "by=\"…\" on=\"YYYY-MM-DD\"/> with who read the source, or write status=\"unverified\"";
    CHECK(slip("status=\"unverified\">", "status=\"in-force\">") == Said{asked});
    const auto confirmed = [](const std::string& status, const std::string& attributes) {
        return slip("status=\"unverified\">",
                    "status=\"" + status + "\"><confirmed " + attributes + "/>");
    };
    for (const char* status : {"in-force", "unverified"})
        CHECK(confirmed(status, R"(by="R. Lawyer" on="2026-03-02")") == Said{});
    CHECK(
        confirmed("in-force", R"(by="R. Lawyer")") ==
        Said{"R0010 <confirmed b: the confirmation has no date / write on=\"YYYY-MM-DD\", the day "
             "on which the source was read"});
    const Said dash = slip("status=\"unverified\">", "status=\"in-force\"><confirmed by=\"-\"/>");
    REQUIRE(dash.size() == 1);
    CHECK(dash[0].starts_with("R0010 by=\"-\"/>"));
    // A paragraph of an instrument that nobody confirmed is no better.
    Court court;
    auto& order = court.files.content["packs/instruments/order.xml"];
    order = replaced(order, "<confirmed by=\"R. Lawyer\" on=\"2026-01-05\"/>", "");
    order = replaced(order, "status=\"in-force\"", "status=\"unverified\"");
    CHECK(court.lint() == Said{});
    order = replaced(order, "at=\"1\"", "at=\"1\" status=\"in-force\"");
    const Said paragraph = court.lint();
    REQUIRE(paragraph.size() == 1);
    CHECK(paragraph[0].starts_with("R0010 status=\"in-f: <paragraph> says 'in-force', but"));
}

TEST_CASE("an instrument is looked for beside the pack first") {
    Court court;
    court.files.content["law/order.xml"] = "not XML";
    CHECK(court.lint() == Said{});
    court.files.content.erase("packs/instruments/order.xml");
    CHECK(court.lint().front().starts_with("X0001"));
    court.files.content["law/order.xml"] = order_xml;
    CHECK(court.lint() == Said{});
    court.files.content.erase("law/order.xml");
    const auto found = lint_pack(court.files, "packs/court.xml", court.options);
    REQUIRE(found.size() == 1);
    CHECK(found[0].notes[0] == "looked for packs/instruments/order.xml, then for law/order.xml");
    CHECK(found[0].hint ==
          "write instruments/order.xml beside the pack, or cite in place with cite=\"…\" "
          "status=\"unverified\"");
}

TEST_CASE("values of the wrong form: what is wrong with them") {
    CHECK(slip("valid-from=\"2025-01-01\"", "valid-from=\"2025-02-30\"") ==
          Said{"R0005 valid-from=\": there is no day 2025-02-30 / write a day of the calendar as "
               "YYYY-MM-DD, e.g. 2026-03-01"});
    CHECK(slip("valid-from=\"2025-01-01\"", "valid-from=\"1.1.2025\"")
              .front()
              .starts_with("R0005 valid-from=\": '1.1.2025' is not a date / "));
    CHECK(slip("floor=\"1\"", "floor=\"6\" default=\"5\"") ==
          Said{"R0005 <parameter i: parameter 'days_min': floor 6 is above default 5 / correct one "
               "of the two"});
    CHECK(slip("floor=\"1\"", "floor=\"1 day\"") ==
          Said{"X0007 floor=\"1 day: floor=\"1 day\" of <parameter> is not a number written with "
               "digits and '.' / write 1 alone, without 'day'"});
    const auto jurisdiction = [](const std::string& code) {
        return slip("burden=", "jurisdiction=\"" + code + "\" burden=").front();
    };
    CHECK(jurisdiction("England") ==
          "R0002 jurisdiction: 'England' is no jurisdiction / write any, a code such as GB-EAW, or "
          "a <territory> that the pack declares");
    CHECK(jurisdiction("gb").ends_with("declares (did you mean 'GB'?)"));
    CHECK(jurisdiction("gb-eaw").ends_with("declares (did you mean 'GB-EAW'?)"));
    CHECK(jurisdiction("g").ends_with("declares"));
    CHECK(jurisdiction("Any").ends_with("declares (did you mean 'any'?)"));
    CHECK(slip("burden=\"prosecution\"", "burden=\"prosecutor\"")
              .front()
              .starts_with("R0002 burden=\"pros: 'prosecutor' is not a role / "));
}

TEST_CASE("a signature of a day to come is found by lint, at its place") {
    CHECK(slip("on=\"2026-03-02\"", "on=\"2027-05-04\"") ==
          Said{"R0005 on=\"2027-05-: pack 'court' is signed on 2027-05-04, a day to come / write "
               "the day on which it was signed"});
}

TEST_CASE("what keeps a pack from being read is told element by element, and that it was not") {
    Court court;
    auto& pack = court.files.content["packs/court.xml"];
    pack = replaced(pack, "burden=", "burdon=");
    pack = replaced(pack, "id=\"MC-03\"", "id=\"MC 03\"");
    const auto found = lint_pack(court.files, "packs/court.xml", court.options);
    REQUIRE(found.size() == 2);
    CHECK(found[0].code == "X0005");
    CHECK(found[1].code == "R0005");
    CHECK(found[1].notes ==
          std::vector<std::string>{"the rest of the pack was not looked at; mend this first"});
}

TEST_CASE("lint reads the fixtures, and names those of no rule") {
    CHECK(fixture_slip("rule=\"MC-02\"", "rule=\"MC-2\"") ==
          Said{"R0006 rule=\"MC-2\" : the file of rule 'MC-02' holds fixtures of 'MC-2' / write "
               "rule=\"MC-02\", or name the file after its rule"});
    CHECK(fixture_slip("\"2026-03-01\"", "\"1 March 2026\"")
              .front()
              .starts_with("R0005 used-on=\"1 M: '1 March 2026' is not a date / "));
    CHECK(fixture_slip("value=\"false\"", "value=\"no\"") ==
          Said{"R0005 value=\"no\"/>: the fact 'operator.trained' is true or false, and not 'no' / "
               "write true or false"});
    CHECK(fixture_slip("asks=\"operator.trained\"", "asks=\"operator.traind\"") ==
          Said{"R0002 asks=\"operat: the pack has no fact or metric 'operator.traind' / name one "
               "that the rule reads (did you mean 'operator.trained'?)"});
    CHECK(fixture_slip("expect=\"not met\"", "expect=\"unmet\"").front().starts_with("X0007"));
    CHECK(
        fixture_slip("</given>", "") ==
        Said{"X0001 <given><fact: not well-formed XML: <given> is not closed before </fixtures> of "
             "line 7 / write </given> where it ends, or <given …/> if it holds nothing"});
    const std::string not_met =
        "  <case expect=\"not met\"><fact id=\"operator.trained\" value=\"false\"/></case>\n";
    CHECK(fixture_slip(not_met, "") ==
          Said{"R0104 <rule id=\"MC: rule 'MC-02' has no fixture that ends in 'not met' / add a "
               "<case expect='not met'> to fixtures/MC-02.xml beside the pack"});
    Court court;
    court.options.fixture_files = {"MC-02", "MC-03", "MC-04"};
    court.files.content["packs/fixtures/MC-04.xml"] = fixtures_xml;
    const Said orphan = court.lint();
    REQUIRE(orphan.size() == 1);
    CHECK(orphan[0].starts_with("R0113 "));
    CHECK(orphan[0].find("the pack has no rule 'MC-04' that these cases test") !=
          std::string::npos);
}

TEST_CASE("a slip in a profile is pointed at, with what to write") {
    const std::string set =
        "<set pack=\"court\" parameter=\"days_min\" value=\"21\" approver=\"Judge N.\" "
        "on=\"2026-01-01\">\n<justification>Because</justification></set>";
    const std::string off =
        "<switch-off pack=\"court\" rule=\"MC-02\" approver=\"Judge N.\" on=\"2026-01-01\">"
        "<justification>Because</justification></switch-off>";
    const auto profile = [&](const std::string& instead_of, const std::string& written) {
        Court court;
        const std::string text = "<profile xmlns=\"urn:isonomia:profile:1\" id=\"p\">\n" + set +
                                 "\n" + off + "</profile>";
        court.files.content["p.xml"] = replaced(text, instead_of, written);
        const auto pack = load_pack(court.files, "packs/court.xml", "law");
        REQUIRE(pack);
        const auto loaded = load_profile(court.files, "p.xml", {*pack}, "2026-03-02");
        if (loaded) return std::string();
        REQUIRE(loaded.error().where);
        CHECK(loaded.error().where->line > 1);
        return std::to_string(loaded.error().where->column) + " " + loaded.error().message + " / " +
               loaded.error().hint;
    };
    CHECK(profile("21", "21") == "");
    CHECK(profile("Because", "-") ==
          "1 the justification is only '-' / say in words why the court departs from the pack");
    CHECK(profile("Judge N.", "-") == "51 the approver is only '-' / name who approved it");
    CHECK(profile(" on=\"2026-01-01\"", "") ==
          "1 <set> needs 'on', the day of approval / write on=\"YYYY-MM-DD\"");
    CHECK(
        profile("on=\"2026-01-01\"", "on=\"2027-01-01\"") ==
        "71 it was approved on 2027-01-01, a day to come / write the day on which it was approved");
    CHECK(
        profile("pack=\"court\"", "pack=\"Court\"") ==
        "6 the profile tailors 'Court', which is not among the packs used here / packs used here: "
        "court (did you mean 'court'?)");
    CHECK(profile("\"21\"", "\"21 days\"") ==
          "40 value=\"21 days\" of <set> is not a number written with digits and '.' / write 21 "
          "alone, without 'days'");
    CHECK(
        profile("\"21\"", "\"61\"") ==
        "40 61 is above the ceiling of parameter 'days_min', 60 / the pack allows no other; it has "
        "to be changed first");
    CHECK(profile("days_min", "day_min").ends_with("(did you mean 'days_min'?)"));
    CHECK(profile("MC-02", "mc-02").ends_with("(did you mean 'MC-02'?)"));
    // As near to MC-02 as to MC-03: neither was meant.
    CHECK(profile("MC-02", "MC-21").ends_with("rules: MC-02, MC-03"));
    CHECK(profile("rule=\"MC-02\"", "rule=\"MC-22\"").starts_with("26 pack 'court' has no rule"));
}
