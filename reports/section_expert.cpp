// For the defence expert: the items that rules of criminal procedure ask of an expert's report,
// each with what the record holds on it. What only the expert can say is left as a line to fill.
#include "reports/families.hpp"
#include "reports/footnotes.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"
#include "reports/steps.hpp"

namespace isonomia::reports {

namespace {

Statement to_be_stated(const Record& record) {
    return stated(record.words.say("To be stated by the expert; the record does not hold it."));
}

std::vector<Statement> sources(const Record& record) {
    const Catalogue& words = record.words;
    std::vector<Inline> items;
    Supports supports;
    for (const auto* e : record.exhibits()) {
        items.push_back(record.exhibit_link(e->object.id));
        for (Support& support : record.exhibit(e->object.id))  // an id comes once
            supports.push_back(std::move(support));
    }
    if (items.empty()) return {stated(words.say("No exhibit is on record."))};
    return {stated(short_list(words, items), supports)};
}

std::vector<Statement> facts_by(const Record& record, FactStatus status) {
    const Catalogue& words = record.words;
    Supports supports;
    for (const auto& fact : record.file.facts)
        if (fact.object.status == status) append(supports, record.fact(fact));
    if (supports.empty()) return {stated(words.say("No such fact is on record."))};
    return {
        stated(words.count(supports.size(), "One fact; it stands with its source in {1}.",
                           "{0} facts; they stand with their sources in {1}.", {link_to("facts")}),
               supports)};
}

std::vector<Statement> tests(const Record& record) {
    const Catalogue& words = record.words;
    std::uint64_t computed = 0;
    std::uint64_t reported = 0;
    Supports supports;
    for (const auto& m : record.file.measurements) {
        ++(m.object.basis == Basis::reported ? reported : computed);
        if (supports.empty()) supports = record.measurement(m);
    }
    if (computed + reported == 0) return {stated(words.say("No figure is on record."))};
    return {stated(words.say("Computed from the exhibits by this program: {0} figures. Printed by "
                             "others and not recomputed: {1}.",
                             {number(grouped(computed)), number(grouped(reported))}),
                   supports)};
}

std::vector<Statement> range_of_opinion(const Record& record) {
    const Catalogue& words = record.words;
    std::vector<Statement> list;
    for (const auto& fact : record.file.facts)
        if (fact.object.status == FactStatus::disputed)
            list.push_back(stated(
                words.say(
                    "{0}: {1} says {2}, {3} says {4}.",
                    {record.fact_head(fact.object), record.agent(fact.object.stated_by),
                     record.fact_value(fact.object.value), record.agent(fact.object.disputed_by),
                     record.fact_value(fact.object.otherwise)}),
                record.fact(fact)));
    if (list.empty()) list.push_back(stated(words.say("No dispute is on record.")));
    return list;
}

Statement gaps_in_words(const Record& record) {
    return stated(record.words.count(record.gaps().size(),
                                     "One thing is missing; the register of gaps says whom to ask.",
                                     "{0} things are missing; the register of gaps lists them and "
                                     "whom to ask."),
                  record.last_entry());
}

std::vector<Statement> requests(const Record& record) {
    const Catalogue& words = record.words;
    if (record.gaps().empty()) return {stated(words.say("Nothing that a rule asked for."))};
    std::uint64_t asked = 0;
    Supports supports;
    for (const Gap& gap : record.gaps())
        if (const auto steps = steps_for(record, gap); !steps.empty()) {
            ++asked;
            supports = supports + steps.front().supports;
        }
    std::vector<Statement> list{gaps_in_words(record)};
    list.push_back(asked == 0 ? stated(words.say("No request for any of them is on record."))
                              : stated(words.say("A request is on record for {0} of them.",
                                                 {number(grouped(asked))}),
                                       supports));
    return list;
}

constexpr std::string_view england = "GB-EAW";
constexpr std::string_view crim_pr =
    "Criminal Procedure Rules 2020 (England and Wales), rule 19.4(a) to (k)";

}  // namespace

Section expert_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "expert";
    section.title = stated(words.say("What an expert’s report must say"));
    section.blocks.push_back(paragraph(
        words.say(
            "This part follows what rules of criminal procedure ask of an expert’s report. What is "
            "computed or recorded stands here with its source. What is opinion is for the expert "
            "to "
            "write; this program gives none.") +
        rule_note(record, england, crim_pr)));
    DefinitionList list;
    const bool lettered = is_before(record, england);
    // The letter of rule 19.4 that asks for the item, before the courts to which it applies.
    const auto add = [&](std::string_view term, std::vector<Statement> details,
                         const char* letter = "") {
        Inline head = words.say(term);
        if (lettered && *letter != '\0') head.push_back({RunKind::words, letter, ""});
        list.entries.push_back({std::move(head), std::move(details)});
    };
    const std::string by =
        record.file.matter.empty() ? "" : record.file.matter.front().object.prepared_by;
    add("Who instructed", {stated(record.agent(by), by.empty() ? Supports{} : record.matter())});
    add("The expert’s name, qualifications and experience", {to_be_stated(record)}, " (a)");
    add("Literature and other information relied on", sources(record), " (b)");
    add("Facts given that are established", facts_by(record, FactStatus::established), " (c)");
    add("Facts given that are only asserted", facts_by(record, FactStatus::asserted), " (c)");
    add("Which facts are within the expert’s own knowledge", {to_be_stated(record)}, " (d)");
    add("Who carried out examinations and tests", tests(record), " (e)");
    add("Range of opinion on disputed matters", range_of_opinion(record), " (f)");
    const bool given = !record.opinions().empty();
    const Statement below = stated(words.say("See the opinions, set apart below."));
    add("Reasons for the expert’s own opinion in that range",
        {given ? below : to_be_stated(record)}, " (f)");
    add("Qualifications on the opinion", {given ? below : to_be_stated(record)}, " (g)");
    add("What was asked for and not received", requests(record));
    add("Whether and how far the method is reliable",
        {stated(words.say("See the part on reliability and the limits of this report."))}, " (h)");
    add("The conclusions in short", {given ? below : to_be_stated(record)}, " (i)");
    section.blocks.push_back(std::move(list));
    return section;
}

}  // namespace isonomia::reports
