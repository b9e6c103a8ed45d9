#include "core/matter_fields.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/text.hpp"

namespace isonomia::matter_reader {

namespace {

constexpr long long count_max = 9'007'199'254'740'991;  // 2^53 - 1, exact in every reader of JSON

std::vector<std::string> attribute_names(const XmlNode& node) {
    std::vector<std::string> names;
    for (const auto& [name, value] : node.attributes())
        names.emplace_back(name);
    return names;
}

constexpr std::string_view advice_on_days =
    "write year, month and day: 2025-03-10; with a time: 2025-03-10T14:05:00Z or "
    "2025-03-10T14:05:00-04:00";

}  // namespace

Error located(std::string code, std::string message, Location where, std::string hint) {
    return input_error(std::move(code), std::move(message))
        .at(std::move(where))
        .hinted(std::move(hint));
}

Fields::Fields(XmlNode node, std::string what) : reader_(node), what_(std::move(what)) {}

std::string Fields::name() const {
    return id_.empty() ? "the " + what_ : fmt::format("{} '{}'", what_, id_);
}

bool Fields::has(std::string_view attribute) const {
    return node().attribute(attribute).has_value();
}

Location Fields::place(std::string_view attribute) const {
    return has(attribute) ? node().location(attribute) : node().location();
}

void Fields::reject(std::string code, std::string message, std::string_view attribute,
                    std::string hint, std::vector<std::string> notes) {
    Error error = located(std::move(code), std::move(message), place(attribute), std::move(hint));
    error.notes = std::move(notes);
    reader_.reject(std::move(error));
}

void Fields::wrong_form(std::string_view attribute, std::string_view value, std::string expected,
                        std::string hint) {
    reject("M0004", fmt::format("{}=\"{}\" of {} is not {}", attribute, value, name(), expected),
           attribute, std::move(hint));
}

bool Fields::absent(std::string_view attribute) {
    if (has(attribute)) return false;
    const auto near = did_you_mean(attribute, attribute_names(node()));
    reject("X0006", fmt::format("{} has no {}=\"…\"", name(), attribute), "",
           near ? fmt::format("is '{}' a slip for '{}'?", *near, attribute)
                : fmt::format("add {}=\"…\" to <{}>", attribute, node().name()));
    return true;
}

std::string Fields::id() {
    std::string value = required("id");
    if (value.empty()) return value;
    if (!valid_id(value))
        reject("M0002", fmt::format("'{}' cannot be an id", value), "id",
               "an id begins with a letter or '_', then come letters, digits, '.', '_' or '-'; at "
               "most 64 characters, without blanks");
    else
        id_ = value;
    return value;
}

std::string Fields::required(std::string_view attribute) {
    if (absent(attribute)) return "";
    if (trim(node().attribute(attribute).value_or("")).empty())
        reject("M0004", fmt::format("{} of {} is empty", attribute, name()), attribute,
               "fill it in");
    return optional(attribute);
}

std::string Fields::optional(std::string_view attribute) {
    std::string value = reader_.optional(attribute);
    if (has(attribute) && trim(value).empty())
        reject("M0004", fmt::format("{} of {} is empty", attribute, name()), attribute,
               "fill it in, or leave the attribute out");
    return std::string(trim(value));
}

std::string Fields::any_text(std::string_view attribute) {
    return absent(attribute) ? "" : reader_.optional(attribute);
}

std::string Fields::date(std::string_view attribute) {
    std::string value = optional(attribute);
    if (!value.empty() && (value.size() != 10 || !parse_instant(value)))
        wrong_form(attribute, value, "a day that exists", "write year, month and day: 2025-03-10");
    return value;
}

std::string Fields::instant(std::string_view attribute) {
    std::string value = optional(attribute);
    if (value.empty() || parse_instant(value)) return value;
    const bool no_zone = parse_instant(value + "Z").has_value();
    if (no_zone)
        wrong_form(attribute, value, "a complete time: it does not say in which time zone",
                   fmt::format("add Z for UTC, or the offset: {}-04:00", value));
    else
        wrong_form(attribute, value, "a day or time that exists", std::string(advice_on_days));
    return value;
}

std::optional<double> Fields::number(std::string_view attribute) {
    const std::string value = optional(attribute);
    if (value.empty()) return std::nullopt;
    const auto parsed = parse_number(value);
    if (!parsed)
        wrong_form(attribute, value, "a number",
                   value.find(',') == std::string::npos
                       ? "write digits, with a point for decimals: 0.64"
                       : "write a point for decimals, and nothing between thousands: 1234.5");
    return parsed;
}

std::optional<std::uint64_t> Fields::count(std::string_view attribute) {
    const std::string value = optional(attribute);
    if (value.empty()) return std::nullopt;
    const auto parsed = parse_integer(value);
    if (!parsed || *parsed < 0 || *parsed > count_max) {
        wrong_form(attribute, value, "a count", "write a whole number from 0, digits only: 1369");
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(*parsed);
}

std::uint64_t Fields::required_count(std::string_view attribute) {
    return absent(attribute) ? 0 : count(attribute).value_or(0);
}

bool Fields::flag(std::string_view attribute) {
    const std::string value = optional(attribute);
    if (!value.empty() && value != "true" && value != "false")
        wrong_form(attribute, value, "true or false", "write true or false, in small letters");
    return value == "true";
}

namespace {

Error markup_in_words(const std::string& name, const XmlNode& inside) {
    return located("M0004",
                   fmt::format("{} holds <{}>, where only words belong", name, inside.name()),
                   inside.location(), "keep the words and delete the tags; a '<' is written &lt;");
}

// Text only: an element inside words would vanish from reports.
std::string words_in(const XmlNode& node, Fields& fields, std::string_view if_empty) {
    std::string text = node.text();
    XmlReader plain(node);
    if (text.empty())
        fields.reject(located("M0004", fmt::format("<{}> is empty", node.name()), node.location(),
                              std::string(if_empty)));
    else if (const auto inside = node.children(); !inside.empty())
        fields.reject(markup_in_words(fmt::format("<{}>", node.name()), inside[0]));
    else if (auto status = plain.finish(true); !status)
        fields.reject(status.error());
    return text;
}

}  // namespace

std::string Fields::required_words(std::string_view child) {
    if (!node().child(child)) {
        std::vector<std::string> names;
        for (const XmlNode& other : node().children())
            names.emplace_back(other.name());
        const auto near = did_you_mean(child, names);
        reject("X0006", fmt::format("{} has no <{}>", name(), child), "",
               near ? fmt::format("is <{}> a slip for <{}>?", *near, child)
                    : fmt::format("add <{0}>…</{0}>", child));
    }
    const XmlNode found = reader_.optional_child(child);
    return found ? words_in(found, *this, "fill it in") : "";
}

std::string Fields::words(std::string_view child) {
    const XmlNode found = reader_.optional_child(child);
    return found ? words_in(found, *this, "fill it in, or delete it") : "";
}

std::vector<XmlNode> Fields::each(std::string_view child, std::size_t most) {
    std::vector<XmlNode> found = reader_.each(child);
    if (found.size() <= most) return found;
    reject("M0008",
           fmt::format("{} holds {} of <{}>; {} are allowed", name(), found.size(), child, most),
           "", "divide it, or declare only what is used");
    return {};
}

std::vector<std::string> Fields::words_of_each(std::string_view child) {
    std::vector<std::string> all;
    std::set<std::string> seen;  // a hostile file may hold very many
    for (const XmlNode& found : each(child)) {
        std::string text = words_in(found, *this, "fill it in, or delete it");
        if (!seen.insert(text).second)
            reader_.reject(located("M0001", fmt::format("{} has <{}>{} twice", name(), child, text),
                                   found.location(), "delete one of them"));
        all.push_back(std::move(text));
    }
    return all;
}

std::string Fields::own_words(std::string_view advice) {
    std::string text = node().text();
    if (text.empty())
        reject("M0004", fmt::format("{} holds no words", name()), "", std::string(advice));
    else if (const auto inside = node().children(); !inside.empty())
        reader_.reject(markup_in_words(name(), inside[0]));
    return text;
}

std::string_view word_of(std::string_view kind) { return kind == "agent" ? "party" : kind; }

Status Names::declare(std::string_view kind, std::string_view id, Location where) {
    const auto [first, added] = places_->emplace(fmt::format("{}/{}", kind, id), where);
    if (added) return {};
    return fail(located("M0001", fmt::format("{} '{}' is declared twice", word_of(kind), id),
                        std::move(where), "give one of them another id")
                    .note(fmt::format("the first is at {}", to_string(first->second))));
}

void Names::refer(std::string_view kind, std::string_view id, std::string by, Location where) {
    references_.push_back({std::string(kind), std::string(id), std::move(by), std::move(where)});
}

std::string Names::reference(Fields& fields, std::string_view attribute, std::string_view kind) {
    std::string id = fields.optional(attribute);
    if (!id.empty())
        refer(kind, id, fmt::format("{}=\"{}\" of {}", attribute, id, fields.name()),
              fields.place(attribute));
    return id;
}

std::string Names::required_reference(Fields& fields, std::string_view attribute,
                                      std::string_view kind) {
    return fields.absent(attribute) ? "" : reference(fields, attribute, kind);
}

std::vector<std::string> Names::references(Fields& fields, std::string_view attribute,
                                           std::string_view kind) {
    std::vector<std::string> ids = words(fields.optional(attribute));
    if (ids.empty()) return ids;
    const Location place = fields.place(attribute);
    const std::string by = fmt::format("{} of {}", attribute, fields.name());
    std::set<std::string> seen;
    for (const std::string& id : ids) {
        if (!seen.insert(id).second)
            fields.reject("M0001", fmt::format("{} names '{}' twice", by, id), attribute,
                          "delete one of them");
        refer(kind, id, by, place);
    }
    return ids;
}

Status Names::resolve() const {
    constexpr std::size_t listed_max = 12;
    for (const Reference& reference : references_) {
        if (places_->contains(reference.kind + "/" + reference.id)) continue;
        std::vector<std::string> declared;
        for (const auto& [key, place] : *places_)
            if (key.starts_with(reference.kind + "/"))
                declared.push_back(key.substr(reference.kind.size() + 1));
        const std::string_view word = word_of(reference.kind);
        const bool file = reference.kind == "exhibit" && reference.id.ends_with(".xml");
        std::string hint =
            file ? fmt::format(
                       "declare the file, <exhibit id=\"…\" file=\"{}\" …/>, and name "
                       "that id here",
                       reference.id)
                 : fmt::format("declare the {}, or correct the spelling{}", word,
                               did_you_mean_suffix(reference.id, declared));
        Error error = located(
            "M0003", fmt::format("{}: there is no {} '{}'", reference.by, word, reference.id),
            reference.where, std::move(hint));
        const std::size_t all = declared.size();
        declared.resize(std::min(all, listed_max));
        error.notes.push_back(
            all == 0 ? fmt::format("no {} is declared", word)
                     : fmt::format("declared: {}{}", join(declared, ", "),
                                   all > listed_max ? fmt::format(", … ({} in all)", all) : ""));
        return fail(std::move(error));
    }
    return {};
}

std::optional<Objection> objection_to_file_name(std::string_view name) {
    if (name.find("://") != std::string_view::npos)
        return Objection{"is a web address", "save the file in the matter's folder and name it"};
    if (name.find('\\') != std::string_view::npos)
        return Objection{"has backslashes", "write '/' between folders"};
    const bool drive = name.size() > 1 && name[1] == ':';
    if (name.starts_with('/') || name.starts_with('~') || drive)
        return Objection{"leaves the matter's folder: it begins at the root of the disk",
                         "put the file in the matter's folder and name it from there"};
    if (name.ends_with('/')) return Objection{"names a folder", "name a file in it"};
    for (const std::string_view part : split(name, '/'))
        if (part == "..")
            return Objection{"leaves the matter's folder: '..' goes up",
                             "put the file in the matter's folder or below it"};
    for (const std::string_view part : split(name, '/'))
        if (part.empty()) return Objection{"has two slashes in a row", "delete one of them"};
    for (const char c : name)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            return Objection{"holds a control character", "rename the file"};
    return std::nullopt;
}

}  // namespace isonomia::matter_reader
