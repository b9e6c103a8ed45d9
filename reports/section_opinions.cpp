// Opinions that people put on record, each under its author's name and apart from what the record
// holds; and the numbered acts by which reports were issued and changed.
#include "reports/numbers.hpp"
#include "reports/parameter.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

std::vector<const Recorded<Activity>*> Record::opinions() const {
    std::vector<const Recorded<Activity>*> list;
    for (const auto& recorded : file.activities)
        if (recorded.object.parameters.contains("opinion") && !recorded.object.result.empty())
            list.push_back(&recorded);
    return list;
}

std::vector<const Recorded<Activity>*> Record::issues() const {
    std::vector<const Recorded<Activity>*> list;
    for (const auto& recorded : file.activities) {
        const Activity& act = recorded.object;
        if (act.kind == ActivityKind::reporting && act.apart && act.parameters.contains("change"))
            list.push_back(&recorded);
    }
    return list;
}

std::optional<Section> opinions_section(const Record& record) {
    const auto acts = record.opinions();
    if (acts.empty()) return std::nullopt;
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "opinions";
    section.title = stated(words.say("Opinions, each of its author alone"));
    section.blocks.push_back(paragraph(words.say(
        "What follows is opinion. It is quoted as it was put on record; the record does "
        "not show that it is right. Each names the exhibits on which its author relies.")));
    for (const auto* recorded : acts) {
        const Activity& act = recorded->object;
        const Agent* author = find(record.file.agents, act.agent);
        Opinion opinion;
        opinion.author =
            stated(author == nullptr
                       ? words.say("{0}, on {1}", {record.agent(act.agent),
                                                   record.day(act.happened, "a day not recorded")})
                       : words.say("{0} ({1}), on {2}",
                                   {record.agent(act.agent), words.say(title_of(author->role)),
                                    record.day(act.happened, "a day not recorded")}),
                   record.from(*recorded));
        Supports relied_on;
        for (const std::string& exhibit : act.used)
            relied_on = relied_on + record.exhibit(exhibit);
        opinion.said.push_back(stated(value(act.result), relied_on));
        section.blocks.push_back(std::move(opinion));
    }
    return section;
}

namespace {

Inline what_it_does(const Record& record, const Activity& act) {
    const Catalogue& words = record.words;
    const std::string change = parameter(act, "change");
    const Inline earlier = code(parameter(act, "of"));
    if (change == "amends") return words.say("amends {0}", {earlier});
    if (change == "supersedes") return words.say("supersedes {0}", {earlier});
    if (change == "withdraws") return words.say("withdraws {0}", {earlier});
    return words.say("is issued");
}

}  // namespace

std::vector<Block> issued_reports(const Record& record) {
    const auto acts = record.issues();
    if (acts.empty()) return {};
    const Catalogue& words = record.words;
    Table table;
    table.caption =
        stated(words.say("Reports issued, and what became of them"), record.last_entry());
    table.columns = {words.say("Report"), words.say("When"), words.say("By whom"),
                     words.say("For whom, in which form"), words.say("What it does, and why")};
    for (const auto* recorded : acts) {
        const Activity& act = recorded->object;
        const std::string audience = parameter(act, "audience");
        Inline form = audience.empty()
                          ? words.say("none: a withdrawal")
                          : words.say("{0}, {1}, {2}", {words.say(title_of_audience(audience)),
                                                        code(parameter(act, "format")),
                                                        code(parameter(act, "language"))});
        Inline does = what_it_does(record, act);
        if (!act.result.empty()) does = does + words.say(": {0}", {value(act.result)});
        Row row;
        row.supports = record.from(*recorded);
        row.cells = {head_cell(code(act.id)), cell(record.day(act.happened, "date not recorded")),
                     cell(record.agent(act.agent)), cell(std::move(form)), cell(std::move(does))};
        table.rows.push_back(std::move(row));
    }
    return {std::move(table)};
}

}  // namespace isonomia::reports
