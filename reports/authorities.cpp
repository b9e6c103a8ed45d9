#include "reports/authorities.hpp"

#include <algorithm>
#include <map>

namespace isonomia::reports {

std::string short_citation(std::string_view cite) {
    if (cite.ends_with(')')) {
        const auto open = cite.rfind('(');
        const std::string_view symbol =
            open == std::string_view::npos ? "" : cite.substr(open + 1, cite.size() - open - 2);
        const bool is_symbol = std::count(symbol.begin(), symbol.end(), '/') > 1 &&
                               symbol.find(' ') == std::string_view::npos;
        if (is_symbol) return std::string(symbol);
    }
    constexpr std::string_view comma = ", ";
    std::size_t commas = 0;
    for (auto at = cite.find(comma); at != std::string_view::npos; at = cite.find(comma, at + 1))
        ++commas;
    if (commas < 3) return std::string(cite);
    return std::string(cite.substr(0, cite.find(comma))) + ", …" +
           std::string(cite.substr(cite.rfind(comma)));
}

Inline cited(const Record& record, const Citation& citation) {
    const Inline name =
        link_to(anchor_of("authority", citation.cite), short_citation(citation.cite));
    if (citation.pinpoint.empty()) return name;
    return record.words.say("{0}, {1}", {name, record.spoken(citation.pinpoint)});
}

namespace {

struct CitedAuthority {
    std::vector<AuthorityStatus> standings;  // packs may state different ones
    std::vector<std::string> notes;
    std::vector<Inline> rules;
    std::string last;  // the outcome that cited it last: it may cite two places of it
};

template <class T>
void add_once(std::vector<T>& list, const T& one) {
    if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
}

// In the order of their names.
std::map<std::string, CitedAuthority> authorities_of(const Record& record) {
    std::map<std::string, CitedAuthority> all;
    for (const auto& outcome : record.outcomes())
        for (const Citation& c : outcome.object.authorities) {
            if (c.status == AuthorityStatus::unverified) continue;
            CitedAuthority& one = all[c.cite];
            add_once(one.standings, c.status);
            if (!c.note.empty()) add_once(one.notes, c.note);
            if (one.last == outcome.object.id) continue;
            one.last = outcome.object.id;
            one.rules.push_back(link_to(anchor_of("rule", one.last), outcome.object.rule));
        }
    return all;
}

}  // namespace

std::optional<Section> authorities_section(const Record& record) {
    const auto all = authorities_of(record);
    if (all.empty()) return std::nullopt;
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "authorities";
    section.appendix = true;
    section.title = stated(words.say("Authorities cited"));
    Table table;
    table.caption =
        stated(words.say("Authorities that the rules of this report cite"), record.last_entry());
    table.columns = {words.say("Authority"), words.say("Standing"), words.say("Note"),
                     words.say("Cited by the rules")};
    table.dense = true;
    for (const auto& [cite, one] : all) {
        std::vector<Inline> standings;
        for (const AuthorityStatus status : one.standings)
            standings.push_back(words.say(title_of(status)));
        std::vector<Inline> notes;
        for (const std::string& note : one.notes)
            notes.push_back(value(note));
        Row row;
        row.anchor = anchor_of("authority", cite);
        row.supports = record.last_entry();
        row.cells = {head_cell(value(cite)), cell(comma_list(standings)),
                     cell(notes.empty() ? words.say("none") : comma_list(notes)),
                     cell(comma_list(one.rules))};
        table.rows.push_back(std::move(row));
    }
    section.blocks.push_back(std::move(table));
    return section;
}

}  // namespace isonomia::reports
