#include "core/matter_file.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tests/catch.hpp"
#include "tests/core/matter_support.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::tests;

namespace {

std::string code_of(const std::string& text) {
    const auto matter = read_text(text);
    return matter ? "accepted" : matter.error().code;
}

std::string exhibits(std::size_t count) {
    std::string text = "<exhibits>\n";
    for (std::size_t i = 0; i < count; ++i)
        text += fmt::format("<exhibit id=\"E{0}\" file=\"f{0}.txt\" title=\"t\"/>\n", i);
    return text + "</exhibits>";
}

template <class T>
const T& only(const std::vector<T>& things) {
    REQUIRE(things.size() == 1);
    return things.front();
}

// Read, or the test ends with the message.
MatterFile accepted(const std::string& text) {
    const auto matter = read_text(text);
    INFO((matter ? std::string() : rendered(matter.error())));
    REQUIRE(matter.has_value());
    return *matter;
}

constexpr std::string_view everybody = R"(
<parties><party id="lab" role="laboratory" name="Lab"/>
  <party id="p" role="accused" kind="person" name="P"/></parties>
<systems><system id="s" kind="risk-score" name="S"/></systems>
<exhibits><exhibit id="E1" file="a.csv" title="A"/>
  <exhibit id="E2" file="b.bin" title="B"/></exhibits>
)";

std::string whole(std::string_view rest) {
    return matter_with(fmt::format("{}{}", everybody, rest));
}

}  // namespace

TEST_CASE("ids that would break records, names of files or links are refused") {
    for (const char* bad : {"", "1a", ".a", "-a", "a b", "a/b", "ä", "a:b", "a\n", "<", "a'b"})
        CHECK_FALSE(valid_id(bad));
    CHECK_FALSE(valid_id(std::string(65, 'a')));
    CHECK_FALSE(valid_id(std::string("a\0b", 3)));
    for (const char* good : {"a", "_", "E1", "served.source-code", "A_1"})
        CHECK(valid_id(good));
    CHECK(valid_id(std::string(64, 'a')));
}

TEST_CASE("names that leave the folder are refused however they are written") {
    for (const char* bad :
         {"..", "../a", "a/..", "a/../../b", "./../a", "/a", "//a", "~/a", "C:\\a", "c:a", "a\\b",
          "a/", "a//b", "file:///a", "http://x/y", "a&#9;b", "a&#1;b"}) {
        INFO(bad);
        const auto text = matter_with(
            fmt::format("<exhibits><exhibit id=\"E\" file=\"{}\" title=\"t\"/></exhibits>", bad));
        const std::string code = code_of(text);
        // XML itself refuses most control characters.
        CHECK((code == "M0007" || code == "X0001"));
        // To the grammar a tab in an attribute is a blank.
        CHECK(grammar_accepts(text) == (std::string_view(bad) == "a&#9;b"));
    }
    for (const char* good : {"a", ".hidden", "..a", "a..b", "...", "./a", "a/b/c.txt", "a b.txt",
                             "été.pdf", "a~b", "12:30.txt"}) {
        INFO(good);
        const auto text = matter_with(
            fmt::format("<exhibits><exhibit id=\"E\" file=\"{}\" title=\"t\"/></exhibits>", good));
        CHECK(code_of(text) == "accepted");
    }
}

TEST_CASE("a file that is too large or not there is refused before it is parsed") {
    TextFiles files({{"big.xml", std::string((16U << 20U) + 1, ' ')}});
    CHECK(read_matter(files, "big.xml").error().code == "F0004");
    CHECK(read_matter(files, "none.xml").error().code == "F0001");
}

TEST_CASE("very many attributes, values or references cost no more than their reading") {
    std::string attributes;
    std::string values;
    std::string references;
    for (int i = 0; i < 100'000; ++i) {
        attributes += fmt::format(" a{}=\"\"", i);
        values += fmt::format("<missing>{}</missing>", i);
        references += fmt::format("E{} ", i);
    }
    CHECK(code_of("<matter" + attributes + "/>") == "X0003");
    CHECK(code_of(matter_with("<!-- <a" + attributes + "> -->")) == "accepted");
    CHECK(code_of(matter_with("<![CDATA[<a" + attributes + ">]]>")) == "X0005");
    CHECK(code_of(whole("<activities><activity id=\"A\" kind=\"other\" title=\"t\" used=\"" +
                        references + "\"/></activities>")) == "M0003");
    CHECK(code_of(whole("<datasets><dataset id=\"d\" form=\"rows\" exhibit=\"E1\" title=\"t\">"
                        "<column name=\"o\" role=\"outcome\"><positive>y</positive></column>"
                        "<column name=\"p\" role=\"prediction\"><positive>y</positive></column>"
                        "<column name=\"g\" role=\"group\">" +
                        values + "</column></dataset></datasets>")) == "M0008");
}

TEST_CASE("more things of one kind than the limit are refused") {
    std::string text = "<packs>";
    for (int i = 0; i <= 20'000; ++i)
        text += fmt::format("<pack id=\"p{}\"/>", i);
    CHECK(code_of(matter_with(text + "</packs>")) == "M0008");
}

TEST_CASE("fields of another namespace, of no meaning, or in the wrong place are refused") {
    CHECK(code_of(matter_with("<facts xmlns=\"urn:other\"/>")) == "X0004");
    CHECK(code_of(matter_with("<x:facts xmlns:x=\"urn:isonomia:matter:1\"/>")) == "X0005");
    CHECK(code_of(matter_with(
              "<parties><party id=\"a\" role=\"vendor\" name=\"n\" nmae=\"m\"/></parties>")) ==
          "X0005");
    CHECK(code_of(matter_with("<parties/><parties/>")) == "X0005");
    CHECK(code_of(matter_with("<fact id=\"f\" status=\"unknown\">A fact.</fact>")) == "X0005");
    CHECK(code_of(whole(
              "<facts><fact id=\"f\" status=\"unknown\">A <b>bold</b> fact.</fact></facts>")) ==
          "M0004");
}

TEST_CASE("a reference to another kind of thing leads nowhere") {
    const auto matter = read_text(whole(
        "<activities><activity id=\"A\" kind=\"review\" title=\"t\" by=\"E1\"/></activities>"));
    REQUIRE_FALSE(matter.has_value());
    CHECK(matter.error().code == "M0003");
    CHECK(matter.error().notes == std::vector<std::string>{"declared: lab, p"});
}

TEST_CASE("of several faults the message names the first reference in the file") {
    const auto matter =
        read_text(whole("<activities><activity id=\"A\" kind=\"review\" title=\"t\" by=\"nobody\" "
                        "used=\"E9\"/></activities>"));
    REQUIRE_FALSE(matter.has_value());
    CHECK(matter.error().message == "by=\"nobody\" of activity 'A': there is no party 'nobody'");
}

TEST_CASE("ten thousand exhibits are read") {
    const MatterFile matter = accepted(matter_with(exhibits(10'000)));
    CHECK(matter.exhibits.size() == 10'000);
    CHECK(matter.places.size() == 10'001);
    CHECK(matter.places.at("exhibit/E9999").line == 3 + 10'000);
}

TEST_CASE("the smallest matter") {
    const MatterFile matter = accepted(matter_with(""));
    CHECK(matter.matter.title == "T");
    CHECK(matter.matter.question == "Q?");
    CHECK_FALSE(matter.matter.synthetic);
    CHECK(matter.exhibits.empty());
    CHECK(matter.path == "matter.xml");
    CHECK(matter.folder.empty());
    CHECK(matter.sha256 == hex(sha256(matter_with(""))));
    CHECK(matter.places.at("matter/m") == Location{"matter.xml", 1, 1});
}

TEST_CASE("byte order mark, comments, line breaks and order of parts do not matter") {
    const MatterFile matter = accepted(
        "\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<!-- a -->\r\n"
        "<matter xmlns=\"urn:isonomia:matter:1\" id=\"m\" language=\"en\" jurisdiction=\"FR\">\r\n"
        "<facts><fact id=\"f\" status=\"unknown\">One\r\n   <!-- b --> sentence.</fact></facts>"
        "<question>Q?</question><title>T &amp; <![CDATA[U]]></title></matter>");
    CHECK(matter.matter.title == "T & U");
    CHECK(only(matter.facts).statement == "One sentence.");
}

TEST_CASE("parties, systems and exhibits are read with their defaults") {
    const MatterFile matter = accepted(whole(""));
    CHECK(matter.agents[0].kind == AgentKind::organization);
    CHECK(matter.agents[1].kind == AgentKind::person);
    CHECK(matter.agents[1].role == Role::accused);
    CHECK(only(matter.systems).kind == SystemKind::risk_score);
    CHECK_FALSE(matter.systems[0].threshold.has_value());
    CHECK(matter.exhibits[0].media_type == "text/csv");
    CHECK(matter.exhibits[1].media_type == "application/octet-stream");
    CHECK(matter.exhibits[0].sha256.empty());
}

TEST_CASE("every field of a system and an exhibit arrives") {
    const std::string digest(64, 'a');
    const MatterFile matter = accepted(matter_with(fmt::format(R"(
<parties><party id="v" role="vendor" name="V"/><party id="p" role="accused" name="P"/></parties>
<systems><system id="s" kind="face-recognition" name="S" vendor="v" version="4.2"
  model-digest="sha256:{0}"
  threshold="0.64"><intended-use>I</intended-use><validation>V</validation><output>O</output>
  <not-established>N</not-established></system></systems>
<exhibits><exhibit id="E1" file="d/a.txt" title="A" media-type="text/x-log" sha256="{0}" subject="p"
  received-on="2025-06-02T10:00:00+02:00" received-from="v" custody-rests-on="letter of 2 June">
  <source>S</source><licence>L</licence></exhibit></exhibits>)",
                                                               digest)));
    const System& system = only(matter.systems);
    CHECK(system.vendor == "v");
    CHECK(system.version == "4.2");
    CHECK(system.model_digest == "sha256:" + digest);
    CHECK(system.threshold == 0.64);
    CHECK(system.intended_use + system.validation + system.output + system.not_established ==
          "IVON");
    const Exhibit& exhibit = only(matter.exhibits);
    CHECK(exhibit.file == "d/a.txt");
    CHECK(exhibit.media_type == "text/x-log");
    CHECK(exhibit.sha256 == digest);
    CHECK(exhibit.subject == "p");
    CHECK(exhibit.received_on == "2025-06-02T10:00:00+02:00");
    CHECK(exhibit.received_from == "v");
    CHECK(exhibit.custody_rests_on == "letter of 2 June");
    CHECK(exhibit.source + exhibit.licence == "SL");
    CHECK(exhibit.size == 0);
}

TEST_CASE("every field of an activity arrives") {
    const MatterFile matter = accepted(whole(R"(
<activities><activity id="A" kind="inference" title="T" by="lab" system="s" happened="2025-03-10"
  until="2025-03-11" known-from="E2" used="E1" generated="E2">
  <authority cite="C" exhibit="E1" issued-by="J" valid-from="2025-01-01"
    valid-until="2025-01-01" scope="S"/>
  <candidate rank="1" label="c1" score="0.7"/><candidate rank="2" label="c2" chosen="true"/>
  <parameter name="k" value=""/><result>R</result></activity>
  <activity id="B" kind="other" title="U"><authority none-stated="true"/>
  </activity></activities>)"));
    const Activity& a = matter.activities.at(0);
    CHECK(a.kind == ActivityKind::inference);
    CHECK(a.agent == "lab");
    CHECK(a.system == "s");
    CHECK(a.happened == "2025-03-10");
    CHECK(a.happened_until == "2025-03-11");
    CHECK(a.known_from == "E2");
    CHECK(a.used == std::vector<std::string>{"E1"});
    CHECK(a.generated == std::vector<std::string>{"E2"});
    REQUIRE(a.authority.has_value());
    CHECK(a.authority->cite + a.authority->exhibit + a.authority->issued_by + a.authority->scope ==
          "CE1JS");
    CHECK(a.authority->valid_from == "2025-01-01");
    CHECK(a.authority->valid_until == "2025-01-01");
    REQUIRE(a.candidates.size() == 2);
    CHECK(a.candidates[0].score == 0.7);
    CHECK_FALSE(a.candidates[0].chosen);
    CHECK_FALSE(a.candidates[1].score.has_value());
    CHECK(a.candidates[1].chosen);
    CHECK(a.parameters.at("k").empty());
    CHECK(a.result == "R");
    CHECK(a.act_key.empty());
    const Activity& b = matter.activities.at(1);
    REQUIRE(b.authority.has_value());
    CHECK(b.authority->cite.empty());
}

TEST_CASE("a time on the day of the hearing, in any time zone, is not after it") {
    const auto at = [](std::string_view hearing, std::string_view happened) {
        std::string text =
            whole(fmt::format("<activities><activity id=\"A\" kind=\"other\" title=\"t\" "
                              "happened=\"{}\"/></activities>",
                              happened));
        text.replace(text.find("jurisdiction"), 0, fmt::format("hearing-on=\"{}\" ", hearing));
        return code_of(text);
    };
    CHECK(at("2025-12-15", "2025-12-15") == "accepted");
    CHECK(at("2025-12-15", "2025-12-15T23:59:59-12:00") == "accepted");
    CHECK(at("2025-12-15", "2025-12-17") == "M0005");
}

TEST_CASE("service after the hearing is refused, on its day it is not") {
    const auto at = [](std::string_view served) {
        std::string text =
            whole(fmt::format("<facts><fact id=\"served.on\" type=\"date\" status=\"established\" "
                              "value=\"{}\" finding=\"f\">Served.</fact></facts>",
                              served));
        text.replace(text.find("jurisdiction"), 0, "hearing-on=\"2025-12-15\" ");
        return code_of(text);
    };
    CHECK(at("2025-12-16") == "M0005");
    CHECK(at("2025-12-15") == "accepted");
}

TEST_CASE("sample matters and templates are read, and templates say what to fill in") {
    DiskFiles files;
    std::size_t read = 0;
    for (const char* kind : {"matters", "templates"}) {
        const bool is_template = std::string_view(kind) == "templates";
        for (const auto& entry : fs::directory_iterator(source_dir() / "corpus" / kind)) {
            const fs::path path = entry.path() / "matter.xml";
            INFO(path.string());
            const auto matter = read_matter(files, path);
            INFO((matter ? std::string() : rendered(matter.error())));
            REQUIRE(matter.has_value());
            const auto text = files.read(path, 1U << 20U);
            REQUIRE(text.has_value());
            CHECK((matter->matter.title.find("FILL IN") != std::string::npos) == is_template);
            CHECK((text->find("FILL IN") != std::string::npos) == is_template);
            CHECK(matter->matter.synthetic != is_template);
            for (const Exhibit& exhibit : matter->exhibits)
                CHECK(fs::is_regular_file(matter->folder / exhibit.file));
            for (const SourceTree& source : matter->sources)
                CHECK(
                    fs::exists(matter->folder / source.build_directory / "compile_commands.json"));
            ++read;
        }
    }
    CHECK(read >= 5);
}
