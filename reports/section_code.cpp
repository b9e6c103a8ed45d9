// What reading the source code showed: coverage first, then the findings one by one, then the
// ledger of values in a table of its own, since a program has many.
#include <algorithm>

#include "reports/answers.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

namespace {

void coverage_line(std::vector<Block>& blocks, const Record& record,
                   const Recorded<Coverage>& recorded) {
    const Coverage& c = recorded.object;
    const Catalogue& words = record.words;
    blocks.push_back(paragraph(
        words.say(
            "Source {0}: {1} of {2} translation units were read without error, {3} functions in "
            "all. "
            "{4} calls could not be followed.",
            {value(c.id), strong(number(grouped(c.units_clean))), strong(number(grouped(c.units))),
             number(grouped(c.functions)), number(grouped(c.calls_unresolved))}),
        record.from(recorded)));
    if (c.not_read.empty()) return;
    std::vector<Inline> files;
    for (const std::string& file : c.not_read)
        files.push_back(code(file));
    blocks.push_back(paragraph(
        words.say("Not read, so nothing is said about it: {0}.", {short_list(words, files)}),
        record.from(recorded)));
}

Inline place(const CodePlace& p) {
    return code(p.file + (p.line > 0 ? ":" + std::to_string(p.line) : std::string()));
}

bool is_value(const Finding& finding) { return !finding.value.empty(); }

// The places that a value passes on its way to the result.
Inline way(const Finding& finding) {
    Inline result;
    std::string last;
    for (const CodePlace& step : finding.path) {
        const Inline here = place(step);
        if (plain(here) == last) continue;
        result = last.empty() ? here : result + value(" \u2192 ") + here;
        last = plain(here);
    }
    return result;
}

Table values_table(const Record& record) {
    const Catalogue& words = record.words;
    Table table;
    table.caption =
        stated(words.say("Fixed values on which the result depends"), record.last_entry());
    table.columns = {words.say("Value"), words.say("In function"), words.say("Result of"),
                     words.say("What the code does"), words.say("Way to the result")};
    for (const auto& recorded : record.file.findings) {
        const Finding& f = recorded.object;
        if (!is_value(f)) continue;
        Row row;
        row.anchor = anchor_of("finding", f.id);
        row.supports = record.finding(recorded);
        row.cells = {head_cell(code(f.value)), cell(code(f.function)), cell(code(f.entry)),
                     cell(record.spoken(f.title.empty() ? f.id : f.title)),
                     cell(f.path.empty() ? place(f.place) : way(f))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

// What is true of every value of the ledger, said once with the words of the first.
void about_values(std::vector<Block>& blocks, const Record& record) {
    const auto& findings = record.file.findings;
    const auto first = std::find_if(findings.begin(), findings.end(),
                                    [](const auto& f) { return is_value(f.object); });
    if (first == findings.end()) return;
    const Catalogue& words = record.words;
    const Finding& f = first->object;
    blocks.push_back(values_table(record));
    const auto add = [&](const char* phrase, const std::string& text) {
        if (!text.empty())
            blocks.push_back(
                paragraph(words.say(phrase, {record.spoken(text)}), record.from(*first)));
    };
    add("Why these values matter: {0}", f.why);
    add("What it would take to show an effect: {0}", f.to_show);
    add("Limits: {0}", f.limits);
    blocks.push_back(
        paragraph(words.say("Each step in words, and the digest of each file, stand in {0}.",
                            {code("case.xml")}),
                  record.from(*first)));
}

Card finding_card(const Record& record, const Recorded<Finding>& recorded) {
    const Finding& f = recorded.object;
    const Catalogue& words = record.words;
    const Supports supports = record.from(recorded);
    Card card;
    card.kind = CardKind::finding;
    card.anchor = anchor_of("finding", f.id);
    card.title = stated(record.spoken(f.title.empty() ? f.id : f.title), supports);
    card.blocks.push_back(
        paragraph(record.spoken(f.claim, "The finding states no claim."), supports));
    if (!f.path.empty()) {
        Table table;
        table.caption = stated(words.say("From the value to the result, step by step"), supports);
        table.columns = {words.say("Step"), words.say("Where"), words.say("Line"),
                         words.say("What happens")};
        std::uint64_t step = 0;
        for (const CodePlace& p : f.path) {
            Row row;
            row.supports = supports;
            row.cells = {number_cell(number(grouped(++step))), head_cell(place(p)),
                         cell(p.text.empty() ? words.say("excerpt withheld") : code(p.text)),
                         cell(record.spoken(p.what, "not described"))};
            table.rows.push_back(std::move(row));
        }
        card.blocks.push_back(std::move(table));
    }
    DefinitionList list;
    const auto add = [&](std::string_view term, Inline detail) {
        list.entries.push_back({words.say(term), {stated(std::move(detail), supports)}});
    };
    add("Where", place(f.place) +
                     (f.place.text.empty() ? Inline{} : words.say(": {0}", {code(f.place.text)})));
    add("Why it matters", record.spoken(f.why, "not stated"));
    add("What it would take to show an effect", record.spoken(f.to_show, "not stated"));
    add("Limits", record.spoken(f.limits, "none stated"));
    add("For the expert",
        words.say("check {0}; file digest {1}",
                  {code(f.check),
                   f.file_sha256.empty() ? words.say("not recorded") : code(f.file_sha256)}));
    card.blocks.push_back(std::move(list));
    return card;
}

}  // namespace

std::optional<Block> code_answer(const Record& record) {
    const Catalogue& words = record.words;
    std::uint64_t leads = 0;
    Supports supports;
    for (const auto& finding : record.file.findings) {
        if (is_value(finding.object)) continue;
        if (leads++ == 0) supports = record.finding(finding);
    }
    if (leads == 0) return std::nullopt;
    return answer(record, "Does the source code raise questions?", Badge{"◐", "yes", "open"},
                  words.count(leads,
                              "One place in the code that was read could change the result. It is "
                              "a lead, not a proof that the result was wrong.",
                              "{0} places in the code that was read could change the result. They "
                              "are leads, not proof that the result was wrong."),
                  supports, "code");
}

std::optional<Section> code_section(const Record& record) {
    const auto& file = record.file;
    if (file.sources.empty() && file.findings.empty() && file.coverages.empty())
        return std::nullopt;
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "code";
    section.title = stated(words.say("What the source code shows"));
    for (const auto& coverage : file.coverages)
        coverage_line(section.blocks, record, coverage);
    if (file.coverages.empty())
        section.blocks.push_back(
            paragraph(words.say("How much of the source was read is not recorded.")));
    section.blocks.push_back(
        paragraph(words.say("These are leads with their place in the code. They show what the "
                            "program does, not that a result "
                            "was wrong.")));
    for (const auto& source : file.sources)
        if (!source.object.terms.empty())
            section.blocks.push_back(
                paragraph(words.say("{0} is held under these terms: {1}",
                                    {value(source.object.id), value(source.object.terms)}),
                          record.from(source)));
    if (file.findings.empty()) {
        section.blocks.push_back(
            paragraph(words.say("Nothing was reported within what was read.")));
        return section;
    }
    for (const auto& finding : file.findings)
        if (!is_value(finding.object)) section.blocks.push_back(finding_card(record, finding));
    about_values(section.blocks, record);
    return section;
}

}  // namespace isonomia::reports
