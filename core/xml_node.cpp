#include <fmt/format.h>

#include "core/text.hpp"
#include "core/xml_state.hpp"

namespace isonomia {

namespace {

// Calls `visit` with each piece of character data below `root`, in document order.
template <class Visit>
void for_each_text(const pugi::xml_node& root, const Visit& visit) {
    for (pugi::xml_node node = root.first_child(); node && node != root;) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
            visit(node.value());
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != root && !node.next_sibling())
            node = node.parent();
        if (node != root) node = node.next_sibling();
    }
}

// Offset of an attribute's name within a start tag that begins at `tag`; npos when it is not there.
std::size_t attribute_offset(std::string_view text, std::size_t tag, std::string_view name) {
    std::size_t i = tag;
    while (i < text.size() && text[i] != '>') {
        if (text[i] == '"' || text[i] == '\'') {
            i = text.find(text[i], i + 1);
            if (i == std::string_view::npos) return i;
            ++i;
            continue;
        }
        const bool at_word =
            i > 0 && std::string_view(" \t\r\n").find(text[i - 1]) != std::string_view::npos;
        if (at_word && text.substr(i, name.size()) == name) {
            const auto after = text.find_first_not_of(" \t\r\n", i + name.size());
            if (after != std::string_view::npos && text[after] == '=') return i;
        }
        ++i;
    }
    return std::string_view::npos;
}

}  // namespace

std::string_view XmlNode::name() const { return pugi::xml_node(raw_).name(); }

std::optional<std::string_view> XmlNode::attribute(std::string_view name) const {
    for (const auto& attribute : pugi::xml_node(raw_).attributes())
        if (name == attribute.name()) return attribute.value();
    return std::nullopt;
}

std::vector<std::pair<std::string_view, std::string_view>> XmlNode::attributes() const {
    std::vector<std::pair<std::string_view, std::string_view>> result;
    for (const auto& attribute : pugi::xml_node(raw_).attributes())
        result.emplace_back(attribute.name(), attribute.value());
    return result;
}

XmlNode XmlNode::child(std::string_view name) const {
    for (const auto& child : pugi::xml_node(raw_).children())
        if (child.type() == pugi::node_element && name == child.name())
            return {child.internal_object(), document_};
    return {};
}

std::vector<XmlNode> XmlNode::children() const {
    std::vector<XmlNode> result;
    for (const auto& child : pugi::xml_node(raw_).children())
        if (child.type() == pugi::node_element)
            result.push_back(XmlNode(child.internal_object(), document_));
    return result;
}

std::vector<XmlNode> XmlNode::children(std::string_view name) const {
    std::vector<XmlNode> result;
    for (const XmlNode& child : children())
        if (child.name() == name) result.push_back(child);
    return result;
}

std::string XmlNode::text() const { return join(words(raw_text()), " "); }

std::string XmlNode::raw_text() const {
    std::string result;
    for_each_text(pugi::xml_node(raw_), [&](const char* piece) { result += piece; });
    return result;
}

std::optional<Location> XmlNode::text_location() const {
    for (const auto& child : pugi::xml_node(raw_).children()) {
        const bool is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
        if (!is_text || trim(child.value()).empty()) continue;
        const std::ptrdiff_t offset = child.offset_debug();  // of blanks before it, too
        if (offset < 0) return location();
        return document_->state_->location(
            document_->text().find_first_not_of(" \t\r\n", static_cast<std::size_t>(offset)));
    }
    return std::nullopt;
}

Location XmlNode::location() const {
    if (raw_ == nullptr || document_ == nullptr) return {};
    // pugixml gives the offset of the name, just after '<'.
    const std::ptrdiff_t offset = pugi::xml_node(raw_).offset_debug();
    if (offset < 1) return {document_->file(), 0, 0};
    return document_->state_->location(static_cast<std::size_t>(offset) - 1);
}

Location XmlNode::location(std::string_view attribute) const {
    const std::size_t offset = offset_of(attribute);
    return offset == std::string_view::npos ? location() : document_->state_->location(offset);
}

std::size_t XmlNode::offset_of(std::string_view attribute) const {
    if (raw_ == nullptr || document_ == nullptr) return std::string_view::npos;
    const std::ptrdiff_t tag = pugi::xml_node(raw_).offset_debug();
    if (tag < 1) return std::string_view::npos;
    return attribute_offset(document_->text(), static_cast<std::size_t>(tag), attribute);
}

XmlSpelling XmlNode::spelling(std::string_view attribute) const {
    const std::size_t name = offset_of(attribute);
    if (name == std::string_view::npos) return {"", location()};
    const std::string& text = document_->text();
    const std::size_t open = text.find_first_of("'\"", name);
    return {text.substr(open + 1, text.find(text[open], open + 1) - open - 1),
            document_->state_->location(open + 1)};
}

Location XmlSpelling::place(std::size_t offset) const {
    Location found = where;
    for (std::size_t at = 0; offset > 0 && at < text.size(); --offset) {
        std::size_t length = 1;
        if (text[at] == '&') length = text.find(';', at) - at + 1;
        if (text.compare(at, 2, "\r\n") == 0) length = 2;
        const bool line_ends = text[at + length - 1] == '\n';
        found.line += line_ends ? 1 : 0;
        found.column = line_ends ? 1 : found.column + length;
        at += length;
    }
    return found;
}

}  // namespace isonomia
