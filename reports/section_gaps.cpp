// The gaps register, what was superseded, and the limits of the report.
#include "reports/families.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

namespace {

Inline what_is_missing(const Record& record, const Gap& gap) {
    const auto* fact = record.fact_of(gap.fact);
    Inline text = !gap.text.empty() ? value(gap.text)
                  : fact != nullptr ? record.or_words(fact->object.statement, "not described")
                                    : record.words.say("not described");
    return fact != nullptr || gap.fact.empty()
               ? text
               : text + record.words.say(" ({0})", {code(gap.fact)});
}

}  // namespace

Inline standing_of(const Record& record, const Gap& gap) {
    const bool established = gap.status == FactStatus::established && !gap.value.empty();
    if (established && gap.value == "false") return record.words.say("established: not so");
    if (established && gap.value != "true")
        return record.words.say("established: {0}", {value(gap.value)});
    if (gap.status != FactStatus::withheld) return record.words.say(title_of(gap.status));
    if (gap.ground.empty()) return record.words.say("withheld, no ground stated");
    return record.words.say("withheld on this ground: {0}", {value(gap.ground)});
}

Inline hangs_on(const Record& record, const Gap& gap) {
    std::vector<Inline> links;
    for (const auto* outcome : gap.outcomes) {
        const Outcome& o = outcome->object;
        links.push_back(link_to(anchor_of("rule", o.id), o.title.empty() ? o.rule : o.title));
    }
    return links.empty() ? record.words.say("no rule that was evaluated")
                         : short_list(record.words, links);
}

Block missing_in_words(const Record& record) {
    return paragraph(
        record.words.count(
            record.gaps().size(), "One thing is missing.",
            "{0} things are missing. Those on which most outcomes hang come first. Until they are "
            "known, these outcomes stay open; what is missing counts for neither side."),
        record.last_entry(), "missing");
}

Section gaps_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "gaps";
    section.title = stated(words.say("What is missing, and whom to ask"));
    const auto& gaps = record.gaps();
    if (gaps.empty()) {
        section.blocks.push_back(paragraph(
            words.say("No rule asked for a fact that the record lacks, and no fact is on record as "
                      "unknown or withheld."),
            {}, "missing"));
        return section;
    }
    section.blocks.push_back(missing_in_words(record));
    Table table;
    table.caption = stated(words.say("Register of gaps"), record.last_entry());
    table.columns = {words.say("What is missing"), words.say("From whom"),
                     words.say("How it stands"), words.say("Outcomes that hang on it")};
    for (const Gap& gap : gaps) {
        Row row;
        row.supports = gap.supports;
        row.cells = {
            head_cell(what_is_missing(record, gap)),
            cell(gap.holder.empty() ? words.say("holder not known") : record.agent(gap.holder)),
            cell(standing_of(record, gap)), cell(hangs_on(record, gap))};
        table.rows.push_back(std::move(row));
    }
    section.blocks.push_back(std::move(table));
    return section;
}

Section changes_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "changes";
    section.title = stated(words.say("What was superseded or withdrawn"));
    const auto& history = record.file.history;
    if (history.empty()) {
        section.blocks.push_back(paragraph(words.say("Nothing was superseded or withdrawn.")));
        for (Block& block : issued_reports(record))
            section.blocks.push_back(std::move(block));
        return section;
    }
    constexpr std::size_t shown_max = 200;
    section.blocks.push_back(paragraph(
        words.count(
            history.size(),
            "One object of the record was replaced or withdrawn. It stays readable.",
            "{0} objects of the record were replaced or withdrawn. All of them stay readable."),
        record.last_entry()));
    Table table;
    table.caption = stated(words.say("Replaced and withdrawn"), record.last_entry());
    table.columns = {words.say("Object"), words.say("Was entry"), words.say("What happened")};
    for (std::size_t i = 0; i < history.size() && i < shown_max; ++i) {
        const Superseded& old = history[i];
        Row row;
        row.supports = {Record::entry(old.by, words)};
        const Inline by = number(std::to_string(old.by));
        row.cells = {head_cell(words.say("{0} {1}", {value(old.type), code(old.id)})),
                     number_cell(number(std::to_string(old.entry))),
                     cell(old.withdrawn ? words.say("withdrawn by entry {0}", {by})
                                        : words.say("replaced by entry {0}", {by}))};
        table.rows.push_back(std::move(row));
    }
    section.blocks.push_back(std::move(table));
    if (history.size() > shown_max)
        section.blocks.push_back(
            paragraph(words.say("{0} more are listed in the machine form of this report.",
                                {number(grouped(history.size() - shown_max))}),
                      record.last_entry()));
    for (Block& block : issued_reports(record))
        section.blocks.push_back(std::move(block));
    return section;
}

Section limits_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "limits";
    section.title = stated(words.say("Limits of this report"));
    for (const std::string_view limit :
         {"This report states what the record holds and what rules came to on these facts. It does "
          "not say "
          "what happened in the case, who did it, or what the court should decide.",
          "A figure about many people says how a system behaved on them. It does not say whether "
          "its answer "
          "about one person was right.",
          "Group labels are labels that somebody recorded. They may be wrong, and others may "
          "divide people "
          "differently.",
          "That a difference is not shown does not show that there is none; few data show little.",
          "The record proves that nobody changed it after it was written. It does not prove that "
          "what was "
          "written into it was true."})
        section.blocks.push_back(paragraph(words.say(limit)));
    for (const auto& system : record.file.systems)
        if (!system.object.not_established.empty())
            section.blocks.push_back(paragraph(
                words.say("About {0}: {1}",
                          {value(system.object.name), value(system.object.not_established)}),
                record.from(system)));
    return section;
}

Section redactions_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "redactions";
    section.appendix = true;
    section.title = stated(words.say("Redactions"));
    section.blocks.push_back(paragraph(
        words.say("What is redacted was removed before this document was written, from its "
                  "properties and attachments too. It still stands in the record.")));
    Table table;
    table.caption = stated(words.say("Redactions and their grounds"), record.last_entry());
    table.columns = {words.say("No."), words.say("Kind"), words.say("Ground"),
                     words.say("Decided by"), words.say("To be reviewed on")};
    for (const RedactionNote& note : record.options.redactions) {
        Row row;
        row.supports = record.last_entry();
        row.cells = {head_cell(number(grouped(table.rows.size() + 1))),
                     cell(record.or_words(note.category, "not stated")),
                     cell(record.or_words(note.ground, "no ground stated")),
                     cell(record.or_words(note.author, "not stated")),
                     cell(record.day(note.review_on, "no date stated"))};
        table.rows.push_back(std::move(row));
    }
    section.blocks.push_back(std::move(table));
    return section;
}

}  // namespace isonomia::reports
