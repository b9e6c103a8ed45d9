#include "reports/finish.hpp"

#include <set>

namespace isonomia::reports {

namespace {

std::set<std::string> anchors_of(const Document& document) {
    std::set<std::string> names;
    for_each_anchor(document, [&](const std::string& name) { names.insert(name); });
    return names;
}

}  // namespace

void drop_dead_links(Document& document) {
    const std::set<std::string> anchors = anchors_of(document);
    for_each_text(document, [&](Inline& text, const Supports* supports) {
        for (Run& run : text) {
            if (run.kind != RunKind::link || anchors.contains(run.anchor)) continue;
            const bool supported = supports != nullptr && !supports->empty();
            run.kind = supported ? RunKind::value : RunKind::words;
            run.anchor.clear();
        }
    });
    for_each_supports(document, [&](Supports& supports) {
        for (Support& support : supports)
            if (!anchors.contains(support.anchor)) support.anchor.clear();
    });
}

namespace {

// What the language puts between thousands and before decimals, read off a number it wrote.
Notation notation_of(const Catalogue& catalogue) {
    const std::string thousand = catalogue.number("1,234.5");
    const std::size_t one = thousand.find('1');
    const std::size_t two = thousand.find("234");
    const std::size_t five = thousand.rfind('5');
    if (one == std::string::npos || two == std::string::npos || two < one || five < two + 3)
        return {};  // other digits than ours: plots keep the plain notation
    return {thousand.substr(two + 3, five - two - 3), thousand.substr(one + 1, two - one - 1)};
}

}  // namespace

void localize(Document& document, const Catalogue& catalogue) {
    for_each_text(document, [&](Inline& text, const Supports*) {
        for (Run& run : text) {
            if (run.kind == RunKind::number) run.text = catalogue.number(run.text);
            if (run.kind == RunKind::date) run.text = catalogue.date(run.text);
        }
    });
    const Notation notation = notation_of(catalogue);
    for_each_figure(document, [&](Figure& figure) { figure.notation = notation; });
}

namespace {

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

// More than one word, one of them of three small letters or more.
bool is_prose(std::string_view text) {
    std::size_t small = 0;
    bool word = false;
    for (const char c : text) {
        small = c >= 'a' && c <= 'z' ? small + 1 : 0;
        word = word || small >= 3;
    }
    return word && text.find(' ') != std::string_view::npos;
}

}  // namespace

void mark_languages(Document& document, const Record& record) {
    const std::string own = record.language();
    for_each_text(document, [&](Inline& text, const Supports*) {
        for (Run& run : text) {
            const bool is_data = run.kind == RunKind::value || run.kind == RunKind::link;
            if (run.language.empty() && is_data && is_prose(run.text) && !record.is_said(run.text))
                run.language = own;
            if (primary(run.language) == primary(document.language)) run.language.clear();
        }
    });
}

Status finish(Document& document, const Record& record) {
    mark_languages(document, record);
    drop_dead_links(document);
    number_paragraphs(document);
    resolve_links(document);
    localize(document, record.words);
    return check(document);
}

}  // namespace isonomia::reports
