#include "reports/reliability_notes.hpp"

#include "core/text.hpp"
#include "reports/numbers.hpp"
#include "reports/parameter.hpp"

namespace isonomia::reports {

namespace {

std::optional<double> number_in(const Measurement& m, const char* name) {
    return parse_number(parameter(m, name));
}

// A test that did not find a difference, with what it could have found: counts that are too small
// find nothing, whatever the truth.
std::vector<Statement> undetected(const Record& record, const Family& family) {
    const Catalogue& words = record.words;
    std::vector<Statement> lines;
    for (const FamilyRow& row : family.rows) {
        if (row.difference == nullptr) continue;
        const Measurement& m = row.difference->object;
        if (!m.p_adjusted || !m.interval || *m.p_adjusted < 1 - m.interval->level) continue;
        const auto least = number_in(m, "p_attainable_min");
        if (!least) continue;
        Inline text = words.say(
            "{0}: the smallest p-value that these counts could have given is "
            "{1}.",
            {strong(group_words(words, m.group)), p_value(words, *least)});
        if (*least > 1 - m.interval->level)
            text = text + words.say(
                              " So this test could not have found a difference, whatever "
                              "there was.");
        const auto up = number_in(m, "gap_detectable_up");
        const auto down = number_in(m, "gap_detectable_down");
        if (up)
            text = text + words.say(
                              " A true difference of {0} more would have been found four "
                              "times in five.",
                              {frequency(words, *up, std::nullopt)});
        if (down)
            text = text + words.say(
                              " A true difference of {0} fewer would have been found four "
                              "times in five.",
                              {frequency(words, *down, std::nullopt)});
        if (!up && !down)
            text = text + words.say(
                              " No difference, however large, would have been found four "
                              "times in five.");
        lines.push_back(stated(std::move(text), record.measurement(*row.difference)));
    }
    return lines;
}

// Bounds of level 1: what the rate can be, whatever is missing or wrongly recorded.
std::vector<Statement> bounded(const Record& record, const Family& family, const char* method,
                               const char* phrase) {
    const Catalogue& words = record.words;
    std::vector<Statement> lines;
    for (const FamilyRow& row : family.rows) {
        if (row.rate == nullptr || !row.rate->object.value) continue;
        const Measurement& m = row.rate->object;
        for (const Interval& bounds : m.other_intervals) {
            if (bounds.method != method || bounds.low == bounds.high) continue;
            lines.push_back(stated(words.say(phrase, {strong(group_words(words, m.group)),
                                                      frequency(words, bounds.low, std::nullopt),
                                                      frequency(words, bounds.high, std::nullopt)}),
                                   record.measurement(*row.rate)));
        }
    }
    return lines;
}

// How many hypotheses were adjusted together, and whether they were fixed before the data were
// seen.
std::vector<Statement> together(const Record& record, const Family& family) {
    const Catalogue& words = record.words;
    for (const FamilyRow& row : family.rows) {
        if (row.difference == nullptr || !row.difference->object.p_adjusted) continue;
        const Measurement& m = row.difference->object;
        const auto declared = m.parameters.find("family_declared");
        if (declared == m.parameters.end()) continue;
        const bool before = declared->second == "before the data were seen";
        return {stated(
            words.say(before ? "The p-values are adjusted together ({0}). These comparisons were "
                               "declared before the data were seen."
                             : "The p-values are adjusted together ({0}). It is not stated that "
                               "these comparisons were chosen before the data were seen; a "
                               "comparison picked because it stood out proves less than its "
                               "p-value says.",
                      {record.spoken(m.adjustment)}),
            record.measurement(*row.difference))};
    }
    return {};
}

}  // namespace

void add_reliability_notes(DefinitionList& list, const Record& record, const Family& family) {
    const Catalogue& words = record.words;
    const auto add = [&](std::string_view term, std::vector<Statement> lines) {
        if (!lines.empty()) list.entries.push_back({words.say(term), std::move(lines)});
    };
    add("Where no difference is shown: what could have been found", undetected(record, family));
    add("Whatever is missing",
        bounded(record, family, "missing-values-bounds",
                "{0}: between {1} and {2}, whatever the missing values would have been."));
    add("If outcomes were recorded wrongly as often as stated",
        bounded(record, family, "label-error-bounds",
                "{0}: between {1} and {2} against the true outcome."));
    add("If people were recorded in wrong groups as often as stated",
        bounded(record, family, "group-label-error-bounds",
                "{0}: between {1} and {2} among those who truly belong to the group."));
    add("Many comparisons", together(record, family));
}

}  // namespace isonomia::reports
