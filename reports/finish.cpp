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

Status finish(Document& document, const Record& record) {
    drop_dead_links(document);
    number_paragraphs(document);
    resolve_links(document);
    localize(document, record.words);
    return check(document);
}

}  // namespace isonomia::reports
