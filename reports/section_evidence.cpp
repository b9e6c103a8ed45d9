// What the system said, what a human decided, and what the output does not establish.
#include "core/text.hpp"
#include "reports/figures.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

namespace {

DefinitionList system_facts(const Record& record, const Recorded<System>& recorded) {
    const System& s = recorded.object;
    const Supports supports = record.from(recorded);
    const Catalogue& words = record.words;
    DefinitionList list;
    list.compact = true;
    const auto add = [&](std::string_view term, Inline detail) {
        list.entries.push_back({words.say(term), {stated(std::move(detail), supports)}});
    };
    add("Kind", words.say(title_of(s.kind)));
    add("Supplied by", record.agent(s.vendor));
    add("Version", record.or_words(s.version, "not stated"));
    add("Fingerprint of the model",
        s.model_digest.empty() ? words.say("not stated") : code(s.model_digest));
    add("Threshold", s.threshold ? number(shortest(*s.threshold)) : words.say("not stated"));
    add("Intended use", record.or_words(s.intended_use, "not stated"));
    add("Validation offered", record.or_words(s.validation, "none stated"));
    return list;
}

std::optional<Table> candidates(const Record& record, const Recorded<Activity>& recorded) {
    const Activity& act = recorded.object;
    if (act.candidates.empty()) return std::nullopt;
    const Catalogue& words = record.words;
    Table table;
    table.caption =
        stated(words.say("Candidates returned by “{0}”, best first", {value(act.title)}),
               record.activity(recorded));
    table.columns = {words.say("Rank"), words.say("Candidate"), words.say("Score"),
                     words.say("Chosen by the operator")};
    for (const Candidate& c : act.candidates) {
        Row row;
        row.supports = record.activity(recorded);
        row.cells = {number_cell(number(grouped(c.rank))), head_cell(record.agent(c.label)),
                     number_cell(c.score ? number(shortest(*c.score)) : words.say("not recorded")),
                     cell(c.chosen ? strong(words.say("yes")) : words.say("no"))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

bool concerns_the_output(const Activity& act) {
    return act.kind == ActivityKind::inference || act.kind == ActivityKind::review ||
           act.kind == ActivityKind::decision;
}

void add_act(std::vector<Block>& blocks, const Record& record, const Recorded<Activity>& recorded) {
    const Activity& act = recorded.object;
    const Catalogue& words = record.words;
    const Inline when = record.day(act.happened, "date not recorded");
    const Inline who = record.agent(act.agent);
    const char* phrase = act.kind == ActivityKind::inference ? "The system ran: {0} ({1}; by {2})."
                         : act.kind == ActivityKind::review ? "A human reviewed: {0} ({1}; by {2})."
                                                            : "A human decided: {0} ({1}; by {2}).";
    Inline text = words.say(phrase, {value(act.title), when, who});
    if (!act.result.empty()) text = text + words.say(" Result: {0}", {value(act.result)});
    blocks.push_back(paragraph(std::move(text), record.activity(recorded)));
    if (auto table = candidates(record, recorded)) {
        auto figure = candidate_figure(record, recorded, *table);
        blocks.push_back(figure ? Block(std::move(*figure)) : Block(std::move(*table)));
    }
}

}  // namespace

Section evidence_section(const Record& record) {
    const Catalogue& words = record.words;
    Section section;
    section.anchor = "evidence";
    section.title = stated(words.say("What the system said, and what people did with it"));
    if (record.file.systems.empty())
        section.blocks.push_back(
            paragraph(words.say("The record names no AI system."), {}, "said"));
    bool first = true;
    for (const auto* recorded : record.systems()) {
        const System& s = recorded->object;
        const Supports supports = record.from(*recorded);
        section.blocks.push_back(paragraph(
            record.is_comparison_only(s)
                ? words.say("{0} is named for comparison only: the record holds no run of it in "
                            "this matter.",
                            {strong(value(s.name))})
            : s.output.empty()
                ? words.say("The record does not state what {0} said in this matter.",
                            {value(s.name)})
                : words.say("{0} said: {1}", {strong(value(s.name)), value(s.output)}),
            supports, first ? "said" : ""));
        section.blocks.push_back(
            paragraph(s.not_established.empty()
                          ? words.say("The record does not state what this output leaves open.")
                          : words.say("This does not establish: {0}", {value(s.not_established)}),
                      supports, first ? "not-established" : ""));
        section.blocks.push_back(system_facts(record, *recorded));
        first = false;
    }
    for (const auto& recorded : record.file.activities)
        if (concerns_the_output(recorded.object)) add_act(section.blocks, record, recorded);
    return section;
}

}  // namespace isonomia::reports
