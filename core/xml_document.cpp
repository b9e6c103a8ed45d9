#include <algorithm>

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "core/xml_slip.hpp"
#include "core/xml_state.hpp"

namespace isonomia {

Location XmlDocument::State::location(std::size_t offset) const {
    const auto after = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
    const auto line = static_cast<std::size_t>(after - line_starts.begin());
    return {file, line, offset - line_starts[line - 1] + 1};
}

namespace {

template <class T, void (*release)(T*)>
struct Releaser {
    void operator()(T* pointer) const { release(pointer); }
};
using ParserContext = std::unique_ptr<xmlParserCtxt, Releaser<xmlParserCtxt, xmlFreeParserCtxt>>;
using Doc = std::unique_ptr<xmlDoc, Releaser<xmlDoc, xmlFreeDoc>>;

// What libxml2 reported first; later complaints are mostly its consequences.
struct FirstProblem {
    std::string message;
    std::size_t line = 0;
    std::size_t column = 0;
    bool doctype = false;

    void take(const xmlError& error) {
        if (!message.empty() || error.level < XML_ERR_ERROR) return;
        const std::string_view text = error.message != nullptr ? error.message : "unknown problem";
        message = trim(text.substr(0, text.find('\n')));
        line = error.line > 0 ? static_cast<std::size_t>(error.line) : 0;
        column = error.int2 > 0 ? static_cast<std::size_t>(error.int2) : 0;
    }
};

FirstProblem& problem_of(void* context) {
    return *static_cast<FirstProblem*>(static_cast<xmlParserCtxt*>(context)->_private);
}

#if LIBXML_VERSION >= 21200
using ErrorArgument = const xmlError*;
#else
using ErrorArgument = xmlError*;
#endif

void on_parse_error(void* context, ErrorArgument error) { problem_of(context).take(*error); }

void on_doctype(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    auto* parser = static_cast<xmlParserCtxt*>(context);
    FirstProblem& problem = problem_of(context);
    if (problem.message.empty() && parser->input != nullptr) {
        problem.line = static_cast<std::size_t>(std::max(parser->input->line, 0));
        problem.column = static_cast<std::size_t>(std::max(parser->input->col, 0));
    }
    problem.doctype = true;
    xmlStopParser(parser);
}

Doc parse_strictly(const std::string& text, FirstProblem& problem) {
    xmlInitParser();
    const ParserContext context(xmlNewParserCtxt());
    ensure(context != nullptr, "memory for an XML parser");
    context->_private = &problem;
    context->sax->serror = on_parse_error;
    context->sax->internalSubset = on_doctype;
    Doc doc(xmlCtxtReadMemory(context.get(), text.data(), static_cast<int>(text.size()), nullptr,
                              "UTF-8", XML_PARSE_NONET | XML_PARSE_BIG_LINES));
    if (context->wellFormed == 0 || problem.doctype) doc.reset();
    return doc;
}

struct Plain {
    std::string_view said;     // part of libxml2's message
    std::string_view message;  // ours; "" keeps libxml2's
    std::string_view hint;
};

// What libxml2 reports most often, in words for people who do not write parsers.
constexpr Plain plain_words[] = {
    {"xmlParseEntityRef: no name", "a bare '&'", "write '&amp;' for the sign '&'"},
    {"EntityRef: expecting ';'", "a bare '&'", "write '&amp;' for the sign '&'"},
    {"not defined", "",
     "write the character itself; only &amp; &lt; &gt; &quot; &apos; have names"},
    {"AttValue:", "an attribute value is not in straight quotes",
     "write name=\"value\" with the straight sign \", not with curly quotes"},
    {"Unescaped '<'", "a '<' inside an attribute value",
     "write '&lt;', or close the quote before it"},
    {"tag mismatch", "", "each <name> is closed by </name> of the same name, in the reverse order"},
    {"attributes construct", "two attributes without a blank between them",
     "write a blank before each attribute"},
    {"Premature end", "the file ends before everything is closed",
     "is the end of the file missing?"},
    {"redefined", "", "an attribute may stand once in an element; delete one of them"},
    {"not proper UTF-8", "a character that is not UTF-8",
     "save the file as UTF-8 (in the editor: Save as, encoding UTF-8)"},
    {"Start tag expected", "the file does not begin with an element", "is this an XML file?"},
    {"Extra content", "something stands after the end of the first element",
     "an XML file has one outermost element; delete what follows it"},
};

// Whether libxml2 stumbled over what may have gone wrong earlier.
bool has_earlier_cause(const FirstProblem& problem) {
    constexpr std::string_view consequences[] = {"tag mismatch", "attributes construct",
                                                 "Unescaped '<'", "AttValue:"};
    return std::any_of(
        std::begin(consequences), std::end(consequences),
        [&](std::string_view said) { return problem.message.find(said) != std::string::npos; });
}

Error refusal(const FirstProblem& problem, const std::string& file) {
    const Location place{file, problem.line, problem.column};
    if (problem.doctype)
        return input_error("X0002",
                           "the file has a DOCTYPE, which is refused because entities can hide "
                           "or multiply content")
            .at(place)
            .hinted("delete the <!DOCTYPE ...> declaration and write characters directly");
    if (problem.message.find("Excessive depth") != std::string::npos)
        return input_error("X0003", "elements are nested too deeply")
            .at(place)
            .hinted("is the file what it should be? no format of ours needs so many levels");
    for (const Plain& plain : plain_words)
        if (problem.message.find(plain.said) != std::string::npos)
            return input_error("X0001",
                               fmt::format("not well-formed XML: {}",
                                           plain.message.empty() ? problem.message : plain.message))
                .at(place)
                .hinted(std::string(plain.hint));
    return input_error("X0001", "not well-formed XML: " + problem.message)
        .at(place)
        .hinted(
            "check that every element is closed, every attribute value is in quotes, and '&' and "
            "'<' in text are written '&amp;' and '&lt;'");
}

// The encoding named in the XML declaration, in lower case, or "".
std::string declared_encoding(std::string_view text) {
    if (!text.starts_with("<?xml ")) return "";
    const auto declaration = text.substr(0, text.find("?>"));
    const auto at = declaration.find("encoding");
    if (at == std::string_view::npos) return "";
    const auto open = declaration.find_first_of("'\"", at);
    if (open == std::string_view::npos) return "";
    const auto close = declaration.find(declaration[open], open + 1);
    std::string name(
        declaration.substr(open + 1, close == std::string_view::npos ? 0 : close - open - 1));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return name;
}

bool deeper_than(const pugi::xml_node& root, std::size_t depth_max) {
    std::size_t depth = 0;
    pugi::xml_node node = root;
    while (node) {
        if (node.first_child()) {
            node = node.first_child();
            if (++depth > depth_max) return true;
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            if (depth == 0) return false;
            --depth;
        }
        node = node.next_sibling();
    }
    return false;
}

// Where an element has more attributes than allowed, or npos. Right up to the first place that is
// not well-formed, and there the parser stops too.
std::size_t too_many_attributes(std::string_view text, std::size_t attributes_max) {
    constexpr auto npos = std::string_view::npos;
    for (std::size_t at = text.find('<'); at != npos; at = text.find('<', at)) {
        const std::string_view rest = text.substr(at);
        const std::string_view end = rest.starts_with("<!--")        ? "-->"
                                     : rest.starts_with("<![CDATA[") ? "]]>"
                                     : rest.starts_with("<?")        ? "?>"
                                                                     : "";
        if (!end.empty()) {
            at = text.find(end, at);
            if (at == npos) return npos;
            continue;
        }
        const std::size_t tag = at;
        std::size_t attributes = 0;
        for (at = text.find_first_of("'\">", at); at != npos && text[at] != '>';
             at = text.find_first_of("'\">", at + 1)) {
            at = text.find(text[at], at + 1);
            if (at == npos) return npos;
            if (++attributes > attributes_max) return tag;
        }
        if (at == npos) return npos;
    }
    return npos;
}

Status check_bytes(const std::string& text, const std::string& file, const XmlLimits& limits) {
    if (text.size() > std::min<std::size_t>(limits.bytes_max, std::size_t{1} << 30U))
        return fail(input_error("X0003", fmt::format("{} bytes are more than the limit of {}",
                                                     text.size(), limits.bytes_max))
                        .at({file, 0, 0}));
    if (trim(text).empty())
        return fail(input_error("X0001", "the file is empty")
                        .at({file, 1, 1})
                        .hinted("an XML file was expected"));
    if (text.find('\0') != std::string::npos)
        return fail(
            input_error("X0001", "the file is not text: it holds NUL bytes")
                .at({file, 0, 0})
                .hinted("this may be another kind of file, or text in UTF-16; save it as UTF-8"));
    const std::string encoding = declared_encoding(text);
    if (!encoding.empty() && encoding != "utf-8" && encoding != "us-ascii")
        return fail(input_error("X0002", fmt::format("the file declares encoding '{}'", encoding))
                        .at({file, 1, 1})
                        .hinted("save it as UTF-8"));
    return {};
}

}  // namespace

XmlDocument::XmlDocument(std::unique_ptr<State> state) : state_(std::move(state)) {}
XmlDocument::~XmlDocument() = default;
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;

Result<XmlDocument> XmlDocument::parse(std::string text, const std::string& file,
                                       XmlLimits limits) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    if (auto status = check_bytes(text, file, limits); !status) return fail(status.error());

    auto state = std::make_unique<State>();
    state->file = file;
    state->text = std::move(text);
    state->line_starts.push_back(0);
    for (std::size_t i = 0; i < state->text.size(); ++i)
        if (state->text[i] == '\n') state->line_starts.push_back(i + 1);

    if (const auto at = too_many_attributes(state->text, limits.attributes_max);
        at != std::string::npos)
        return fail(input_error("X0003", fmt::format("an element has more than {} attributes",
                                                     limits.attributes_max))
                        .at(state->location(at))
                        .hinted("is the file what it should be?"));
    FirstProblem problem;
    if (!parse_strictly(state->text, problem)) {
        if (has_earlier_cause(problem))
            if (const auto slip = find_slip(state->text))
                return fail(input_error("X0001", "not well-formed XML: " + slip->message)
                                .at(state->location(slip->offset))
                                .hinted(slip->hint));
        return fail(refusal(problem, file));
    }

    const auto parsed = state->tree.load_buffer(state->text.data(), state->text.size(),
                                                pugi::parse_default, pugi::encoding_utf8);
    if (!parsed)
        return fail(
            input_error("X0001", fmt::format("not well-formed XML: {}", parsed.description()))
                .at(state->location(
                    static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)))));
    if (deeper_than(state->tree, limits.depth_max))
        return fail(input_error("X0003", fmt::format("elements are nested deeper than {} levels",
                                                     limits.depth_max))
                        .at({file, 0, 0}));
    return XmlDocument(std::move(state));
}

const std::string& XmlDocument::file() const { return state_->file; }
const std::string& XmlDocument::text() const { return state_->text; }
XmlNode XmlDocument::root() const {
    return {state_->tree.document_element().internal_object(), this};
}

namespace {

void on_schema_error(void* problem, ErrorArgument error) {
    static_cast<FirstProblem*>(problem)->take(*error);
}

}  // namespace

Status XmlDocument::validate(std::string_view relax_ng) const {
    using SchemaParser = std::unique_ptr<xmlRelaxNGParserCtxt,
                                         Releaser<xmlRelaxNGParserCtxt, xmlRelaxNGFreeParserCtxt>>;
    using Schema = std::unique_ptr<xmlRelaxNG, Releaser<xmlRelaxNG, xmlRelaxNGFree>>;
    using Validator = std::unique_ptr<xmlRelaxNGValidCtxt,
                                      Releaser<xmlRelaxNGValidCtxt, xmlRelaxNGFreeValidCtxt>>;
    FirstProblem problem;
    const SchemaParser parser(
        xmlRelaxNGNewMemParserCtxt(relax_ng.data(), static_cast<int>(relax_ng.size())));
    ensure(parser != nullptr, "memory for a schema parser");
    xmlRelaxNGSetParserStructuredErrors(parser.get(), on_schema_error, &problem);
    const Schema schema(xmlRelaxNGParse(parser.get()));
    if (schema == nullptr)
        return fail(internal_error("X0004", "the schema itself is broken: " + problem.message));

    FirstProblem unused;
    const Doc doc = parse_strictly(state_->text, unused);
    ensure(doc != nullptr, "a document that parsed before to parse again");
    const Validator validator(xmlRelaxNGNewValidCtxt(schema.get()));
    xmlRelaxNGSetValidStructuredErrors(validator.get(), on_schema_error, &problem);
    if (xmlRelaxNGValidateDoc(validator.get(), doc.get()) == 0) return {};
    return fail(input_error("X0004", "the document does not match its schema: " + problem.message)
                    .at({state_->file, problem.line, problem.column}));
}

}  // namespace isonomia
