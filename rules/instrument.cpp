#include "rules/instrument.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/names.hpp"
#include "rules/says_something.hpp"

namespace isonomia::rules {

namespace {

constexpr std::uint64_t instrument_bytes_max = std::uint64_t{1} << 20U;

Status check(const Instrument& instrument, const fs::path& path, const XmlNode& root) {
    if (instrument.id != path.stem().string())
        return fail(
            input_error("R0010", fmt::format("instrument '{}' stands in a file of another name",
                                             instrument.id))
                .at(root.location("id"))
                .hinted(fmt::format("call the file {}.xml", instrument.id)));
    return {};
}

Error unconfirmed(const XmlNode& node, AuthorityStatus status) {
    return input_error("R0010", fmt::format("<{}> says '{}', but nobody confirmed it", node.name(),
                                            to_text(status)))
        .at(node.location("status"))
        .hinted(
            "add <confirmed by=\"…\" on=\"YYYY-MM-DD\"/> with who read the source, or write "
            "status=\"unverified\"");
}

bool has_form_of_date(std::string_view text) {
    constexpr std::string_view form = "dddd-dd-dd";
    return std::equal(text.begin(), text.end(), form.begin(), form.end(), [](char c, char wanted) {
        return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted;
    });
}

}  // namespace

std::vector<fs::path> instrument_folders(const fs::path& pack, const fs::path& shipped) {
    return {pack.parent_path() / "instruments", shipped};
}

Result<Instrument> find_instrument(Files& files, const std::vector<fs::path>& folders,
                                   const std::string& id) {
    Result<Instrument> found = fail(input_error("F0001", "no folder to look for an instrument in"));
    for (const fs::path& folder : folders) {
        found = load_instrument(files, folder / (id + ".xml"));
        if (found || found.error().code != "F0001") break;
    }
    return found;
}

Confirmation read_confirmed(XmlReader& reader, AuthorityStatus status) {
    const XmlNode node = reader.optional_child("confirmed");
    if (!node) {
        if (status != AuthorityStatus::unverified)
            reader.reject(unconfirmed(reader.node(), status));
        return {};
    }
    XmlReader inside(node);
    Confirmation confirmed{inside.required("by"), read_date(inside, "on")};
    if (!inside.failed() && !says_something(confirmed.by))
        inside.reject(input_error("R0010", fmt::format("'{}' is nobody who could confirm anything",
                                                       confirmed.by))
                          .at(node.location("by"))
                          .hinted("name who read the source"));
    if (!inside.failed() && confirmed.on.empty())
        inside.reject(input_error("R0010", "the confirmation has no date")
                          .at(node.location())
                          .hinted("write on=\"YYYY-MM-DD\", the day on which the source was read"));
    if (auto finished = inside.finish(); !finished) reader.reject(finished.error());
    return confirmed;
}

std::string in_language(const Text& text, std::string_view language) {
    for (const std::string_view wanted :
         {language, language.substr(0, language.find('-')), std::string_view("en")}) {
        const auto found = text.find(wanted);
        if (found != text.end()) return found->second;
    }
    return text.empty() ? std::string() : text.begin()->second;
}

Text read_text(XmlReader& reader, std::string_view child) {
    Text text;
    for (const XmlNode node : reader.each(child)) {
        XmlReader one(node);
        const std::string language = one.required("xml:lang");
        const std::string words = one.own_text();
        if (auto finished = one.finish(true); !finished) {
            reader.reject(finished.error());
            return text;
        }
        if (!text.emplace(language, words).second)
            reader.reject(input_error("R0001", fmt::format("<{}> stands twice for language '{}'",
                                                           child, language))
                              .at(node.location())
                              .hinted("correct the language, or keep one of them"));
    }
    return text;
}

std::string read_date(XmlReader& reader, std::string_view attribute) {
    std::string date = reader.optional(attribute);
    if (!date.empty() && (date.size() != 10 || !parse_instant(date)))
        reader.reject(input_error("R0005", has_form_of_date(date)
                                               ? fmt::format("there is no day {}", date)
                                               : fmt::format("'{}' is not a date", date))
                          .at(reader.node().location(attribute))
                          .hinted("write a day of the calendar as YYYY-MM-DD, e.g. 2026-03-01"));
    return date;
}

Status check_root(const XmlDocument& document, std::string_view element, std::string_view xmlns) {
    const XmlNode root = document.root();
    if (root.name() == element && root.attribute("xmlns") == xmlns) return {};
    return fail(
        input_error("R0006",
                    fmt::format("<{}> is not <{} xmlns=\"{}\">", root.name(), element, xmlns))
            .at(root.name() == element && root.attribute("xmlns") ? root.location("xmlns")
                                                                  : root.location())
            .hinted(fmt::format("the file begins with <{} xmlns=\"{}\" …>", element, xmlns)));
}

Result<Instrument> load_instrument(Files& files, const fs::path& path) {
    auto bytes = files.read(path, instrument_bytes_max);
    if (!bytes) return fail(std::move(bytes.error()));
    auto document = XmlDocument::parse(std::move(*bytes), path.string());
    if (!document) return fail(std::move(document.error()));

    if (auto root = check_root(*document, "instrument", "urn:isonomia:instrument:1"); !root)
        return fail(root.error());
    Instrument instrument;
    XmlReader reader(document->root());
    instrument.id = reader.required("id");
    instrument.status =
        from_text<AuthorityStatus>(reader.choice("status", all_names<AuthorityStatus>()))
            .value_or(AuthorityStatus::unverified);
    instrument.date = reader.optional("date");
    if (instrument.date != date_not_known) instrument.date = read_date(reader, "date");
    instrument.valid_from = read_date(reader, "valid-from");
    instrument.valid_until = read_date(reader, "valid-until");
    if (!instrument.valid_until.empty() && instrument.valid_until < instrument.valid_from)
        reader.reject(
            input_error("R0005", fmt::format("it ends on {}, before it begins on {}",
                                             instrument.valid_until, instrument.valid_from))
                .at(reader.node().location("valid-until"))
                .hinted("correct one of the two"));
    instrument.cite = reader.text_of("cite");
    instrument.body = reader.text_of("body");
    instrument.source = reader.text_of("source");
    instrument.note = read_text(reader, "note");
    instrument.confirmed = read_confirmed(reader, instrument.status);
    for (const XmlNode node : reader.each("paragraph")) {
        XmlReader one(node);
        const std::string at = one.required("at");
        Paragraph paragraph;
        const std::string status = one.choice("status", all_names<AuthorityStatus>(),
                                              std::string(to_text(instrument.status)));
        paragraph.status = from_text<AuthorityStatus>(status).value_or(AuthorityStatus::unverified);
        if (instrument.confirmed.by.empty() && paragraph.status != AuthorityStatus::unverified)
            one.reject(unconfirmed(node, paragraph.status));
        paragraph.says = read_text(one, "says");
        if (auto finished = one.finish(); !finished) reader.reject(finished.error());
        if (!instrument.paragraphs.emplace(at, std::move(paragraph)).second)
            reader.reject(input_error("R0001", fmt::format("paragraph '{}' stands twice", at))
                              .at(node.location("at"))
                              .hinted("correct the number, or make one of the two"));
    }
    if (auto finished = reader.finish(); !finished) return fail(finished.error());
    if (auto checked = check(instrument, path, document->root()); !checked)
        return fail(checked.error());
    return instrument;
}

}  // namespace isonomia::rules
