// Rules as cards: requirement, authority, outcome, the facts on both sides. Not met first, then
// open.
#include <algorithm>
#include <array>
#include <set>

#include "core/text.hpp"
#include "reports/authorities.hpp"
#include "reports/figures.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

namespace {

using Reached = const Recorded<Outcome>*;

bool is_leaf(const TestResult& test) {
    return test.kind != "all" && test.kind != "any" && test.kind != "not";
}

int weight(Verdict verdict) {
    constexpr std::array<int, 7> order{4, 0, 1, 6,
                                       5, 3, 2};  // not met, open, error, assessed, met, …
    return order[static_cast<std::size_t>(verdict)];
}

Inline authority_line(const Record& record, const Citation& c) {
    const Catalogue& words = record.words;
    const Inline text =
        strong(cited(record, c)) + words.say(" – {0}", {words.say(title_of(c.status))});
    return c.says.empty() ? text : text + words.say(". It says: {0}", {value(c.says)});
}

// What was read: the fact's sentence where there is one, with its value and standing.
Inline read_words(const Record& record, const FactRead& read) {
    const Catalogue& words = record.words;
    if (const auto* m = record.measurement_of(read.id))
        return words.say("{0}: {1}",
                         {link_to(record.anchor(*m), record.number_of(*m)),
                          is_comparison(m->object) ? comparison_in_words(words, m->object)
                                                   : rate_in_words(words, m->object)});
    const auto* fact = record.fact_of(read.id);
    Inline name = fact == nullptr ? code(read.id) : link_to(anchor_of("fact", read.id), read.id);
    if (read.status == FactStatus::unknown && read.value.empty())
        return words.say("{0}: {1}", {name, words.say(title_of(read.status))});
    Inline text = words.say("{0} = {1}", {name, record.fact_value(read.value)});
    if (read.status != FactStatus::established)
        text = text + words.say(" ({0})", {words.say(title_of(read.status))});
    return text;
}

Inline read_source(const Record& record, const FactRead& read) {
    Inline text = record.source_link(read);
    if (!read.sha256.empty())
        text = text + record.words.say(", digest {0}", {code(read.sha256.substr(0, 16))});
    return text;
}

// What the detail of an open test says beyond its row. Of a test on one fact it often quotes what
// the row is about: 'asserted by the police, not evidenced: “The log was served”'. That the fact is
// not known stands in the row, too.
std::string_view detail_beyond_row(const TestResult& test) {
    const std::string_view detail = test.detail;
    const std::size_t quoted = detail.find(without_stop(test.text));
    if (test.reads.size() != 1 || test.text.empty() || detail.starts_with("d.") ||
        quoted == std::string_view::npos || detail.find("; ") != std::string_view::npos)
        return detail;
    if (test.reads.front().status == FactStatus::unknown) return {};
    const std::string_view before = detail.substr(0, detail.substr(0, quoted).rfind(':'));
    constexpr std::string_view firm_blank = "\u00A0";  // before a colon in French
    return before.ends_with(firm_blank) ? before.substr(0, before.size() - firm_blank.size())
                                        : before;
}

Table facts_table(const Record& record, Reached outcome) {
    const Catalogue& words = record.words;
    Table table;
    const Supports supports = record.from(*outcome);
    table.caption = stated(words.say("Tests, and the facts they read"), supports);
    table.columns = {words.say("Test"), words.say("On these facts"), words.say("Facts read"),
                     words.say("Source")};
    for (const TestResult& test : outcome->object.tests) {
        if (!is_leaf(test)) continue;
        Row row;
        row.supports = supports;
        Inline said = strong(words.say(title_of(test.truth)));
        if (const std::string_view detail = detail_beyond_row(test); !detail.empty())
            said = said + words.say(": {0}", {record.spoken(detail)});
        std::vector<Inline> reads;
        std::vector<Inline> sources;
        for (const FactRead& read : test.reads) {
            reads.push_back(read_words(record, read));
            const Inline source = read_source(record, read);
            if (std::find_if(sources.begin(), sources.end(), [&](const Inline& s) {
                    return plain(s) == plain(source);
                }) == sources.end())
                sources.push_back(source);
        }
        row.cells = {head_cell(record.or_words(test.text, "not described")), cell(std::move(said)),
                     cell(reads.empty() ? words.say("none") : short_list(words, reads)),
                     cell(sources.empty() ? words.say("none") : short_list(words, sources))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

// Facts that point the other way: disputed ones, and tests that came out against the outcome.
std::vector<Statement> contrary(const Record& record, Reached outcome) {
    const Catalogue& words = record.words;
    const Outcome& o = outcome->object;
    std::vector<Statement> list;
    std::vector<std::string> seen;
    for (const TestResult& test : o.tests) {
        const bool against = (o.verdict == Verdict::met && test.truth == Truth::no) ||
                             (o.verdict == Verdict::not_met && test.truth == Truth::yes);
        if (test.kind == "test" && against)
            list.push_back(
                stated(words.say("“{0}” {1}.", {record.or_words(test.text, "a test without words"),
                                                words.say(title_of(test.truth))}),
                       record.from(*outcome)));
        for (const FactRead& read : test.reads) {
            const auto* fact = record.fact_of(read.id);
            if (fact == nullptr || fact->object.status != FactStatus::disputed) continue;
            if (std::find(seen.begin(), seen.end(), read.id) != seen.end()) continue;
            seen.push_back(read.id);
            list.push_back(stated(words.say("{0} disputes {1}: for them it is “{2}”.",
                                            {record.agent(fact->object.disputed_by),
                                             link_to(anchor_of("fact", read.id), read.id),
                                             record.fact_value(fact->object.otherwise)}),
                                  record.fact(*fact)));
        }
    }
    return list;
}

// Where the profile departs from the pack, and on whose word.
Inline departure(const Catalogue& words, const Deviation& d) {
    const Inline grounds =
        words.say("{0} (profile {1}, approved by {2} on {3})",
                  {value(d.justification), code(d.profile), value(d.approver), value(d.on)});
    if (d.parameter.empty()) return words.say("The rule is switched off. {0}", {grounds});
    if (d.instead_of.empty())
        return words.say("{0} is set to {1}. {2}", {code(d.parameter), value(d.value), grounds});
    return words.say("{0} is set to {1} instead of {2}. {3}",
                     {code(d.parameter), value(d.value), value(d.instead_of), grounds});
}

// One pack in one edition: outcomes of a record may come from several.
std::string pack_key(const Outcome& o) { return o.pack + ' ' + o.pack_version + o.pack_sha256; }

Table packs_table(const Record& record) {
    const Catalogue& words = record.words;
    Table table;
    table.caption = stated(words.say("Rule packs, and in which edition"), record.last_entry());
    table.columns = {words.say("Pack"), words.say("Version"), words.say("Digest"),
                     words.say("Signed by a lawyer")};
    std::set<std::string> seen;
    for (const auto& recorded : record.outcomes()) {
        const Outcome& o = recorded.object;
        if (!seen.insert(pack_key(o)).second) continue;
        Row row;
        row.anchor = anchor_of("pack", pack_key(o));
        row.supports = record.from(recorded);
        row.cells = {head_cell(record.or_words(o.pack, "not stated")),
                     cell(record.or_words(o.pack_version, "not stated")),
                     cell(o.pack_sha256.empty() ? words.say("not recorded") : code(o.pack_sha256)),
                     cell(o.pack_signed ? words.say("yes") : words.say("no"))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

DefinitionList rule_facts(const Record& record, Reached outcome) {
    const Outcome& o = outcome->object;
    const Catalogue& words = record.words;
    const Supports supports = record.from(*outcome);
    DefinitionList list;
    const auto add = [&](std::string_view term, std::vector<Statement> details) {
        if (!details.empty()) list.entries.push_back({words.say(term), std::move(details)});
    };
    add("Requirement", {stated(record.or_words(o.requirement, "not stated"), supports)});
    std::vector<Statement> authorities;
    for (const Citation& c : o.authorities)
        if (c.status != AuthorityStatus::unverified)
            authorities.push_back(stated(authority_line(record, c), supports));
    if (authorities.empty())
        authorities.push_back(
            stated(words.say("No verified authority; see the note on authorities below.")));
    add("Authority", std::move(authorities));
    add("Facts that point the other way", contrary(record, outcome));
    std::vector<Statement> turns;
    for (const std::string& id : o.turns_on)
        turns.push_back(
            stated(record.fact_of(id) != nullptr ? link_to(anchor_of("fact", id), id) : value(id),
                   supports));
    add("Turns on the disputed fact", std::move(turns));
    std::vector<Statement> departures;
    departures.reserve(o.deviations.size());
    for (const Deviation& d : o.deviations)
        departures.push_back(stated(departure(words, d), supports));
    add("Departs from the pack", std::move(departures));
    if (!o.by_hearing.empty()) add("By the hearing", {stated(value(o.by_hearing), supports)});
    if (!o.exception.empty()) add("Exception applied", {stated(value(o.exception), supports)});
    std::vector<Statement> requests;
    for (const Request& r : o.requests)
        requests.push_back(stated(
            words.say("From {0}: {1}.",
                      {r.holder.empty() ? words.say("a holder not known") : record.agent(r.holder),
                       record.or_words(without_stop(r.text), "not described")}),
            supports));
    add("To ask for", std::move(requests));
    if (!o.burden.empty()) {
        const auto party = from_text<Role>(o.burden);
        add("Burden",
            {stated(party ? words.say(title_of(*party)) : record.agent(o.burden), supports)});
    }
    if (!o.remedy.empty()) add("Remedy to consider", {stated(value(o.remedy), supports)});
    add("For the expert",
        {stated(words.say("rule {0} of pack {1}",
                          {code(o.rule), link_to(anchor_of("pack", pack_key(o)), o.pack)}),
                supports)});
    return list;
}

Card rule_card(const Record& record, Reached outcome, std::size_t& trees) {
    const Outcome& o = outcome->object;
    const Supports supports = record.from(*outcome);
    Card card;
    card.kind = CardKind::rule;
    card.anchor = anchor_of("rule", o.id);
    card.title = stated(value(o.title.empty() ? o.rule : o.title), supports);
    card.badge = badge_of(record.words, o.verdict);
    card.blocks.push_back(
        paragraph(record.or_words(o.reason, "The outcome has no reason on record."), supports));
    card.blocks.push_back(rule_facts(record, outcome));
    Table table = facts_table(record, outcome);
    auto figure =
        trees > 0 && weight(o.verdict) <= 1 ? rule_figure(record, *outcome, table) : std::nullopt;
    if (figure) {
        --trees;
        card.blocks.push_back(std::move(*figure));
    } else if (!table.rows.empty()) {
        card.blocks.push_back(std::move(table));
    }
    return card;
}

Table not_applicable_table(const Record& record, const std::vector<Reached>& outcomes) {
    const Catalogue& words = record.words;
    Table table;
    table.caption =
        stated(words.say("Rules that do not apply here, and why"), record.from(*outcomes.front()));
    table.columns = {words.say("Rule"), words.say("Why it does not apply"), words.say("Authority")};
    for (const Reached outcome : outcomes) {
        const Outcome& o = outcome->object;
        std::vector<Inline> authorities;
        for (const Citation& c : o.authorities)
            if (c.status != AuthorityStatus::unverified) authorities.push_back(cited(record, c));
        Row row;
        row.supports = record.from(*outcome);
        row.anchor = anchor_of("rule", o.id);
        row.cells = {
            head_cell(value(o.title.empty() ? o.rule : o.title)),
            cell(record.or_words(o.reason, "no reason on record")),
            cell(authorities.empty() ? words.say("none verified") : comma_list(authorities))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

void summary(std::vector<Block>& blocks, const Record& record) {
    const Catalogue& words = record.words;
    if (record.outcomes().empty()) {
        blocks.push_back(paragraph(words.say("No rule was evaluated."), {}, "rules-summary"));
        return;
    }
    std::array<std::uint64_t, 7> counts{};
    std::uint64_t left_out = 0;
    for (const auto& outcome : record.outcomes()) {
        ++counts[static_cast<std::size_t>(outcome.object.verdict)];
        for (const Citation& c : outcome.object.authorities)
            if (c.status == AuthorityStatus::unverified) ++left_out;
    }
    std::vector<Inline> parts;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0)
            parts.push_back(words.say("{0}: {1}", {words.say(title_of(static_cast<Verdict>(i))),
                                                   number(grouped(counts[i]))}));
    blocks.push_back(
        paragraph(words.say("Rules checked: {0} ({1}). Every outcome holds on these facts only; "
                            "the weighing and "
                            "the conclusion are for the court.",
                            {number(grouped(record.outcomes().size())), comma_list(parts)}),
                  record.last_entry(), "rules-summary"));
    if (left_out > 0)
        blocks.push_back(paragraph(
            words.count(
                left_out,
                "One citation is left out because nobody has verified it against its source.",
                "{0} citations are left out because nobody has verified them against their "
                "sources."),
            record.last_entry(), "authorities-left-out"));
}

}  // namespace

Section rules_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "rules";
    section.title =
        stated(words.say("Rules: what the cited documents ask, and what the facts show"));
    summary(section.blocks, record);
    std::vector<Reached> outcomes;
    std::vector<Reached> not_applicable;
    for (const auto& outcome : record.outcomes())
        (outcome.object.verdict == Verdict::not_applicable ? not_applicable : outcomes)
            .push_back(&outcome);
    std::map<std::string, std::pair<int, std::size_t>>
        order;  // principle -> worst weight, first seen
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const auto [it, fresh] = order.emplace(outcomes[i]->object.principle,
                                               std::pair{weight(outcomes[i]->object.verdict), i});
        if (!fresh)
            it->second.first = std::min(it->second.first, weight(outcomes[i]->object.verdict));
    }
    std::stable_sort(outcomes.begin(), outcomes.end(), [&](Reached a, Reached b) {
        const auto x = order.at(a->object.principle);
        const auto y = order.at(b->object.principle);
        return x != y ? x < y : weight(a->object.verdict) < weight(b->object.verdict);
    });
    std::string principle;
    bool first = true;
    std::size_t trees = 8;  // those that matter most stand first; all have their table
    for (const Reached outcome : outcomes) {
        if (first || outcome->object.principle != principle) {
            principle = outcome->object.principle;
            first = false;
            const auto title = title_of_principle(principle);
            section.blocks.push_back(paragraph(
                strong(words.say(
                    "Principle: {0}",
                    {title.empty() ? record.or_words(principle, "not stated") : words.say(title)})),
                record.from(*outcome)));
        }
        section.blocks.push_back(rule_card(record, outcome, trees));
    }
    if (!not_applicable.empty())
        section.blocks.push_back(not_applicable_table(record, not_applicable));
    if (!record.outcomes().empty()) section.blocks.push_back(packs_table(record));
    return section;
}

}  // namespace isonomia::reports
