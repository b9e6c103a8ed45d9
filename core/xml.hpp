// XML in: libxml2 checks well-formedness and RELAX NG, pugixml holds the tree; neither shows
// outside core/xml*. XML out: XmlWriter, whose output is already Canonical XML 1.1 but for its
// final form.
//
// Hostile input is refused before the tree exists: entity declarations (no DTD at all), depth
// beyond 256, sizes beyond the limit, invalid UTF-8. Errors carry line and column.
//   X0001 not well-formed   X0002 a DOCTYPE or other refused construct   X0003 too large or too
//   deep X0004 does not match the schema   X0005 unexpected element or attribute   X0006 missing
//   element or attribute   X0007 a value of the wrong form
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace pugi {
struct xml_node_struct;
}

namespace isonomia {

class XmlDocument;

// The value of an attribute as the file spells it, entities and line breaks included.
struct XmlSpelling {
    std::string text;
    Location where;  // of its first byte

    // Of the byte `offset` of the value as XmlNode::attribute() gives it. Each entity counts as one
    // byte, which is wrong for characters beyond ASCII that are written as &#8217;.
    [[nodiscard]] Location place(std::size_t offset) const;
};

// An element. Cheap to copy; valid while its document lives. A default node is "no element".
class XmlNode {
public:
    XmlNode() = default;

    [[nodiscard]] explicit operator bool() const { return raw_ != nullptr; }
    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const;
    [[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> attributes() const;
    [[nodiscard]] XmlNode child(std::string_view name) const;  // first of that name
    [[nodiscard]] std::vector<XmlNode> children() const;       // elements only
    [[nodiscard]] std::vector<XmlNode> children(std::string_view name) const;
    [[nodiscard]] std::string text()
        const;  // all character data below, white space folded and trimmed
    [[nodiscard]] std::string raw_text() const;  // all character data below, as it stands
    // Of the first character data directly in this element other than blanks, if there is any.
    [[nodiscard]] std::optional<Location> text_location() const;

    [[nodiscard]] Location location() const;                            // of the start tag
    [[nodiscard]] Location location(std::string_view attribute) const;  // of an attribute's name
    // Without such an attribute the text is empty, and the place is that of the start tag.
    [[nodiscard]] XmlSpelling spelling(std::string_view attribute) const;

private:
    friend class XmlDocument;
    friend class XPath;
    XmlNode(pugi::xml_node_struct* raw, const XmlDocument* document)
        : raw_(raw), document_(document) {}
    [[nodiscard]] std::size_t offset_of(std::string_view attribute) const;  // in the file, or npos
    pugi::xml_node_struct* raw_ = nullptr;
    const XmlDocument* document_ = nullptr;
};

struct XmlLimits {
    std::size_t bytes_max = std::size_t{256} << 20U;
    std::size_t depth_max = 256;
    std::size_t attributes_max = 1000;  // of one element; parsers compare each with each
};

class XmlDocument {
public:
    // `file` names the input in errors.
    [[nodiscard]] static Result<XmlDocument> parse(std::string text, const std::string& file,
                                                   XmlLimits limits = {});
    ~XmlDocument();
    XmlDocument(XmlDocument&&) noexcept;
    XmlDocument& operator=(XmlDocument&&) noexcept;

    [[nodiscard]] XmlNode root() const;
    [[nodiscard]] const std::string& file() const;
    [[nodiscard]] const std::string& text() const;  // the bytes that were parsed

    // Checks the document against a RELAX NG grammar (XML syntax); X0004 names the first violation.
    Status validate(std::string_view relax_ng) const;

private:
    friend class XmlNode;
    friend class XPath;
    struct State;
    explicit XmlDocument(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Reads one element strictly: every attribute and child that is not asked for is an error in
// finish(), with the names that were possible and a "did you mean".
class XmlReader {
public:
    explicit XmlReader(XmlNode node) : node_(node) {}

    // The first problem wins and is kept; later calls return empty values, so a reader is written
    // as a plain list of fields followed by finish().
    [[nodiscard]] std::string required(std::string_view attribute);
    [[nodiscard]] std::string optional(std::string_view attribute, std::string_view fallback = "");
    [[nodiscard]] std::optional<double> number(std::string_view attribute);  // absent: nothing
    [[nodiscard]] std::optional<long long> integer(std::string_view attribute);
    [[nodiscard]] bool flag(std::string_view attribute, bool fallback = false);  // true | false
    // One of the given words.
    [[nodiscard]] std::string choice(std::string_view attribute,
                                     const std::vector<std::string>& allowed,
                                     std::optional<std::string> fallback = std::nullopt);

    [[nodiscard]] XmlNode required_child(std::string_view name);  // exactly one
    [[nodiscard]] XmlNode optional_child(std::string_view name);  // at most one
    [[nodiscard]] std::vector<XmlNode> each(std::string_view name);
    [[nodiscard]] std::string text_of(std::string_view child);  // exactly one child, its text
    [[nodiscard]] std::string optional_text_of(std::string_view child);  // or ""
    [[nodiscard]] std::string own_text();  // the element's own text, not blank

    void reject(Error error);  // records a problem found by the caller
    Status finish(bool text_allowed = false);

    [[nodiscard]] XmlNode node() const { return node_; }
    [[nodiscard]] bool failed() const { return problem_.has_value(); }

private:
    [[nodiscard]] std::optional<std::string_view> take(std::string_view attribute);
    XmlNode node_;
    std::vector<std::string> attributes_known_;
    std::vector<std::string> children_known_;
    std::optional<Error> problem_;
};

// A compiled XPath 1.0 expression over one document; for rules. `needs` variables are strings or
// numbers.
class XPath {
public:
    // X0008 with the offset inside the expression.
    [[nodiscard]] static Result<XPath> compile(std::string_view expression,
                                               const std::vector<std::string>& variables = {});
    ~XPath();
    XPath(XPath&&) noexcept;
    XPath& operator=(XPath&&) noexcept;

    void set(std::string_view variable, double value);
    void set(std::string_view variable, std::string_view value);
    [[nodiscard]] bool boolean(XmlNode context) const;
    [[nodiscard]] double number(XmlNode context) const;
    [[nodiscard]] std::string string(XmlNode context) const;
    [[nodiscard]] std::vector<XmlNode> nodes(XmlNode context) const;

private:
    struct State;
    explicit XPath(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Writes XML in Canonical XML 1.1 form: attributes sorted, no self-closing tags, LF, escapes as
// specified. With `indented`, line breaks and blanks go between elements that hold no text.
class XmlWriter {
public:
    explicit XmlWriter(bool indented = true) : indented_(indented) {}

    XmlWriter& open(std::string_view element);
    XmlWriter& attribute(std::string_view name, std::string_view value);  // right after open()
    XmlWriter& text(std::string_view text);
    XmlWriter& close();
    XmlWriter& element(std::string_view name, std::string_view text);  // open, text, close
    // element() unless the text is empty.
    XmlWriter& element_if(std::string_view name, std::string_view text);
    [[nodiscard]] std::string finish();  // all elements must be closed

private:
    struct Level {
        std::string name;
        bool has_children = false;
        bool has_text = false;
    };
    void end_start_tag();
    void line_break();
    bool indented_;
    bool in_start_tag_ = false;
    std::vector<std::pair<std::string, std::string>> pending_;
    std::vector<Level> open_;
    std::string out_;
};

[[nodiscard]] std::string escape_xml_text(std::string_view text);
[[nodiscard]] std::string escape_xml_attribute(std::string_view text);

}  // namespace isonomia
