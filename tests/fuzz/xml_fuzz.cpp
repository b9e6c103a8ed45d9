// XML: what is accepted has places, and its text survives writing.
#include "core/ensure.hpp"
#include "core/xml.hpp"

namespace isonomia::fuzz {

namespace {

void walk(const XmlNode& node) {
    ensure(node.location().line > 0, "a place");
    XmlWriter writer;
    writer.open("a");
    for (const auto& [name, value] : node.attributes())
        if (name.find(':') == std::string_view::npos && name != "xmlns")
            writer.attribute(name, value);
    writer.text(node.raw_text()).close();
    const std::string text = writer.finish();
    const auto again = XmlDocument::parse(text, "written");
    ensure(again.has_value(), "what was written to be XML");
    ensure(again->root().raw_text() == node.raw_text(), "the same text when written");
    for (const auto& [name, value] : again->root().attributes())
        ensure(node.attribute(name) == value, "the same attributes when written");
    for (const XmlNode& child : node.children())
        walk(child);
}

}  // namespace

void xml_fuzz(std::string_view input) {
    const auto document = XmlDocument::parse(std::string(input), "input");
    if (!document) {
        ensure(document.error().where.has_value(), "a place");
        return;
    }
    if (input.size() < 4096) walk(document->root());
}

}  // namespace isonomia::fuzz
