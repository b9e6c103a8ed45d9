#include <algorithm>
#include <array>

#include "core/ensure.hpp"
#include "core/xml.hpp"

namespace isonomia {

namespace {

// U+FFFD for characters that XML 1.0 cannot hold at all.
constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool forbidden_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

// Appends the character of `text` at `i`, or the replacement, and moves `i` to its last byte.
void append_allowed(std::string& out, std::string_view text, std::size_t& i) {
    const std::string_view three = text.substr(i, 3);
    if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {  // U+FFFE, U+FFFF
        out += replacement;
        i += 2;
    } else if (forbidden_control(text[i])) {
        out += replacement;
    } else {
        out += text[i];
    }
}

struct Escape {
    char character;
    std::string_view written;
};

// Canonical XML 1.1, section 1.1: which characters stand as references in text and in attributes.
constexpr std::array<Escape, 4> in_text = {
    {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'\r', "&#xD;"}}};
constexpr std::array<Escape, 6> in_attribute = {{{'&', "&amp;"},
                                                 {'<', "&lt;"},
                                                 {'"', "&quot;"},
                                                 {'\t', "&#x9;"},
                                                 {'\n', "&#xA;"},
                                                 {'\r', "&#xD;"}}};

template <std::size_t N>
std::string escaped(std::string_view text, const std::array<Escape, N>& escapes) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto* escape = std::find_if(escapes.begin(), escapes.end(), [&](const Escape& known) {
            return known.character == text[i];
        });
        if (escape != escapes.end())
            out += escape->written;
        else
            append_allowed(out, text, i);
    }
    return out;
}

}  // namespace

std::string escape_xml_text(std::string_view text) { return escaped(text, in_text); }
std::string escape_xml_attribute(std::string_view text) { return escaped(text, in_attribute); }

void XmlWriter::end_start_tag() {
    if (!in_start_tag_) return;
    std::sort(pending_.begin(), pending_.end());
    // Canonical XML: the default namespace comes before every attribute.
    std::stable_partition(pending_.begin(), pending_.end(),
                          [](const auto& attribute) { return attribute.first == "xmlns"; });
    for (const auto& [name, value] : pending_)
        out_ += " " + name + "=\"" + escape_xml_attribute(value) + "\"";
    pending_.clear();
    out_ += '>';
    in_start_tag_ = false;
}

void XmlWriter::line_break() {
    if (!indented_ || out_.empty()) return;
    out_ += '\n';
    out_.append(open_.size() * 2, ' ');
}

XmlWriter& XmlWriter::open(std::string_view element) {
    end_start_tag();
    if (open_.empty() || !open_.back().has_text) line_break();
    if (!open_.empty()) open_.back().has_children = true;
    out_ += '<';
    out_ += element;
    open_.push_back({std::string(element)});
    in_start_tag_ = true;
    return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
    ensure(in_start_tag_, "an attribute right after open()");
    pending_.emplace_back(name, value);
    return *this;
}

XmlWriter& XmlWriter::text(std::string_view text) {
    ensure(!open_.empty(), "text inside an element");
    end_start_tag();
    open_.back().has_text = true;
    out_ += escape_xml_text(text);
    return *this;
}

XmlWriter& XmlWriter::close() {
    ensure(!open_.empty(), "an open element to close");
    end_start_tag();
    const Level level = open_.back();
    open_.pop_back();
    if (level.has_children && !level.has_text) line_break();
    out_ += "</" + level.name + ">";
    return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view content) {
    open(name);
    if (!content.empty()) text(content);
    return close();
}

XmlWriter& XmlWriter::element_if(std::string_view name, std::string_view content) {
    return content.empty() ? *this : element(name, content);
}

std::string XmlWriter::finish() {
    ensure(open_.empty(), "every element to be closed");
    return std::move(out_);
}

}  // namespace isonomia
