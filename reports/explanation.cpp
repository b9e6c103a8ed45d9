#include "reports/explanation.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "reports/numbers.hpp"
#include "reports/parameter.hpp"

namespace isonomia::reports {

namespace {

Inline certificate_sentence(const Catalogue& words, const Measurement& m) {
    const std::string certificate = parameter(m, "certificate");
    if (certificate == "minimal") return words.say(" No smaller change does it: this is proved.");
    const std::string queries = parameter(m, "queries");
    if (!queries.empty())
        return words.say(
            " It is the best that was found with {0} questions put to the system; a smaller change "
            "may exist.",
            {number(queries)});
    return words.say(" A smaller change may exist: it was not ruled out.");
}

// What is said of all changes is not said of values that nobody has.
Inline left_missing_sentence(const Catalogue& words, const Measurement& m) {
    const std::string names = parameter(m, "left_missing");
    if (names.empty()) return {};
    return words.say(" Missing values were left as they are: {0}.", {value(names)});
}

std::vector<Block> counterfactual_blocks(const Record& record,
                                         const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    const Supports supports = record.measurement(recorded);
    if (Inline sentence = counterfactual_sentence(record.words, m); !sentence.empty())
        return {paragraph(std::move(sentence), supports)};
    return {
        paragraph(record.or_words(m.undefined_reason, "No change was searched for."), supports)};
}

std::vector<Block> swap_blocks(const Record& record, const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    const Catalogue& words = record.words;
    List list;
    for (const Point& point : m.series) {
        const std::string& name = point.label;
        Inline text =
            point.value.value_or(0) > 0
                ? words.say("Changing {0} alone, to {1}, changes the result for this person.",
                            {strong(value(name)), value(parameter(m, "to:" + name))})
                : words.say(
                      "Changing {0} alone does not change the result for this person: {1} "
                      "values were tried.",
                      {strong(value(name)), number(parameter(m, "tried:" + name))});
        const std::string changed = parameter(m, "changed:" + name);
        if (point.n.value_or(0) > 0 && !changed.empty())
            text = text + words.say(" Of {0} comparison persons it changes the result of {1}: {2}.",
                                    {number(grouped(*point.n)), number(changed),
                                     record.or_words(parameter(m, "share:" + name),
                                                     "no interval was computed")});
        list.items.push_back(stated(std::move(text), record.measurement(recorded)));
    }
    if (list.items.empty()) return {};
    return {std::move(list)};
}

std::vector<Block> likeness_blocks(const Record& record, const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    const Catalogue& words = record.words;
    const Supports supports = record.measurement(recorded);
    std::vector<Block> blocks;
    if (!m.value) return {paragraph(value(m.undefined_reason), supports)};
    const std::string outside = parameter(m, "outside");
    const bool beyond = parameter(m, "extrapolation") == "true";
    blocks.push_back(paragraph(
        beyond ? strong(words.say("This case is not like those that the system was validated on."))
               : words.say("This case is like those that the system was validated on."),
        supports));
    if (!outside.empty() && outside != "none")
        blocks.push_back(
            paragraph(words.say("Outside every validated case: {0}.", {value(outside)}), supports));
    blocks.push_back(paragraph(
        words.say("Of {0} validation cases, {1} are as near to this one as validation cases "
                  "usually are to each other. About {2} in every 100 of them are as unlike the "
                  "others as this case is.",
                  {number(grouped(m.n.value_or(0))),
                   record.or_words(parameter(m, "cases_within_radius"), "not stated"),
                   number(rounded(100 * *m.value))}),
        supports));
    return blocks;
}

// Any other series: what was found for each item, and how sure that is.
std::vector<Block> series_table(const Record& record, const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    const Catalogue& words = record.words;
    Table table;
    table.caption =
        stated(words.say("{0}: the figures", {value(m.title)}), record.measurement(recorded));
    table.columns = {words.say("Item"), words.say("Figure"), words.say("Range"),
                     words.say("Counted")};
    for (const Point& point : m.series) {
        Row row;
        row.supports = record.measurement(recorded);
        row.cells = {
            head_cell(record.or_words(name_of(point), "not named")),
            number_cell(point.value ? number(rounded(*point.value)) : words.say("undefined")),
            number_cell(point.low && point.high
                            ? words.say("{0} to {1}",
                                        {number(rounded(*point.low)), number(rounded(*point.high))})
                            : words.say("no range computed")),
            number_cell(point.n ? number(grouped(*point.n)) : words.say("not stated"))};
        table.rows.push_back(std::move(row));
    }
    std::vector<Block> blocks;
    if (!m.unit.empty())
        blocks.push_back(
            paragraph(words.say("Figures: {0}.", {value(m.unit)}), record.measurement(recorded)));
    blocks.push_back(std::move(table));
    return blocks;
}

}  // namespace

std::string name_of(const Point& point) {
    if (!point.label.empty()) return point.label;
    return point.x ? shortest(*point.x) : "";
}

Inline counterfactual_sentence(const Catalogue& words, const Measurement& m) {
    if (m.metric != "counterfactual" || m.form != ResultForm::series || m.series.empty()) return {};
    std::vector<Inline> changes;
    for (const Point& point : m.series)
        changes.push_back(value(point.label));
    const std::string goal = parameter(m, "goal");
    return words.say(
               "The result would have been {0} with this change: {1}.",
               {goal.empty() ? words.say("another") : value(goal), strong(comma_list(changes))}) +
           certificate_sentence(words, m) + left_missing_sentence(words, m);
}

Inline range_of_attribution(const Catalogue& words, const Measurement& m) {
    if (const std::string groups = parameter(m, "ranges_over"); !groups.empty())
        return words.say(
            " The range beside each figure is how far it moves when the person is compared with "
            "other groups: {0}.",
            {value(groups)});
    if (!parameter(m, "samples").empty())
        return words.say(
            " The range beside each figure is that of the sampling: the program was asked about a "
            "sample of all mixtures.");
    return {};
}

std::vector<Block> explanation_blocks(const Record& record, const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    if (m.metric == "counterfactual") return counterfactual_blocks(record, recorded);
    if (m.metric == "attribute_swap") return swap_blocks(record, recorded);
    if (m.metric == "case_likeness") return likeness_blocks(record, recorded);
    constexpr std::array<std::string_view, 8> tables{
        "proxy_strength",         "proxy_swap",
        "feature_support",        "partial_dependence",
        "individual_expectation", "accumulated_effects",
        "permutation_importance", "explanation_faithfulness"};
    const bool table = std::find(tables.begin(), tables.end(), m.metric) != tables.end();
    if (table && m.form == ResultForm::series) return series_table(record, recorded);
    return {};
}

}  // namespace isonomia::reports
