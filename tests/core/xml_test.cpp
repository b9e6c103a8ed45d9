#include "core/xml.hpp"

#include "tests/catch.hpp"

using namespace isonomia;

namespace {

std::string problem_of(std::string text) {
    const auto parsed = XmlDocument::parse(std::move(text), "m.xml");
    if (parsed) return "accepted";
    return parsed.error().code + " " + to_string(*parsed.error().where) + " " +
           parsed.error().message;
}

XmlDocument parsed(std::string text) {
    auto document = XmlDocument::parse(std::move(text), "m.xml");
    REQUIRE(document);
    return std::move(*document);
}

std::string nested(std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i)
        text += "<a>";
    for (std::size_t i = 0; i < depth; ++i)
        text += "</a>";
    return text;
}

}  // namespace

TEST_CASE("what is not well-formed is refused with its place") {
    CHECK(problem_of("").starts_with("X0001"));
    CHECK(problem_of("<a>").starts_with("X0001 m.xml:1:"));
    CHECK(problem_of("<a>\n <b>\n</a>").starts_with("X0001 m.xml:3:"));
    CHECK(problem_of("<a b='1' b='2'/>").find("redefined") != std::string::npos);
    CHECK(problem_of("<a/>trailing").starts_with("X0001"));
    CHECK(problem_of("<a>\xff</a>").starts_with("X0001"));
    CHECK(problem_of(std::string("<a>\0</a>", 8)).find("NUL") != std::string::npos);
    CHECK(problem_of("\x89PNG\r\n\x1a\n").starts_with("X0001"));
    CHECK(problem_of("<a>&undefined;</a>").starts_with("X0001"));
}

TEST_CASE("a DOCTYPE is refused before any entity exists") {
    CHECK(problem_of("<!DOCTYPE a><a/>").starts_with("X0002 m.xml:1:"));
    CHECK(problem_of("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y "
                     "'&x;&x;&x;&x;&x;&x;'>]><a>&y;</a>")
              .starts_with("X0002 m.xml:2:"));
    CHECK(problem_of("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>").starts_with("X0002"));
}

TEST_CASE("limits and encodings") {
    CHECK(problem_of(nested(300)).starts_with("X0003"));
    CHECK(problem_of(nested(200)) == "accepted");
    CHECK(problem_of("<?xml version='1.0' encoding='ISO-8859-1'?><a/>").starts_with("X0002"));
    CHECK(problem_of("\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\r\n<a/>") == "accepted");
    const auto large = XmlDocument::parse("<a></a>", "m.xml", {.bytes_max = 4});
    REQUIRE_FALSE(large);
    CHECK(large.error().code == "X0003");
}

TEST_CASE("nodes know their places") {
    const XmlDocument document =
        parsed("<a x='1'\n   yy = '2'>  te<!-- c -->xt <b k='z=>'  z='1'>in</b></a>");
    const XmlNode root = document.root();
    CHECK(to_string(root.location()) == "m.xml:1:1");
    CHECK(to_string(root.location("yy")) == "m.xml:2:4");
    CHECK(to_string(root.child("b").location()) == "m.xml:2:30");
    CHECK(to_string(root.child("b").location("z")) == "m.xml:2:42");
    CHECK(root.text() == "text in");
    CHECK_FALSE(root.child("c"));
}

TEST_CASE("the reader names the first problem and what was possible") {
    const XmlDocument document = parsed("<a identity='1' n='x'><b/><b/><c>t</c></a>");

    XmlReader unknown(document.root());
    (void)unknown.optional("identify");
    const auto status = unknown.finish();
    REQUIRE_FALSE(status);
    CHECK(status.error().code == "X0005");
    CHECK(status.error().hint.find("did you mean 'identify'") != std::string::npos);

    XmlReader twice(document.root());
    (void)twice.optional_child("b");
    CHECK(twice.finish().error().message == "<a> has more than one <b>");

    XmlReader number(document.root());
    (void)number.number("n");
    CHECK(number.finish().error().code == "X0007");

    XmlReader absent(document.root());
    (void)absent.required("id");
    CHECK(absent.finish().error().code == "X0006");

    XmlReader complete(document.root());
    (void)complete.required("identity");
    (void)complete.required("n");
    (void)complete.each("b");
    CHECK(complete.text_of("c") == "t");
    CHECK(complete.finish());
}

TEST_CASE("RELAX NG violations carry a line") {
    constexpr std::string_view grammar =
        "<element name='a' xmlns='http://relaxng.org/ns/structure/1.0'><attribute "
        "name='x'/></element>";
    CHECK(parsed("<a x='1'/>").validate(grammar));
    const auto status = parsed("<a x='1'>\n<b/></a>").validate(grammar);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == "X0004");
    CHECK(status.error().where->line > 0);
    CHECK(parsed("<a/>").validate("<nonsense/>").error().kind == ErrorKind::internal);
}

TEST_CASE("XPath with variables of either type") {
    const XmlDocument document = parsed("<facts><f id='kind'>face</f><f id='n'>7</f></facts>");
    CHECK_FALSE(XPath::compile("f[@id='kind'"));
    CHECK_FALSE(XPath::compile("matches('a','b')"));
    CHECK_FALSE(XPath::compile("$undeclared"));

    auto query = XPath::compile("f[@id='n'] >= $limit", {"limit"});
    REQUIRE(query);
    query->set("limit", 7.0);
    CHECK(query->boolean(document.root()));
    query->set("limit", 7.5);
    CHECK_FALSE(query->boolean(document.root()));
    query->set("limit", "7");
    CHECK(query->boolean(document.root()));
    CHECK(XPath::compile("f")->nodes(document.root()).size() == 2);
    CHECK(XPath::compile("1 + 1")->nodes(document.root()).empty());
}

TEST_CASE("the writer emits Canonical XML") {
    XmlWriter out;
    out.open("a").attribute("z", "\"<&\n").attribute("b", "1").attribute("xmlns", "urn:x");
    out.element("t", "a < b & c > d\r").element("e", "").element_if("no", "");
    out.close();
    CHECK(out.finish() ==
          "<a xmlns=\"urn:x\" b=\"1\" z=\"&quot;&lt;&amp;&#xA;\">\n"
          "  <t>a &lt; b &amp; c &gt; d&#xD;</t>\n  <e></e>\n</a>");
    CHECK(escape_xml_text("\x01") == "\xEF\xBF\xBD");
}

TEST_CASE("characters that XML cannot hold are replaced, their neighbours are not") {
    const std::string text = "a\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD|\xEF\xBF";
    const std::string kept = "a\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF";
    CHECK(escape_xml_text(text) == kept);
    CHECK(escape_xml_attribute(text) == kept);
}
