#include "reports/document.hpp"

#include <functional>
#include <map>
#include <set>

#include "reports/plot.hpp"

namespace isonomia::reports {

namespace {

// Calls `visit` for every statement and `anchor` for every place that a link can lead to. One walk
// serves reading and changing, so that no pass forgets a kind of block.
struct Walk {
    std::function<void(Inline&, const Supports*)>
        text;  // supports: nullptr for furniture (headings)
    std::function<void(const std::string&)> anchor;
    std::function<void(Supports&)> rests = nullptr;
    std::function<void(Figure&)> figure = nullptr;

    void operator()(Inline& t, const Supports* supports) const {
        text(t, supports);
        for (Run& run : t)
            if (run.kind == RunKind::note) (*this)(*run.note);
    }
    void operator()(Statement& s) const {
        (*this)(s.text, &s.supports);
        if (rests) rests(s.supports);
    }
    void operator()(Paragraph& p) const {
        anchor(p.anchor);
        (*this)(p.statement);
    }
    void operator()(List& l) const {
        for (Statement& item : l.items)
            (*this)(item);
    }
    void operator()(Callout& c) const { (*this)(c.statement); }
    void operator()(DefinitionList& d) const {
        for (Definition& entry : d.entries) {
            const Supports* supports =
                entry.details.empty() ? nullptr : &entry.details.front().supports;
            (*this)(entry.term, supports);
            for (Statement& detail : entry.details)
                (*this)(detail);
        }
    }
    void operator()(Table& t) const {
        (*this)(t.caption);
        for (Inline& column : t.columns)
            (*this)(column, &t.caption.supports);
        for (Row& row : t.rows) {
            anchor(row.anchor);
            if (rests) rests(row.supports);
            for (Cell& cell : row.cells) {
                anchor(cell.anchor);
                (*this)(cell.text, &row.supports);
            }
        }
    }
    void operator()(Figure& f) const {
        anchor(f.anchor);
        if (figure) figure(f);
        (*this)(f.title);
        (*this)(f.description);
        (*this)(f.data);
    }
    void operator()(Card& c) const {
        anchor(c.anchor);
        (*this)(c.title);
        for (Block& block : c.blocks)
            (*this)(block);
    }
    void operator()(Opinion& o) const {
        (*this)(o.author);
        for (Statement& said : o.said) {
            (*this)(said.text, said.supports.empty() ? nullptr : &said.supports);
            if (rests) rests(said.supports);
        }
    }
    void operator()(Declaration& d) const {
        anchor(d.anchor);
        (*this)(d.title);
        for (Statement& sentence : d.wording)
            (*this)(sentence);
        (*this)(d.source);
        const Supports nothing;
        for (Inline& line : d.lines)
            (*this)(line, &nothing);
    }
    void operator()(Block& b) const { std::visit(*this, b.content); }
    void operator()(Document& d) const {
        (*this)(d.title);
        for (Callout& banner : d.banners)
            (*this)(banner);
        (*this)(d.running_head);
        (*this)(d.running_foot);
        (*this)(d.cover);
        for (Section& section : d.sections) {
            anchor(section.anchor);
            (*this)(section.title);
            for (Block& block : section.blocks)
                (*this)(block);
        }
    }
};

}  // namespace

void number_paragraphs(Document& document) {
    int sections = 0;
    char appendix = 'A';
    for (Section& section : document.sections) {
        section.number = section.appendix ? std::string(1, appendix++) : std::to_string(++sections);
        int paragraphs = 0;
        for (Block& block : section.blocks)
            if (auto* paragraph = std::get_if<Paragraph>(&block.content))
                paragraph->number = section.number + "." + std::to_string(++paragraphs);
    }
    std::size_t notes = 0;
    for_each_text(document, [&](Inline& text, const Supports*) {
        for (Run& run : text)
            if (run.kind == RunKind::note) run.text = std::to_string(++notes);
    });
}

void for_each_text(Document& document, const std::function<void(Inline&, const Supports*)>& visit) {
    Walk{visit, [](const std::string&) {}}(document);
}

void for_each_anchor(const Document& document,
                     const std::function<void(const std::string&)>& visit) {
    Walk{[](Inline&, const Supports*) {},
         [&](const std::string& name) {
             if (!name.empty()) visit(name);
         }}(const_cast<Document&>(document));  // nothing is changed
}

void for_each_supports(Document& document, const std::function<void(Supports&)>& visit) {
    Walk{[](Inline&, const Supports*) {}, [](const std::string&) {}, visit}(document);
}

void for_each_figure(Document& document, const std::function<void(Figure&)>& visit) {
    Walk{[](Inline&, const Supports*) {}, [](const std::string&) {}, nullptr, visit}(document);
}

bool all_strong(const Inline& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](const Run& run) {
        return run.strong || run.kind == RunKind::note;
    });
}

std::vector<const Statement*> notes_of(const Document& document) {
    std::vector<const Statement*> notes;
    const auto collect = [&](Inline& text, const Supports*) {
        for (const Run& run : text)
            if (run.kind == RunKind::note) notes.push_back(run.note.get());
    };
    for_each_text(const_cast<Document&>(document), collect);  // nothing is changed
    return notes;
}

void resolve_links(Document& document) {
    std::map<std::string, std::string> numbers;
    for (const Section& section : document.sections) {
        numbers[section.anchor] = "§\u00A0" + section.number;
        for (const Block& block : section.blocks)
            if (const auto* paragraph = std::get_if<Paragraph>(&block.content))
                if (!paragraph->anchor.empty())
                    numbers[paragraph->anchor] = "¶\u00A0" + paragraph->number;
    }
    const auto fill = [&](Inline& text, const Supports*) {
        for (Run& run : text)
            if (run.kind == RunKind::link && run.text.empty()) run.text = numbers[run.anchor];
    };
    for_each_text(document, fill);
}

Supports printed_supports(const Statement& statement) {
    const std::string text = plain(statement.text);
    Supports printed;
    for (const Support& support : statement.supports)
        if (support.kind != SupportKind::authority || text.find(support.label) == std::string::npos)
            printed.push_back(support);
    return printed;
}

std::string plain(const Inline& text) {
    std::string out;
    for (const Run& run : text)
        if (run.kind != RunKind::note) out += run.text;
    return out;
}

namespace {

bool only_fixed_words(const Inline& text) {
    for (const Run& run : text)
        if (run.kind != RunKind::words && run.kind != RunKind::link && run.kind != RunKind::note)
            return false;
    return true;
}

}  // namespace

Status check(const Document& document) {
    std::set<std::string> anchors;
    std::vector<std::string> targets;
    std::string unsupported;
    std::string twice;
    const auto text = [&](Inline& inline_text, const Supports* supports) {
        for (const Run& run : inline_text)
            if (run.kind == RunKind::link) targets.push_back(run.anchor);
        if (supports == nullptr) return;
        for (const Support& support : *supports)
            if (!support.anchor.empty()) targets.push_back(support.anchor);
        if (supports->empty() && unsupported.empty() && !only_fixed_words(inline_text))
            unsupported = plain(inline_text);
    };
    const auto anchor = [&](const std::string& name) {
        if (!name.empty() && !anchors.insert(name).second) twice = name;
    };
    std::optional<std::string> empty;
    const auto figure = [&](const Figure& f) {
        const bool told = !f.title.text.empty() && !f.description.text.empty();
        if (!told || f.data.rows.empty() || !has_data(f.plot)) empty = plain(f.title.text);
    };
    // The walk takes a mutable document because resolve_links() shares it; nothing is changed here.
    Walk{text, anchor, nullptr, figure}(const_cast<Document&>(document));
    if (!unsupported.empty())
        return fail(internal_error("D0001", "a statement rests on nothing in the record: '" +
                                                unsupported.substr(0, 200) + "'"));
    if (!twice.empty())
        return fail(internal_error("D0002", "two places have the anchor '" + twice + "'"));
    for (const std::string& target : targets)
        if (!anchors.contains(target))
            return fail(internal_error("D0002", "a link leads nowhere: '" + target + "'"));
    if (empty)
        return fail(internal_error("D0015", "the figure '" + empty->substr(0, 200) +
                                                "' has no data, no description or no table"));
    return {};
}

}  // namespace isonomia::reports
