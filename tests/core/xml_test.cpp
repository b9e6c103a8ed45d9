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
    CHECK(problem_of("<a>\n <b>\n</a>") ==
          "X0001 m.xml:2:2 not well-formed XML: <b> is not closed before </a> of line 3");
    CHECK(problem_of("<a b='1' b='2'/>").find("redefined") != std::string::npos);
    CHECK(problem_of("<a/>trailing").starts_with("X0001"));
    CHECK(problem_of("<a>\xff</a>").starts_with("X0001"));
    CHECK(problem_of(std::string("<a>\0</a>", 8)).find("NUL") != std::string::npos);
    CHECK(problem_of("\x89PNG\r\n\x1a\n").starts_with("X0001"));
    CHECK(problem_of("<a>&undefined;</a>").starts_with("X0001"));
}

TEST_CASE("a slip is placed where it was made, not where the parser stumbles") {
    const auto slip = [](const std::string& text) {
        const std::string said = problem_of(text);
        constexpr std::string_view head = "X0001 m.xml:";
        REQUIRE(said.starts_with(head));
        return said.substr(head.size());
    };
    const std::string xml = " not well-formed XML: ";
    CHECK(slip("<a><bc/>\n<remdy x='1'>t</remedy></a>") ==
          "2:1" + xml + "<remdy> is closed as </remedy>");
    CHECK(slip("<a>\n<Title>t</title></a>") == "2:1" + xml + "<Title> is closed as </title>");
    CHECK(slip("<a>\n<b><c>\n</b></a>") == "2:4" + xml + "<c> is not closed before </b> of line 3");
    // Nothing between quotation marks, in comments, CDATA or instructions opens an element.
    CHECK(slip("<a><!-- <z> -->\n<![CDATA[<z>]]><?p <z>?><b t='>'/><c>\n</a >") ==
          "2:35" + xml + "<c> is not closed before </a> of line 3");
    const std::string open = "the value of 'x' has no closing quotation mark";
    CHECK(slip("<a x=\"1 y=\"2\"/>") == "1:4" + xml + open);
    CHECK(slip("<a z='0' x='1 y = '2'/>") == "1:10" + xml + open);
    CHECK(slip("<a x=\"1>\n<b y=\"2\"/></a>") == "1:4" + xml + open);
    CHECK(slip("<a x=\"1>\n<b/></a>") == "1:4" + xml + open);
    // A sign of comparison is no tag, and a blank may be all that is missing.
    CHECK(slip("<a x=\"1 < 2\"/>") == "1:9" + xml + "a '<' inside an attribute value");
    CHECK(slip("<a x=\"1\"y=\"2\"/>").find("two attributes without a blank") != std::string::npos);
    CHECK(slip("<a x=1 y=\"2\"/>").find("not in straight quotes") != std::string::npos);
    CHECK(slip("<a x").find(xml) != std::string::npos);
}

TEST_CASE("an attribute as the file spells it") {
    const XmlDocument document = parsed("<a>\n<b  x = 'a &amp; b\r\n\tc' y=''/></a>");
    const XmlNode node = document.root().child("b");
    const XmlSpelling x = node.spelling("x");
    CHECK(x.text == "a &amp; b\r\n\tc");
    CHECK(to_string(x.where) == "m.xml:2:10");
    const std::string value(*node.attribute("x"));
    CHECK(to_string(x.place(value.find('&'))) == "m.xml:2:12");
    CHECK(to_string(x.place(value.find('b'))) == "m.xml:2:18");
    CHECK(to_string(x.place(value.find('c'))) == "m.xml:3:2");
    CHECK(to_string(x.place(1000)) == "m.xml:3:3");  // beyond its end: the end
    CHECK(to_string(node.spelling("y").where) == "m.xml:3:8");
    CHECK(node.spelling("y").text.empty());
    CHECK(to_string(node.spelling("z").where) == "m.xml:2:1");
    CHECK(to_string(XmlNode().spelling("x").where).empty());
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
    const XmlDocument near = parsed("<a lang='fr' n='21 days' m='many'/>");
    XmlReader language(near.root());
    (void)language.required("xml:lang");
    CHECK(language.finish().error().hint == "write xml:lang instead of lang");
    XmlReader unit(near.root());
    (void)unit.number("n");
    CHECK(unit.finish().error().hint == "write 21 alone, without 'days'");
    XmlReader many(near.root());
    (void)many.number("m");
    CHECK(many.finish().error().hint.empty());

    XmlReader complete(document.root());
    (void)complete.required("identity");
    (void)complete.required("n");
    (void)complete.each("b");
    CHECK(complete.text_of("c") == "t");
    CHECK(complete.finish());
}

TEST_CASE("text where only elements belong is pointed at itself") {
    const auto place = [](const std::string& text) {
        const XmlDocument document = parsed(text);
        XmlReader reader(document.root());
        (void)reader.each("b");
        const auto status = reader.finish();
        if (status) return std::string("accepted");
        CHECK(status.error().message == "<a> holds text where only elements belong");
        return to_string(*status.error().where);
    };
    CHECK(place("<a>stray<b/></a>") == "m.xml:1:4");
    CHECK(place("<a>\n  <b/>\r\n\t &amp; so<b/>more</a>") == "m.xml:3:3");
    CHECK(place("<a><b/><!-- c -->\n<![CDATA[ \n x]]></a>") == "m.xml:3:2");
    CHECK(place("\xEF\xBB\xBF<?xml version='1.0'?>\n<a> <b>é</b> é</a>") == "m.xml:2:15");
    CHECK(place("<a>\n <b>own</b> <![CDATA[ ]]><!-- c --></a>") == "accepted");
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
