// For the prosecution's certificate: what was used, what is served, withheld or held by others,
// and what speaks against the case.
#include <algorithm>

#include "reports/families.hpp"
#include "reports/footnotes.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"
#include "reports/steps.hpp"

namespace isonomia::reports {

Section certificate_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "certificate";
    section.title = stated(words.say("What this certificate covers"));
    if (record.file.systems.empty())
        section.blocks.push_back(paragraph(words.say("The record names no AI system.")));
    for (const auto* recorded : record.systems()) {
        const System& s = recorded->object;
        const Inline what = words.say(title_of(s.kind));
        section.blocks.push_back(
            record.is_comparison_only(s)
                ? paragraph(words.say("{0} ({1}) is named for comparison; no use of it in this "
                                      "matter is on record.",
                                      {strong(value(s.name)), what}),
                            record.from(*recorded))
                : paragraph(words.say("{0} ({1}) was used. Version: {2}. Digest of the model: {3}.",
                                      {strong(value(s.name)), what,
                                       record.or_words(s.version, "not disclosed"),
                                       record.or_words(s.model_digest, "not disclosed")}),
                            record.from(*recorded)));
    }
    section.blocks.push_back(paragraph(words.say(
        "Uses that only led the investigation count like uses offered as evidence: each has to be "
        "listed here. A use that is not on record cannot be certified.")));
    return section;
}

namespace {

struct Standing {
    Inline served, withheld;
};

Standing standing_of(const Record& record, const Recorded<Exhibit>& exhibit) {
    const Catalogue& words = record.words;
    std::vector<Inline> served;
    std::vector<Inline> withheld;
    for (const auto& recorded : record.file.servings) {
        const Serving& s = recorded.object;
        if (exhibit.entry >= s.entries) continue;
        const auto held = std::find_if(s.withheld.begin(), s.withheld.end(),
                                       [&](const auto& w) { return w.entry == exhibit.entry; });
        if (held == s.withheld.end())
            served.push_back(words.say(
                "on {0}, {1}", {record.agent(s.to), record.day(s.served_on, "date not recorded")}));
        else
            withheld.push_back(words.say(
                "from {0}: {1}; ground: {2}; held by {3}; to be reviewed: {4}",
                {record.agent(s.to), record.or_words(held->category, "no category stated"),
                 record.or_words(held->ground, "no ground stated"), record.agent(held->held_by),
                 record.day(held->review_on, "no date stated")}));
    }
    for (const auto& recorded : record.file.handovers) {
        const Handover& h = recorded.object;
        const bool holds = std::any_of(h.items.begin(), h.items.end(), [&](const auto& item) {
            return item.exhibit == exhibit.object.id;
        });
        if (h.state == HandoverState::accepted && holds)
            served.push_back(words.say(
                "on {0}, {1}",
                {record.agent(h.to),
                 record.day(h.answered.empty() ? h.happened : h.answered, "date not recorded")}));
    }
    const std::string holder =
        record.file.matter.empty() ? "" : record.file.matter.front().object.prepared_by;
    const Inline in_hand =
        holder.empty() ? words.say("no service is on record")
                       : words.say("no service is on record; {0} has it since {1}",
                                   {record.agent(holder),
                                    record.day(exhibit.object.received_on, "a day not recorded")});
    return {served.empty() ? in_hand : comma_list(served),
            withheld.empty() ? words.say("nothing on record") : comma_list(withheld)};
}

Inline holder_words(const Record& record, const std::string& holder) {
    const Catalogue& words = record.words;
    if (holder.empty()) return words.say("holder not known");
    const Agent* agent = find(record.file.agents, holder);
    if (agent == nullptr) return value(holder);
    return words.say("{0} ({1})", {record.agent(holder), words.say(title_of(agent->role))});
}

Table held_elsewhere(const Record& record) {
    const Catalogue& words = record.words;
    Table table;
    table.caption =
        stated(words.say("Items that the record lacks, and who holds them"), record.last_entry());
    table.columns = {words.say("Item"), words.say("Held by"), words.say("Why it is not here"),
                     words.say("Steps taken to get it"), words.say("Outcomes that hang on it")};
    for (const Gap& gap : record.gaps()) {
        const auto* fact = record.fact_of(gap.fact);
        Row row;
        row.supports = gap.supports;
        std::vector<Inline> steps;
        for (Statement& step : steps_for(record, gap)) {
            steps.push_back(std::move(step.text));
            row.supports = row.supports + step.supports;
        }
        Inline taken = steps.empty() ? words.say("no step recorded") : comma_list(steps);
        Inline what = !gap.text.empty() ? value(gap.text)
                      : fact != nullptr && !fact->object.statement.empty()
                          ? value(fact->object.statement)
                          : code(gap.fact);
        row.cells = {head_cell(std::move(what)), cell(holder_words(record, gap.holder)),
                     cell(standing_of(record, gap)), cell(std::move(taken)),
                     cell(hangs_on(record, gap))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

Section schedule_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "schedule";
    section.title = stated(words.say("Schedule: served, withheld, held by others"));
    Table items;
    items.caption =
        stated(words.say("Items held, and whether they were served"), record.last_entry());
    items.columns = {words.say("Item"), words.say("What it is"), words.say("Served"),
                     words.say("Withheld, and why")};
    for (const auto* recorded : record.exhibits()) {
        const Exhibit& e = recorded->object;
        Standing standing = standing_of(record, *recorded);
        Row row;
        row.supports = record.from(*recorded);
        row.cells = {head_cell(record.exhibit_link(e.id)),
                     cell(record.or_words(e.title.empty() ? e.file : e.title, "not described")),
                     cell(std::move(standing.served)), cell(std::move(standing.withheld))};
        items.rows.push_back(std::move(row));
    }
    if (items.rows.empty())
        section.blocks.push_back(paragraph(words.say("The record holds no exhibit.")));
    else
        section.blocks.push_back(std::move(items));
    Table elsewhere = held_elsewhere(record);
    if (elsewhere.rows.empty())
        section.blocks.push_back(paragraph(
            words.say("No item is on record as held by others or as unknown."), {}, "missing"));
    else {
        section.blocks.push_back(missing_in_words(record));
        section.blocks.push_back(std::move(elsewhere));
    }
    return section;
}

Section undermining_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "undermining";
    section.title = stated(words.say("What may undermine the case or help the accused"));
    section.blocks.push_back(
        paragraph(words.say("What the record holds that speaks against the prosecution’s case.") +
                  rule_note(record, "GB-EAW",
                            "Criminal Procedure Rules 2020 (England and Wales), rule 19.3(3)(c)")));
    List list;
    for (const auto* system : record.systems())
        if (!system->object.not_established.empty())
            list.items.push_back(stated(
                words.say("The output of {0} does not establish: {1}",
                          {value(system->object.name), value(system->object.not_established)}),
                record.from(*system)));
    std::set<std::string> named;
    const std::vector<Family> all = families(record);
    const Differences d = differences(all);
    if (d.largest != nullptr)
        list.items.push_back(stated(
            words.say("Comparisons of groups that show a difference: {0} of {1}. The largest: {2}.",
                      {number(grouped(d.beyond_zero)), number(grouped(d.compared)),
                       comparison_in_words(words, d.largest->object) +
                           derivation_note(record, *d.largest)}),
            record.measurement(*d.largest)));
    for (const auto& outcome : record.outcomes())
        if (outcome.object.verdict == Verdict::not_met)
            list.items.push_back(
                stated(words.say("Not met: {0}. {1}",
                                 {value(outcome.object.title.empty() ? outcome.object.rule
                                                                     : outcome.object.title) +
                                      authority_note(record, outcome, named),
                                  record.or_words(outcome.object.reason, "no reason on record")}),
                       record.outcome(outcome)));
    for (const auto& fact : record.file.facts)
        if (fact.object.status == FactStatus::disputed)
            list.items.push_back(
                stated(words.say("Disputed by {0}: {1}",
                                 {record.agent(fact.object.disputed_by),
                                  record.or_words(fact.object.statement, "not described")}),
                       record.fact(fact)));
    for (const auto& finding : record.file.findings)
        if (finding.object.value.empty())
            list.items.push_back(
                stated(words.say("In the source code: {0}",
                                 {record.spoken(finding.object.claim, "not described")}),
                       record.finding(finding)));
    if (list.items.empty())
        section.blocks.push_back(paragraph(
            words.say("The record holds nothing of that kind. That is a statement about this "
                      "record, not about what others hold.")));
    else
        section.blocks.push_back(std::move(list));
    return section;
}

}  // namespace isonomia::reports
