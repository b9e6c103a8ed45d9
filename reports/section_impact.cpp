// For oversight: an impact assessment before or during use, and the decision it leads to. Each
// question stands with the instrument that asks it; what is not recorded stays open.
#include <algorithm>
#include <iterator>

#include "reports/footnotes.hpp"
#include "reports/numbers.hpp"
#include "reports/section_assessment.hpp"

namespace isonomia::reports {

namespace {

using Details = std::vector<Statement>;

Details not_recorded(const Record& record) {
    return {stated(record.words.say(
        "Not recorded. Until it is, this question stays open and counts against approval."))};
}

Details operator+(Details left, Details right) {
    std::move(right.begin(), right.end(), std::back_inserter(left));
    return left;
}

Details of_systems(const Record& record, std::string System::* field) {
    Details list;
    for (const auto* system : record.systems()) {
        const std::string& text = system->object.*field;
        if (!text.empty())
            list.push_back(
                stated(record.words.say("{0}: {1}", {value(system->object.name), value(text)}),
                       record.from(*system)));
    }
    return list;
}

// One row per group and data set; nothing where no such rate is on record.
std::optional<Table> wrongly_marked(const Record& record) {
    const Catalogue& words = record.words;
    Table table;
    table.caption = stated(words.say("People wrongly marked, by group"), record.last_entry());
    table.columns = {words.say("Group"), words.say("In words"), words.say("Data set")};
    for (const auto& recorded : record.file.measurements) {
        const Measurement& m = recorded.object;
        if (m.metric != "false_positive_rate" || m.form != ResultForm::scalar || m.group.size() > 1)
            continue;
        const Dataset* data = find(record.file.datasets, m.dataset);
        Row row;
        row.supports = record.measurement(recorded);
        row.cells = {
            head_cell(m.group.empty() ? words.say("everybody") : value(group_name(m.group))),
            cell(rate_in_words(words, m)),
            cell(data == nullptr ? words.say("no data set")
                                 : value(data->title.empty() ? data->id : data->title))};
        table.rows.push_back(std::move(row));
    }
    return table.rows.empty() ? std::nullopt : std::optional(std::move(table));
}

Details rules_on(const Record& record, std::string_view principle) {
    const Catalogue& words = record.words;
    Details list;
    for (const auto& recorded : record.outcomes()) {
        const Outcome& o = recorded.object;
        if (o.principle != principle || o.verdict == Verdict::not_applicable) continue;
        list.push_back(stated(words.say("{0} – {1}", {value(o.title.empty() ? o.rule : o.title),
                                                      words.say(title_of(o.verdict))}),
                              record.outcome(recorded)));
    }
    return list;
}

// What the last assessments answer to an element of a law or method: 'AIA-27-b'.
Details answers_to(const Record& record, std::string_view element) {
    Details list;
    for (const auto* recorded : last_assessments(record.file))
        for (const ImpactAnswer& one : recorded->object.answers)
            if (!one.text.empty() && std::find(one.answers_to.begin(), one.answers_to.end(),
                                               element) != one.answers_to.end())
                list.push_back(stated(value(one.text), record.from(*recorded)));
    return list;
}

}  // namespace

Section impact_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "impact";
    section.title = stated(words.say("Impact on the rights of people"));
    DefinitionList list;
    const auto add = [&](std::string_view term, std::string_view authority, Details details) {
        list.entries.push_back({words.say(term) + asked_note(record, authority),
                                details.empty() ? not_recorded(record) : std::move(details)});
    };
    add("What the system is meant for", "Regulation (EU) 2024/1689, Article 27(1)(a)",
        of_systems(record, &System::intended_use) + answers_to(record, "AIA-27-a"));
    add("How it was validated", "CTOC/COP/WG.3/2024/2, para. 63",
        of_systems(record, &System::validation));
    add("How often, how long and on how many people it is used",
        "Regulation (EU) 2024/1689, Article 27(1)(b)", answers_to(record, "AIA-27-b"));
    add("Who is affected", "Regulation (EU) 2024/1689, Article 27(1)(c)",
        answers_to(record, "AIA-27-c"));
    add("Harm that can come of it, how grave and how hard to put right",
        "Regulation (EU) 2024/1689, Article 27(1)(d); HUDERIA, severity and reversibility",
        answers_to(record, "AIA-27-d"));
    add("Who was heard", "HUDERIA, stakeholder engagement",
        answers_to(record, "HUDERIA-stakeholders"));
    add("Legal basis", "CTOC/COP/WG.3/2024/2, para. 66", rules_on(record, "legality"));
    add("Milder means and proportion", "UNODC/CCPCJ/EG.4/2019/2, para. 37",
        rules_on(record, "proportionality"));
    add("Equal treatment", "Equality Act 2010 (Great Britain), section 149",
        rules_on(record, "non-discrimination"));
    add("Human oversight", "Regulation (EU) 2024/1689, Article 27(1)(e)",
        rules_on(record, "human-oversight") + answers_to(record, "AIA-27-e"));
    add("Complaint and remedy", "Regulation (EU) 2024/1689, Article 27(1)(f)",
        answers_to(record, "AIA-27-f"));
    add("Monitoring, and when it is assessed again", "CTOC/COP/WG.3/2024/2, para. 69",
        answers_to(record, "HUDERIA-iteration") + facts_stated(record, {"monitoring.continuous"}));
    section.blocks.push_back(std::move(list));
    if (auto table = wrongly_marked(record)) section.blocks.push_back(std::move(*table));
    return section;
}

Section approval_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "approval";
    section.title = stated(words.say("Decision"));
    Declaration decision;
    decision.anchor = "decision";
    decision.title = stated(words.say("Decision of the officer responsible"));
    decision.wording = {stated(words.say("☐ Do not deploy, or stop the use.")),
                        stated(words.say("☐ Deploy, or go on, on the conditions written below.")),
                        stated(words.say("☐ Deploy, or go on, without conditions."))};
    decision.source = stated(words.say(
        "This program proposes no decision. What is not recorded above is not known to be well."));
    for (const char* line :
         {"Conditions", "To be assessed again on", "Name and office", "Date", "Signature"})
        decision.lines.push_back(words.say(line));
    section.blocks.push_back(std::move(decision));
    return section;
}

}  // namespace isonomia::reports
