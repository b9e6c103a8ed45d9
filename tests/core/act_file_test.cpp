#include "core/act_file.hpp"

#include "tests/catch.hpp"

namespace isonomia {

namespace {

CaseFile known() {
    CaseFile file;
    Agent agent;
    agent.id = "officer";
    file.agents.push_back({agent, 0, {}, {}});
    System system;
    system.id = "fr";
    file.systems.push_back({system, 1, {}, {}});
    Exhibit exhibit;
    exhibit.id = "E1";
    file.exhibits.push_back({exhibit, 2, {}, {}});
    return file;
}

Result<Activity> read(const std::string& attributes, const std::string& content = "") {
    return parse_act("<activity xmlns=\"urn:isonomia:matter:1\" id=\"A1\" title=\"T\" " +
                         attributes + ">" + content + "</activity>",
                     "act.xml", known());
}

std::string code(const Result<Activity>& act) { return act ? "" : act.error().code; }

}  // namespace

TEST_CASE("what is no act is refused where it stands") {
    const CaseFile file = known();
    const auto whole = [&](const std::string& text) {
        const auto act = parse_act(text, "act.xml", file);
        if (!act) CHECK(act.error().where.has_value());
        return code(act);
    };
    CHECK(whole("") == "X0001");
    CHECK(whole("<matter xmlns=\"urn:isonomia:matter:1\"/>") == "M0009");
    CHECK(whole("<activity id=\"A1\" kind=\"review\" title=\"T\"/>") == "M0009");
    CHECK(whole("<activity xmlns=\"urn:other\" id=\"A1\" kind=\"review\" title=\"T\"/>") ==
          "M0009");
    CHECK(whole("<!DOCTYPE a [<!ENTITY x \"y\">]><activity/>") == "X0002");
    CHECK(code(read("kind=\"intake\"")) == "M0005");  // the program's own
    CHECK(code(read("kind=\"guess\"")) == "X0007");
    CHECK(code(read("kind=\"review\" weight=\"3\"")) == "X0005");
    CHECK(code(read("kind=\"inference\"")) == "M0005");
    CHECK(code(read("kind=\"review\" until=\"2025-01-01\"")) == "M0005");
    CHECK(code(read("kind=\"review\" happened=\"yesterday\"")) == "M0004");
}

TEST_CASE("names that the record does not know are refused, with the nearest") {
    const auto act = read("kind=\"review\" by=\"oficer\"");
    REQUIRE_FALSE(act);
    CHECK(act.error().code == "M0003");
    CHECK(act.error().hint.find("did you mean 'officer'?") != std::string::npos);
    CHECK(code(read("kind=\"review\" used=\"E1 E2\"")) == "M0003");
    CHECK(code(read("kind=\"review\" known-from=\"E9\"")) == "M0003");
    CHECK(code(read("kind=\"inference\" system=\"points\"")) == "M0003");
    CHECK(code(read("kind=\"review\"", "<authority cite=\"W\" exhibit=\"E7\"/>")) == "M0003");
}

TEST_CASE("an act is read as in matter.xml") {
    const auto act = read("kind=\"inference\" by=\"officer\" system=\"fr\" used=\"E1\"",
                          "<authority cite=\"Warrant 1\" valid-until=\"2025-01-01\"/>"
                          "<candidate rank=\"1\" label=\"c1\" score=\"0.7\" chosen=\"true\"/>"
                          "<parameter name=\"threshold\" value=\"0.6\"/><result>a hit</result>");
    REQUIRE(act);
    CHECK(act->kind == ActivityKind::inference);
    CHECK(act->agent == "officer");
    CHECK(act->used == std::vector<std::string>{"E1"});
    CHECK(act->authority->cite == "Warrant 1");
    REQUIRE(act->candidates.size() == 1);
    CHECK(act->candidates.front().chosen);
    CHECK(act->parameters.at("threshold") == "0.6");
    CHECK(act->result == "a hit");
}

TEST_CASE("an act after the hearing is a slip of the pen, one on its day is not") {
    CaseFile file = known();
    Matter matter;
    matter.hearing_on = "2026-12-15";
    file.matter.push_back({matter, 0, {}, {}});
    const auto on = [&](const std::string& when) {
        return code(
            parse_act("<activity xmlns=\"urn:isonomia:matter:1\" id=\"A1\" title=\"T\" "
                      "kind=\"review\" happened=\"" +
                          when + "\"/>",
                      "act.xml", file));
    };
    CHECK(on("2099-01-01") == "M0005");
    CHECK(on("2026-12-16") == "M0005");
    CHECK(on("2026-12-15").empty());
    CHECK(on("2026-12-15T23:00:00-05:00").empty());
}

}  // namespace isonomia
