#include "reports/readable.hpp"

#include "core/json.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"
#include "reports/pdf/read_text.hpp"
#include "reports/zip.hpp"

namespace isonomia::reports {

namespace {

using Texts = std::vector<Readable>;

void add_attributes(XmlNode node, std::string& out) {
    for (const auto& [name, value] : node.attributes())
        out += std::string(value) + "\n";
    for (const XmlNode child : node.children())
        add_attributes(child, out);
}

Status add_markup(const std::string& content, const std::string& name, Texts& texts) {
    constexpr std::string_view html =
        "<!DOCTYPE html>\n";  // the rest is XML: docs/formats/report.md
    const auto document =
        XmlDocument::parse(content.starts_with(html) ? content.substr(html.size()) : content, name);
    if (!document) return fail(document.error());
    std::string attributes;
    add_attributes(document->root(), attributes);
    texts.push_back({name, document->root().raw_text()});
    texts.push_back({name, attributes});
    return {};
}

void add_json(const Json& json, std::string& out) {
    if (const auto* text = json.string()) out += *text + "\n";
    if (const auto* number = json.number()) out += shortest(*number) + "\n";
    if (const auto* array = json.array())
        for (const Json& item : *array)
            add_json(item, out);
    if (const auto* object = json.object())
        for (const auto& [name, value] : *object) {
            out += name + "\n";
            add_json(value, out);
        }
}

Status add(const std::string& content, const std::string& name, Texts& texts);

Status add_archive(const std::string& content, const std::string& name, Texts& texts) {
    const auto parts = unzip(content, name);
    if (!parts) return fail(parts.error());
    for (const auto& [part, inner] : *parts)
        if (auto status = add(inner, name + ":" + part, texts); !status) return status;
    return {};
}

Status add_pdf(const std::string& content, const std::string& name, Texts& texts) {
    auto read = pdf::read_text(content, name);
    if (!read) return fail(read.error());
    texts.insert(texts.end(), read->texts.begin(), read->texts.end());
    for (const Readable& file : read->files)
        if (auto status = add(file.text, file.where, texts); !status) return status;
    return {};
}

Status add(const std::string& content, const std::string& name, Texts& texts) {
    if (content.starts_with("PK")) return add_archive(content, name, texts);
    if (content.starts_with("%PDF")) return add_pdf(content, name, texts);
    if (content.starts_with("\x89PNG")) return {};
    texts.push_back({name, content});
    if (content.starts_with('<')) return add_markup(content, name, texts);
    if (!content.starts_with('{')) return {};
    const auto json = parse_json(content, name);
    if (!json) return fail(json.error());
    std::string all;
    add_json(*json, all);
    texts.push_back({name, all});
    return {};
}

}  // namespace

Result<std::vector<Readable>> readable(const std::string& content, const std::string& name) {
    Texts texts;
    if (auto status = add(content, name, texts); !status) return fail(status.error());
    return texts;
}

}  // namespace isonomia::reports
