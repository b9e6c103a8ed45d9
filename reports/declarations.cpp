#include "reports/declarations.hpp"

#include <algorithm>

#include "core/embedded.hpp"
#include "core/xml.hpp"

namespace isonomia::reports {

std::span<const EmbeddedFile> declaration_files();  // generated from reports/declarations/*.xml

Result<DeclarationFile> read_declaration(std::string_view xml, const std::string& file) {
    const auto document = XmlDocument::parse(std::string(xml), file);
    if (!document) return fail(document.error());
    XmlReader reader(document->root());
    DeclarationFile declaration;
    declaration.jurisdiction = reader.required("jurisdiction");
    declaration.audience = reader.choice("audience", all_names<Audience>());
    declaration.edition = reader.required("edition");
    declaration.checked = reader.choice("checked", {"yes", "no"}) == "yes";
    declaration.cite = reader.text_of("cite");
    for (const XmlNode node : reader.each("text")) {
        XmlReader text(node);
        DeclarationText words;
        words.language = text.required("language");
        words.title = text.text_of("title");
        for (const XmlNode sentence : text.each("p"))
            words.sentences.push_back(sentence.text());
        if (auto status = text.finish(); !status) return fail(status.error());
        declaration.texts.push_back(std::move(words));
    }
    if (auto status = reader.finish(); !status) return fail(status.error());
    if (declaration.texts.empty())
        return fail(input_error("D0006", "a declaration without a text").at({file, 1, 1}));
    return declaration;
}

namespace {

const DeclarationText& text_in(const DeclarationFile& file, const std::string& language) {
    const auto it = std::find_if(file.texts.begin(), file.texts.end(), [&](const auto& text) {
        return text.language == language.substr(0, language.find('-'));
    });
    return it == file.texts.end() ? file.texts.front() : *it;
}

Declaration declared(const Record& record, const DeclarationFile& file) {
    const Catalogue& words = record.words;
    const DeclarationText& text = text_in(file, words.language());
    const Supports supports{
        {SupportKind::authority, file.cite + " " + file.edition, file.cite, ""}};
    Declaration declaration;
    declaration.anchor = "declared";
    const auto said = [&](const std::string& sentence) {
        Inline runs = value(sentence);
        runs.front().language = text.language;  // an oath stays in its own
        return stated(std::move(runs), supports);
    };
    declaration.title = said(text.title);
    for (const std::string& sentence : text.sentences)
        declaration.wording.push_back(said(sentence));
    declaration.source = stated(
        words.say(
            "Wording: {0}, edition of {1}. {2}",
            {value(file.cite), date(file.edition),
             file.checked ? words.say("A lawyer compared it with its source.")
                          : words.say("No lawyer has compared this wording with its source yet.")}),
        supports);
    for (const char* line : {"Name", "Date", "Signature"})
        declaration.lines.push_back(words.say(line));
    return declaration;
}

// Where no wording is on file somebody still signs.
Declaration signature_alone(const Catalogue& words) {
    Declaration signature;
    signature.anchor = "declared";
    signature.title = stated(words.say("Signature"));
    signature.source = stated(words.say("Signed by the person who adds the declaration."));
    for (const char* line : {"Name and office", "Date", "Signature"})
        signature.lines.push_back(words.say(line));
    return signature;
}

// 'US-FL' is served by 'US-FL' and 'US'; the longer is the better.
bool serves(const DeclarationFile& file, const std::string& jurisdiction) {
    return jurisdiction == file.jurisdiction || jurisdiction.starts_with(file.jurisdiction + "-");
}

}  // namespace

Result<Section> declaration_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "declaration";
    section.title = stated(words.say("Declaration"));
    const std::string jurisdiction =
        record.file.matter.empty() ? "" : record.file.matter.front().object.jurisdiction;
    std::optional<DeclarationFile> best;
    for (const EmbeddedFile& file : declaration_files()) {
        auto read = read_declaration(file.content, std::string(file.path));
        if (!read) return fail(read.error());
        if (read->audience != to_text(record.options.audience) || !serves(*read, jurisdiction))
            continue;
        if (!best || read->jurisdiction.size() > best->jurisdiction.size()) best = std::move(*read);
    }
    if (best)
        section.blocks.push_back(declared(record, *best));
    else
        section.blocks.push_back(paragraph(
            words.say("No wording for the jurisdiction {0} is on file. The declaration that the "
                      "law there asks for has to be added by the person who signs.",
                      {record.or_words(jurisdiction, "not stated")}),
            record.matter()));
    if (!best) section.blocks.push_back(signature_alone(words));
    return section;
}

}  // namespace isonomia::reports
