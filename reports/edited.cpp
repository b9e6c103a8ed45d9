#include "reports/edited.hpp"

#include <set>

#include "core/xml.hpp"
#include "reports/marks.hpp"
#include "reports/visible.hpp"
#include "reports/zip.hpp"

namespace isonomia::reports {

namespace {

// The text of a content control; editors split runs as they like, and mark what was deleted.
void text_of(XmlNode node, std::string& out) {
    if (node.name() == "w:del" || node.name() == "w:moveFrom" || node.name() == "w:sdtPr") return;
    if (node.name() == "w:t") out += node.raw_text();
    if (node.name() == "w:tab") out += "\t";
    if (node.name() == "w:noBreakHyphen") out += "-";
    for (const XmlNode child : node.children())
        text_of(child, out);
}

// Our own isolates are no part of the text.
std::string bare(std::string text) {
    for (const std::string_view sign : {"\u2066", "\u2067", "\u2068", "\u2069"})
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at))
            text.erase(at, sign.size());
    return text;
}

void collect(XmlNode node, std::vector<EditedText>& texts) {
    if (node.name() == "w:sdt") {
        const XmlNode properties = node.child("w:sdtPr");
        const auto tag = properties.child("w:tag").attribute("w:val");
        if (tag && parse_mark(*tag)) {
            EditedText found;
            found.mark = *tag;
            found.label = properties.child("w:alias").attribute("w:val").value_or("");
            text_of(node, found.text);
            found.text = bare(std::move(found.text));
            texts.push_back(std::move(found));
            return;
        }
    }
    if (node.name() == "w:del" || node.name() == "w:moveFrom") return;
    for (const XmlNode child : node.children())
        collect(child, texts);
}

Error foreign(const std::string& file) {
    return input_error("D0013", "'" + file + "' was not written by this program")
        .at({file, 0, 0})
        .hinted("give a DOCX that 'isonomia report --format docx' wrote, edited or not");
}

Status read_origin(const std::string& xml, const std::string& file, EditedDocument& edited) {
    const auto document = XmlDocument::parse(xml, file + ":docProps/custom.xml");
    if (!document) return fail(document.error());
    constexpr std::string_view prefix = "isonomia-";
    for (const XmlNode property : document->root().children("property")) {
        const std::string_view name = property.attribute("name").value_or("");
        if (name.starts_with(prefix))
            edited.origin.emplace(name.substr(prefix.size()), property.text());
    }
    return {};
}

}  // namespace

Result<EditedDocument> read_docx(std::string_view bytes, const std::string& file) {
    const auto parts = unzip(bytes, file);
    if (!parts) return fail(parts.error());
    const auto custom = parts->find("docProps/custom.xml");
    if (custom == parts->end() || !parts->contains("word/document.xml")) return fail(foreign(file));
    EditedDocument edited;
    if (auto status = read_origin(custom->second, file, edited); !status)
        return fail(status.error());
    if (!edited.origin.contains("audience") || !edited.origin.contains("language"))
        return fail(foreign(file));
    for (const char* name :
         {"word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml"}) {
        const auto part = parts->find(name);
        if (part == parts->end()) continue;
        const auto document = XmlDocument::parse(part->second, file + ":" + name);
        if (!document) return fail(document.error());
        collect(document->root(), edited.texts);
    }
    return edited;
}

std::vector<Drift> drifts(const EditedDocument& edited, const Document& now) {
    std::map<std::string, const Marked*> current;
    const std::vector<Marked> marks = marks_of(now);
    for (const Marked& marked : marks)
        current.emplace(marked.mark.place, &marked);
    std::vector<Drift> list;
    std::set<std::string> seen;
    for (const EditedText& text : edited.texts) {
        const auto mark = parse_mark(text.mark);
        if (!mark || !seen.insert(mark->place).second) continue;
        const auto it = current.find(mark->place);
        const bool as_written = check_of(text.text) == mark->check;
        const std::string said = it == current.end() ? "" : visible(it->second->run->text);
        if (it != current.end() && said == text.text) continue;
        const DriftKind kind = !as_written           ? DriftKind::edited
                               : it == current.end() ? DriftKind::gone
                                                     : DriftKind::outdated;
        list.push_back({kind, text.label, text.text, said});
    }
    for (const Marked& marked : marks)
        if (!seen.contains(marked.mark.place))
            list.push_back(
                {DriftKind::removed, marked.support.label, "", visible(marked.run->text)});
    return list;
}

}  // namespace isonomia::reports
