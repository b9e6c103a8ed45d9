// What was tried to break a claim about a result: found or not found, in how many tries, and what
// that is worth.
#include <algorithm>
#include <array>
#include <set>

#include "core/text.hpp"
#include "reports/explanation.hpp"
#include "reports/numbers.hpp"
#include "reports/parameter.hpp"

namespace isonomia::reports {

namespace {

using Measured = const Recorded<Measurement>*;

std::string plan_of(const Measurement& m) { return m.id.substr(0, m.id.rfind('/')); }

// The runs of its maker that stand on this record: what this one was chosen from.
std::uint64_t runs_on_record(const Record& record) {
    return static_cast<std::uint64_t>(
        std::count_if(record.file.activities.begin(), record.file.activities.end(),
                      [](const auto& r) { return r.object.id.starts_with("isonomia.probe."); }));
}

Inline found_sentence(const Catalogue& words, const Measurement& m, Measured examples) {
    const auto answered = m.n.value_or(0) - std::min(m.n.value_or(0), m.missing.value_or(0));
    const std::string found = parameter(m, "found");
    if (found == "0" || found.empty())
        return strong(words.say("Not found")) +
               words.say(": none of {0} tries contradicts the claim.", {number(grouped(answered))});
    Inline text =
        strong(words.say("Found")) + words.say(": {0} of {1} tries contradict the claim.",
                                               {number(found), number(grouped(answered))});
    if (examples != nullptr && !examples->object.series.empty())
        text = text + words.say(" The smallest change that does: {0}.",
                                {strong(value(examples->object.series.front().label))});
    return text;
}

Inline percent(double share) {
    return number(fixed(100 * share, share > 0 && share < 0.01 ? 4 : 1) + "%");
}

Inline worth(const Catalogue& words, const Measurement& m) {
    Inline text;
    if (m.value && m.interval)
        text = words.say(
            "What that is worth: the tries were an independent sample of fixed size, so "
            "under the plan's distribution the claim fails in {0} to {1} of all cases "
            "({2}).",
            {percent(m.interval->low), percent(m.interval->high), number(level_text(*m.interval))});
    else
        text = words.say("What that is worth: there is no bound on how often the claim fails. {0}.",
                         {value(m.undefined_reason)});
    const std::string found = parameter(m, "found");
    return text + (found == "0"
                       ? words.say(" Nothing found is evidence only as far as the changes that "
                                   "were tried are those that matter.")
                       : words.say(" One counterexample is enough to show that the claim does not "
                                   "hold for every input near this one; it does not show that "
                                   "the result was wrong."));
}

// '01', '02', …: how the parameters of a series are numbered.
std::string numbered(std::size_t i) { return (i < 9 ? "0" : "") + std::to_string(i + 1); }

Table examples_table(const Record& record, const Recorded<Measurement>& recorded) {
    const Catalogue& words = record.words;
    const Measurement& m = recorded.object;
    Table table;
    table.caption = stated(words.say("Changes that contradict the claim, the smallest first"),
                           record.measurement(recorded));
    table.columns = {words.say("What was changed"), words.say("Answer"),
                     words.say("Query that repeats it")};
    for (std::size_t i = 0; i < m.series.size(); ++i) {
        const Point& point = m.series[i];
        const std::string place = numbered(i);
        Row row;
        row.supports = record.measurement(recorded);
        row.cells = {head_cell(value(point.label)),
                     cell(record.or_words(parameter(m, "answer-" + place), "not stated")),
                     cell(code(parameter(m, "query-" + place)))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table relations_table(const Record& record, const Recorded<Measurement>& recorded) {
    const Catalogue& words = record.words;
    const Measurement& m = recorded.object;
    Table table;
    table.caption = stated(words.say("Relations that must hold whatever the right answer is"),
                           record.measurement(recorded));
    table.columns = {words.say("Relation"), words.say("Result"), words.say("Why it must hold")};
    for (std::size_t i = 0; i < m.series.size(); ++i) {
        const Point& point = m.series[i];
        const std::string place = numbered(i);
        const auto tests = point.n.value_or(0);
        const auto failed = static_cast<std::uint64_t>(point.value.value_or(0));
        Row row;
        row.supports = record.measurement(recorded);
        Inline result = tests == 0 ? words.say("not tested")
                        : failed == 0
                            ? words.say("held in {0} tests", {number(grouped(tests))})
                            : strong(words.say("failed in {0} of {1} tests",
                                               {number(grouped(failed)), number(grouped(tests))}));
        if (const std::string example = parameter(m, "example-" + place); !example.empty())
            result = result + words.say(": {0}", {value(example)});
        row.cells = {head_cell(value(point.label)), cell(std::move(result)),
                     cell(record.or_words(parameter(m, "reason-" + place), "not stated"))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

Block variation_block(const Record& record, const Recorded<Measurement>& recorded) {
    const Catalogue& words = record.words;
    const Measurement& m = recorded.object;
    const auto differing = m.numerator.value_or(0);
    const std::string example = parameter(m, "example");
    Inline text =
        differing == 0
            ? words.say(
                  "Does the same question get the same answer? Yes: {0} questions were asked "
                  "again, in other orders and in batches of another size, and were answered "
                  "alike.",
                  {number(grouped(m.denominator.value_or(0)))})
            : strong(words.say("The same question is answered in more than one way")) +
                  words.say(": {0} of {1} questions that were asked again, for example {2}.",
                            {number(grouped(differing)), number(grouped(m.denominator.value_or(0))),
                             record.or_words(example, "not stated")});
    return paragraph(std::move(text), record.measurement(recorded), record.anchor(recorded));
}

DefinitionList footnotes(const Record& record, const Recorded<Measurement>& recorded) {
    const Catalogue& words = record.words;
    const Measurement& m = recorded.object;
    const Supports supports = record.measurement(recorded);
    DefinitionList list;
    const auto add = [&](std::string_view term, const std::string& text) {
        if (!text.empty())
            list.entries.push_back({words.say(term), {stated(value(text), supports)}});
    };
    add("What was allowed to change, and why", parameter(m, "neighbourhood"));
    add("What it does not mean", m.not_shown);
    add("How the program was kept apart", parameter(m, "isolation"));
    const std::string run = parameter(m, "probes_on_this_record");
    if (!run.empty())
        list.entries.push_back(
            {words.say("Chosen from how many runs"),
             {stated(words.say("This is run {0} of the {1} probes and explanations that are on "
                               "this record. Runs elsewhere are not known from it.",
                               {number(run), number(grouped(runs_on_record(record)))}),
                     supports)}});
    Inline technical = code(m.metric);
    for (const char* name : {"method", "tries", "own_answer", "asked"})
        if (const std::string text = parameter(m, name); !text.empty())
            technical = technical + words.say("; {0}: {1}", {value(name), value(text)});
    if (m.seed) technical = technical + words.say("; seed {0}", {number(std::to_string(*m.seed))});
    if (!m.exhibits.empty())
        technical = technical +
                    words.say("; every query and answer: {0}", {record.exhibit_links(m.exhibits)});
    list.entries.push_back({words.say("For the expert"), {stated(std::move(technical), supports)}});
    return list;
}

void claim_blocks(std::vector<Block>& blocks, const Record& record,
                  const Recorded<Measurement>& recorded, Measured examples) {
    const Catalogue& words = record.words;
    const Measurement& m = recorded.object;
    const Supports supports = record.measurement(recorded);
    blocks.push_back(paragraph(
        words.say("The claim: {0}. {1}",
                  {strong(value(parameter(m, "claim"))), value(parameter(m, "claim_reason"))}),
        supports));
    if (parameter(m, "own_holds") == "false")
        blocks.push_back(
            paragraph(strong(words.say("The claim fails for the input as it was.")), supports));
    Supports both = supports;
    if (examples != nullptr) both = both + record.measurement(*examples);
    blocks.push_back(paragraph(found_sentence(words, m, examples), both));
    blocks.push_back(paragraph(worth(words, m), supports));
    if (m.partial)
        blocks.push_back(paragraph(strong(words.say("Partial: {0} tries had no answer.",
                                                    {number(grouped(m.missing.value_or(0)))})),
                                   supports));
}

// All measurements of one plan; of an explanation, whether the program answers alike.
Card probe_card(const Record& record, const std::string& plan) {
    const auto of = [&](const char* metric) { return record.measurement_of(plan + "/" + metric); };
    const Measured main = of("probe");
    const Measured examples = of("probe_counterexamples");
    const Measured relations = of("probe_relations");
    const Measured variation = of("answer_variation");
    Card card;
    card.kind = CardKind::metric;
    if (main != nullptr) {
        card.anchor = record.anchor(*main);
        card.title = stated(value(main->object.title), record.measurement(*main));
        claim_blocks(card.blocks, record, *main, examples);
    } else if (variation != nullptr && of("recomputed_score") != nullptr) {
        card.title = stated(value(variation->object.title), record.measurement(*variation));
    } else {
        card.title = stated(record.words.say("A probe that was not completed"));
    }
    const auto table = [&](Measured m, Table (*make)(const Record&, const Recorded<Measurement>&)) {
        if (m == nullptr) return;
        Table made = make(record, *m);
        if (!made.rows.empty()) made.rows.front().anchor = record.anchor(*m);
        card.blocks.push_back(std::move(made));
    };
    table(examples, examples_table);
    table(relations, relations_table);
    if (variation != nullptr) card.blocks.push_back(variation_block(record, *variation));
    if (main != nullptr) card.blocks.push_back(footnotes(record, *main));
    return card;
}

}  // namespace

bool is_of_probe(const Measurement& m) {
    constexpr std::array<std::string_view, 4> metrics{"probe", "probe_counterexamples",
                                                      "probe_relations", "answer_variation"};
    return std::find(metrics.begin(), metrics.end(), m.metric) != metrics.end();
}

std::optional<Section> probe_section(const Record& record) {
    Section section;
    section.anchor = "probe";
    section.title = stated(record.words.say("Attempts to break the result"));
    std::set<std::string> shown;
    for (const auto& m : record.file.measurements)
        if (is_of_probe(m.object) && shown.insert(plan_of(m.object)).second)
            section.blocks.push_back(probe_card(record, plan_of(m.object)));
    if (section.blocks.empty()) return std::nullopt;
    return section;
}

}  // namespace isonomia::reports
