#include "reports/edited.hpp"

#include <optional>
#include <set>
#include <utility>

#include "core/xml.hpp"
#include "reports/marks.hpp"
#include "reports/visible.hpp"
#include "reports/zip.hpp"

namespace isonomia::reports {

namespace {

// Our own isolates are no part of the text.
std::string bare(std::string text) {
    for (const std::string_view sign : {"\u2066", "\u2067", "\u2068", "\u2069"})
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at))
            text.erase(at, sign.size());
    return text;
}

// Reads the marked texts of one part in reading order. A mark is the tag of a content control;
// where an editor dropped the tag, as LibreOffice does, the bookmark around it. Editors split runs
// as they like, and keep what was deleted, marked as such.
class MarkReader {
public:
    void read(XmlNode node) {
        const std::string_view name = node.name();
        if (name == "w:sdtPr") return;
        if (name == "w:bookmarkStart") return begin_bookmark(node);
        if (name == "w:bookmarkEnd") return end_bookmark(node);
        if (name == "w:t") add(node.raw_text());
        if (name == "w:tab") add("\t");
        if (name == "w:noBreakHyphen") add("-");
        const bool deletion = name == "w:del" || name == "w:moveFrom";
        deletions_ += deletion ? 1 : 0;
        const bool control = name == "w:sdt" && begin_control(node.child("w:sdtPr"));
        for (const XmlNode child : node.children())
            read(child);
        if (control) control_.reset();
        deletions_ -= deletion ? 1 : 0;
    }

    // What stands in a control is told by it; what was deleted whole is not among the texts.
    std::vector<EditedText> texts() && {
        std::vector<EditedText> list;
        for (Found& one : found_) {
            if (one.text.text.empty()) continue;
            if (one.is_bookmark && controls_.contains(one.text.mark)) continue;
            one.text.text = bare(std::move(one.text.text));
            list.push_back(std::move(one.text));
        }
        return list;
    }

private:
    struct Found {
        EditedText text;
        bool is_bookmark = false;
    };

    void add(std::string_view text) {
        if (deletions_ > 0) return;
        if (control_) found_[*control_].text.text += text;
        if (bookmark_) found_[bookmark_->second].text.text += text;
    }

    bool begin_control(XmlNode properties) {
        const auto tag = properties.child("w:tag").attribute("w:val");
        if (control_ || !tag || !parse_mark(*tag)) return false;
        const auto label = properties.child("w:alias").attribute("w:val").value_or("");
        control_ = found_.size();
        found_.push_back({{std::string(*tag), std::string(label), ""}, false});
        if (deletions_ == 0) controls_.insert(std::string(*tag));
        return true;
    }

    void begin_bookmark(XmlNode node) {
        const auto mark = parse_bookmark(node.attribute("w:name").value_or(""));
        if (!mark) return;
        bookmark_.emplace(node.attribute("w:id").value_or(""), found_.size());
        found_.push_back({{mark->text(), "", ""}, true});
    }

    void end_bookmark(XmlNode node) {
        if (bookmark_ && bookmark_->first == node.attribute("w:id").value_or("")) bookmark_.reset();
    }

    std::vector<Found> found_;
    // The control, and the bookmark that began last with its id, around this place. Ours hold no
    // others: a file of a thousand within each other must not grow a thousandfold here.
    std::optional<std::size_t> control_;
    std::optional<std::pair<std::string, std::size_t>> bookmark_;
    std::set<std::string> controls_;
    int deletions_ = 0;
};

// The body, notes, and the head and foot of pages.
bool holds_text(std::string_view part) {
    return part == "word/document.xml" || part == "word/footnotes.xml" ||
           part.starts_with("word/header") || part.starts_with("word/footer");
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
    for (const auto& [name, content] : *parts) {
        if (!holds_text(name)) continue;
        const auto document = XmlDocument::parse(content, file + ":" + name);
        if (!document) return fail(document.error());
        MarkReader reader;
        reader.read(document->root());
        for (EditedText& text : std::move(reader).texts())
            edited.texts.push_back(std::move(text));
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
        const std::string label =
            text.label.empty() && it != current.end() ? it->second->support.label : text.label;
        list.push_back({kind, label, text.text, said});
    }
    for (const Marked& marked : marks)
        if (!seen.contains(marked.mark.place))
            list.push_back(
                {DriftKind::removed, marked.support.label, "", visible(marked.run->text)});
    return list;
}

}  // namespace isonomia::reports
