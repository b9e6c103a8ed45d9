// Method and commands, and the appendices: exhibits, facts, all figures, terms.
#include <algorithm>
#include <map>

#include "core/text.hpp"
#include "reports/families.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

Section method_section(const Record& record) {
    const Catalogue& words = record.words;
    const auto& file = record.file;
    Section section;
    section.anchor = "method";
    section.title = stated(words.say("Method, and how to repeat it"));
    const Supports last = record.last_entry();
    section.blocks.push_back(paragraph(words.say(
        "Every file was copied and its digest computed while copying. Every act of the program was "
        "written "
        "to the case record: its inputs, its parameters, what it produced. Figures were computed "
        "from these "
        "files alone; rules read these figures and the facts on record, and nothing else.")));
    if (file.entries > 0) {
        section.blocks.push_back(paragraph(
            words.say(
                "This report states the record of {0} entries, from {1} to {2}. Figures recorded: "
                "{3}. "
                "Rules evaluated: {4}. Findings in code: {5}.",
                {number(grouped(file.entries)), time_of(file.first_recorded),
                 time_of(file.last_recorded), number(grouped(file.measurements.size())),
                 number(grouped(file.outcomes.size())), number(grouped(file.findings.size()))}),
            last));
        section.blocks.push_back(
            paragraph(words.say("To repeat the run: {0}", {code(record.options.run_command)}), last,
                      "repeat"));
        section.blocks.push_back(paragraph(words.say("To check that nobody changed the record: {0}",
                                                     {code(record.options.verify_command)}),
                                           last));
        if (!file.root.empty())
            section.blocks.push_back(paragraph(
                words.say("The root hash that both must give: {0}", {code(file.root)}), last));
    }
    section.blocks.push_back(
        paragraph(words.say("References of the form “entry 12” name a line of the record; the "
                            "command “isonomia show 12” prints "
                            "it. “M12” names a figure, the other marks name exhibits, acts, facts "
                            "and rules of this report.")));
    return section;
}

Section exhibits_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "exhibits";
    section.appendix = true;
    section.title = stated(words.say("Exhibits"));
    if (record.file.exhibits.empty()) {
        section.blocks.push_back(paragraph(words.say("The record holds no exhibit.")));
        return section;
    }
    Table table;
    table.caption = stated(words.say("Files held as they came, with their SHA-256 digests"),
                           record.last_entry());
    table.columns = {words.say("Exhibit"), words.say("What it is"), words.say("Source"),
                     words.say("Digest and size")};
    table.dense = true;
    for (const auto& recorded : record.file.exhibits) {
        const Exhibit& e = recorded.object;
        Row row;
        row.anchor = anchor_of("exhibit", e.id);
        row.supports = record.from(recorded);
        const bool own = e.id == "matter";  // the program's own copy, in its own words
        Inline what =
            own ? record.spoken(e.title, "not stated") : value(e.title.empty() ? e.file : e.title);
        if (!e.title.empty() && !e.file.empty()) what = what + words.say(" – {0}", {code(e.file)});
        Inline source = own ? record.spoken(e.source, "not stated")
                            : record.or_words(without_stop(e.source), "not stated");
        if (!e.received_from.empty() || !e.received_on.empty())
            source =
                source + (e.received_on.empty()
                              ? words.say("; received on a day not stated from {0}",
                                          {record.agent(e.received_from)})
                              : words.say("; received on {0} from {1}",
                                          {moment(e.received_on), record.agent(e.received_from)}));
        if (!e.licence.empty()) source = source + words.say("; licence: {0}", {value(e.licence)});
        Inline digest = e.sha256.empty() ? words.say("no digest recorded") : code(e.sha256);
        row.cells = {head_cell(value(e.id)), cell(std::move(what)), cell(std::move(source)),
                     cell(digest + words.say(" {0} bytes", {number(grouped(e.size))}))};
        table.rows.push_back(std::move(row));
    }
    section.blocks.push_back(std::move(table));
    return section;
}

namespace {

Inline fact_source(const Record& record, const Fact& f) {
    const Catalogue& words = record.words;
    std::vector<Inline> parts;
    if (!f.exhibit.empty())
        parts.push_back(f.page.empty() ? record.exhibit_link(f.exhibit)
                                       : words.say("{0} at {1}", {record.exhibit_link(f.exhibit),
                                                                  value(f.page)}));
    if (!f.admitted_by.empty())
        parts.push_back(words.say("admitted by {0}", {record.agent(f.admitted_by)}));
    if (!f.finding.empty()) parts.push_back(code(f.finding));
    if (!f.stated_by.empty())
        parts.push_back(words.say("stated by {0}", {record.agent(f.stated_by)}));
    if (!f.disputed_by.empty())
        parts.push_back(words.say("disputed by {0}, for whom it is “{1}”",
                                  {record.agent(f.disputed_by), record.fact_value(f.otherwise)}));
    if (!f.held_by.empty()) parts.push_back(words.say("held by {0}", {record.agent(f.held_by)}));
    if (!f.ground.empty()) parts.push_back(words.say("ground: {0}", {value(f.ground)}));
    if (!f.derivation.empty()) parts.push_back(words.say("computed: {0}", {value(f.derivation)}));
    return parts.empty() ? words.say("no source stated") : comma_list(parts);
}

}  // namespace

std::optional<Section> facts_section(const Record& record) {
    if (record.file.facts.empty()) return std::nullopt;
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "facts";
    section.appendix = true;
    section.title = stated(words.say("Facts on record"));
    Table table;
    table.caption =
        stated(words.say("Facts, their standing and their source"), record.last_entry());
    table.columns = {words.say("Fact"), words.say("Value"), words.say("Standing"),
                     words.say("Source")};
    table.dense = true;
    for (const auto& recorded : record.file.facts) {
        const Fact& f = recorded.object;
        Row row;
        row.anchor = anchor_of("fact", f.id);
        row.supports = record.from(recorded);
        Inline name = code(f.id);
        if (!f.statement.empty()) name = name + words.say(" {0}", {value(f.statement)});
        row.cells = {head_cell(std::move(name)), cell(record.fact_value(f.value)),
                     cell(words.say(title_of(f.status))), cell(fact_source(record, f))};
        table.rows.push_back(std::move(row));
    }
    section.blocks.push_back(std::move(table));
    return section;
}

namespace {

Cell figure_cell(const Record& record, Measured m) {
    if (m == nullptr) return number_cell(record.words.say("–"));
    Cell c = number_cell(m->object.value ? number(figure_text(m->object, 6))
                                         : record.words.say("undefined"));
    c.anchor = "all-" + record.number_of(*m);
    return c;
}

Row figures_row(const Record& record, const FamilyRow& row) {
    const Catalogue& words = record.words;
    const Measured main = row.rate != nullptr         ? row.rate
                          : row.difference != nullptr ? row.difference
                                                      : row.ratio;
    Row out;
    for (const Measured m : {row.rate, row.difference, row.ratio})
        if (m != nullptr) out.supports = out.supports + record.measurement(*m);
    const Measurement& m = main->object;
    Inline counts = m.numerator && m.denominator
                        ? words.say("{0} of {1}", {number(grouped(*m.numerator)),
                                                   number(grouped(*m.denominator))})
                    : m.n ? number(grouped(*m.n))
                          : words.say("–");
    if (!m.value) counts = record.spoken(m.undefined_reason, "no reason recorded");
    const Measured compared = row.difference != nullptr ? row.difference : row.ratio;
    Inline p = words.say("–");
    if (compared != nullptr && compared->object.p)
        p = p_value(words, compared->object.p_adjusted ? *compared->object.p_adjusted
                                                       : *compared->object.p);
    out.cells = {head_cell(m.group.empty() ? words.say("everybody") : value(group_name(m.group))),
                 number_cell(std::move(counts)),
                 figure_cell(record, row.rate),
                 figure_cell(record, row.difference),
                 figure_cell(record, row.ratio),
                 number_cell(std::move(p))};
    return out;
}

Inline dataset_name(const Record& record, const Family& family) {
    const Dataset* dataset = find(record.file.datasets, family.dataset);
    if (dataset == nullptr) return record.or_words(family.dataset, "no data set");
    return value(dataset->title.empty() ? dataset->id : dataset->title);
}

Table blank_table(const Record& record, std::string_view first_column) {
    const Catalogue& words = record.words;
    Table table;
    table.dense = true;
    table.columns = {words.say(first_column), words.say("Counted"), words.say("Rate"),
                     words.say("Difference"), words.say("Ratio"),   words.say("p")};
    return table;
}

Table group_table(const Record& record, const Family& family) {
    Table table = blank_table(record, "Group");
    table.caption =
        stated(record.words.say("{0}, by {1} ({2})",
                                {value(family.title), value(attribute_title(record, family)),
                                 dataset_name(record, family)}),
               record.measurement(family.sample()));
    for (const FamilyRow& row : family.rows)
        table.rows.push_back(figures_row(record, row));
    return table;
}

// One table per data set for the figures over everybody: each of them is a single row.
Table everybody_table(const Record& record, const Family& family) {
    Table table = blank_table(record, "Figure");
    table.caption = stated(record.words.say("Everybody ({0})", {dataset_name(record, family)}),
                           record.measurement(family.sample()));
    return table;
}

void drop_empty_columns(Table& table, const std::string& dash) {
    for (std::size_t column = table.columns.size(); column-- > 1;) {
        const bool empty = std::all_of(table.rows.begin(), table.rows.end(), [&](const Row& row) {
            return plain(row.cells[column].text) == dash;
        });
        if (!empty) continue;
        const auto at = static_cast<std::ptrdiff_t>(column);
        table.columns.erase(table.columns.begin() + at);
        for (Row& row : table.rows)
            row.cells.erase(row.cells.begin() + at);
    }
}

}  // namespace

std::optional<Section> figures_section(const Record& record) {
    const std::vector<Family> all = families(record);
    if (all.empty()) return std::nullopt;
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "figures";
    section.appendix = true;
    section.title = stated(words.say("All figures"));
    section.blocks.push_back(paragraph(words.say(
        "Ranges stand in square brackets; differences and ratios are against the reference group; "
        "p-values "
        "are the adjusted ones where there are any. A dash means that this was not computed; a "
        "column of dashes is left out.")));
    const Inline dash = words.say("–");
    std::map<std::string, std::size_t> everybody;  // data set -> its one table of whole figures
    for (const Family& family : all) {
        if (!family.attributes.empty()) {
            section.blocks.push_back(group_table(record, family));
            continue;
        }
        const auto [it, fresh] = everybody.emplace(family.dataset, section.blocks.size());
        if (fresh) section.blocks.push_back(everybody_table(record, family));
        for (const FamilyRow& row : family.rows) {
            Row out = figures_row(record, row);
            out.cells.front() = head_cell(value(family.title));
            std::get<Table>(section.blocks[it->second].content).rows.push_back(std::move(out));
        }
    }
    for (Block& block : section.blocks)
        if (auto* table = std::get_if<Table>(&block.content))
            drop_empty_columns(*table, plain(dash));
    return section;
}

Section glossary_section(const Record& record) {
    Section section;
    section.anchor = "glossary";
    section.appendix = true;
    section.title = stated(record.words.say("Terms used"));
    DefinitionList list;
    for (const GlossaryTerm& term : glossary())
        list.entries.push_back(
            {record.words.say(term.term), {stated(record.words.say(term.meaning))}});
    section.blocks.push_back(std::move(list));
    return section;
}

}  // namespace isonomia::reports
