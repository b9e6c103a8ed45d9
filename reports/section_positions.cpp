// For the court: what is agreed, what is disputed and why, what nobody examined; and who had which
// item, since when, and how long before the hearing.
#include <algorithm>

#include "core/clock.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

namespace {

// Agreed: admitted by somebody, or established and disputed by nobody.
void agreed(std::vector<Block>& blocks, const Record& record) {
    const Catalogue& words = record.words;
    List list;
    for (const auto& recorded : record.file.facts) {
        const Fact& f = recorded.object;
        if (f.status != FactStatus::established) continue;
        Inline text = words.say("{0}: {1}", {record.fact_head(f), record.fact_value(f.value)});
        if (!f.admitted_by.empty())
            text = text + words.say(", admitted by {0}", {record.agent(f.admitted_by)});
        list.items.push_back(stated(std::move(text), record.fact(recorded)));
    }
    blocks.push_back(paragraph(strong(words.say("Agreed, or established and disputed by nobody"))));
    if (list.items.empty())
        blocks.push_back(paragraph(words.say("No fact on record is agreed or established.")));
    else
        blocks.push_back(std::move(list));
}

void disputed(std::vector<Block>& blocks, const Record& record) {
    const Catalogue& words = record.words;
    Table table;
    table.caption = stated(words.say("Disputed facts"), record.last_entry());
    table.columns = {words.say("Fact"), words.say("One side"), words.say("The other side"),
                     words.say("Rests on")};
    for (const auto& recorded : record.file.facts) {
        const Fact& f = recorded.object;
        if (f.status != FactStatus::disputed) continue;
        Row row;
        row.supports = record.fact(recorded);
        row.cells = {
            head_cell(record.fact_head(f)),
            cell(words.say("{0}: {1}", {record.agent(f.stated_by), record.fact_value(f.value)})),
            cell(words.say("{0}: {1}",
                           {record.agent(f.disputed_by), record.fact_value(f.otherwise)})),
            cell(f.exhibit.empty() ? words.say("no exhibit") : record.exhibit_link(f.exhibit))};
        table.rows.push_back(std::move(row));
    }
    blocks.push_back(paragraph(strong(words.say("Disputed, and why"))));
    if (table.rows.empty())
        blocks.push_back(paragraph(words.say("No fact on record is disputed.")));
    else
        blocks.push_back(std::move(table));
}

void unexamined(std::vector<Block>& blocks, const Record& record) {
    const Catalogue& words = record.words;
    const auto& file = record.file;
    List list;
    for (const auto& system : file.systems) {
        const bool measured =
            std::any_of(file.measurements.begin(), file.measurements.end(), [&](const auto& m) {
                return m.object.system == system.object.id && is_about_rates(m.object);
            });
        if (!measured)
            list.items.push_back(stated(
                words.say("The errors of {0}: no data were measured.", {value(system.object.name)}),
                record.from(system)));
        const bool read = std::any_of(file.sources.begin(), file.sources.end(), [&](const auto& s) {
            return s.object.system == system.object.id;
        });
        if (!read)
            list.items.push_back(
                stated(words.say("The source code of {0}: nobody read it for this record.",
                                 {value(system.object.name)}),
                       record.from(system)));
    }
    for (const auto& fact : file.facts)
        if (fact.object.status == FactStatus::asserted)
            list.items.push_back(stated(
                words.say("{0}: asserted by {1}, not evidenced.",
                          {record.fact_head(fact.object), record.agent(fact.object.stated_by)}),
                record.fact(fact)));
    blocks.push_back(paragraph(strong(words.say("Not examined"))));
    if (list.items.empty())
        blocks.push_back(paragraph(words.say("Nothing that the record names was left out.")));
    else
        blocks.push_back(std::move(list));
}

}  // namespace

Section positions_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "positions";
    section.title = stated(words.say("Agreed, disputed, not examined"));
    agreed(section.blocks, record);
    disputed(section.blocks, record);
    unexamined(section.blocks, record);
    section.blocks.push_back(paragraph(
        words.say("What is missing stands in the register of gaps. ({0})", {link_to("missing")})));
    return section;
}

namespace {

// Whole days from one date to another; nothing when either is no date.
std::optional<std::int64_t> days_between(const std::string& from, const std::string& to) {
    const auto a = parse_instant(from.substr(0, 10));
    const auto b = parse_instant(to.substr(0, 10));
    if (!a || !b) return std::nullopt;
    constexpr std::int64_t day_seconds = 86400;
    return (b->seconds - a->seconds) / day_seconds;
}

Inline before_hearing(const Record& record, const std::string& when) {
    const Catalogue& words = record.words;
    const auto& matter = record.file.matter;
    const std::string hearing = matter.empty() ? "" : matter.front().object.hearing_on;
    if (hearing.empty()) return words.say("no date of hearing on record");
    const auto days = days_between(when, hearing);
    if (!days) return words.say("date not recorded");
    if (*days < 0)
        return words.count(static_cast<std::uint64_t>(-*days), "one day after it",
                           "{0} days after it");
    return words.count(static_cast<std::uint64_t>(*days), "one day before it",
                       "{0} days before it");
}

Row access_row(const Record& record, Inline item, Inline who, Inline form, const std::string& when,
               Supports supports) {
    Row row;
    row.supports = std::move(supports);
    row.cells = {head_cell(std::move(item)), cell(std::move(who)), cell(std::move(form)),
                 cell(record.day(when, "date not recorded")), cell(before_hearing(record, when))};
    return row;
}

void handed_over(Table& table, const Record& record) {
    const Catalogue& words = record.words;
    for (const auto& recorded : record.file.handovers) {
        const Handover& h = recorded.object;
        if (h.state != HandoverState::accepted) continue;
        std::vector<Inline> items;
        for (const HandoverItem& item : h.items)
            items.push_back(record.exhibit_link(item.exhibit));
        table.rows.push_back(access_row(record, short_list(words, items), record.agent(h.to),
                                        record.or_words(h.medium, "form not recorded"),
                                        h.answered.empty() ? h.happened : h.answered,
                                        record.from(recorded)));
    }
    for (const auto& recorded : record.file.servings) {
        const Serving& s = recorded.object;
        table.rows.push_back(
            access_row(record,
                       words.say("{0} of {1} entries of the record",
                                 {number(grouped(s.disclosed)), number(grouped(s.entries))}),
                       record.agent(s.to), words.say("bundle that can be checked alone"),
                       s.served_on, record.from(recorded)));
    }
}

}  // namespace

Section access_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "access";
    section.title = stated(words.say("Who had what, since when"));
    Table table;
    table.caption = stated(words.say("Items, who received them, and how long before the hearing"),
                           record.last_entry());
    table.columns = {words.say("Item"), words.say("Who received it"), words.say("In what form"),
                     words.say("When"), words.say("Before the hearing")};
    const std::string holder =
        record.file.matter.empty() ? "" : record.file.matter.front().object.prepared_by;
    for (const auto* recorded : record.exhibits())
        table.rows.push_back(access_row(record, record.exhibit_link(recorded->object.id),
                                        record.agent(holder), words.say("file, kept as it came"),
                                        recorded->object.received_on, record.from(*recorded)));
    handed_over(table, record);
    if (table.rows.empty()) {
        section.blocks.push_back(
            paragraph(words.say("The record holds no exhibit and no serving.")));
        return section;
    }
    section.blocks.push_back(paragraph(
        words.say("What is not in this table the record does not know to have been in anybody’s "
                  "hands.")));
    section.blocks.push_back(std::move(table));
    return section;
}

}  // namespace isonomia::reports
