// What drove a score: attributions as signed bars, and whether the claimed score can be recomputed.
#include "core/text.hpp"
#include "reports/answers.hpp"
#include "reports/explanation.hpp"
#include "reports/measurement_card.hpp"
#include "reports/numbers.hpp"
#include "reports/score_check.hpp"

namespace isonomia::reports {

namespace {

Block score_line(const Record& record, const Recorded<ScoreModel>& recorded) {
    const ScoreModel& model = recorded.object;
    const Catalogue& words = record.words;
    const Inline who = record.agent(model.subject);
    const auto* score = recomputed_score(record, model);
    Supports supports = record.from(recorded) + record.exhibit(model.exhibit);
    if (score != nullptr) supports = record.measurement(*score) + supports;
    const Inline title = value(model.title.empty() ? model.id : model.title);
    if (score == nullptr || !score->object.value) {
        return paragraph(
            model.claimed_score
                ? words.say("{0}: the system is said to have scored {1} at {2}. The score was not "
                            "recomputed.",
                            {title, who, number(shortest(*model.claimed_score))})
                : words.say("{0}: no score is stated for {1}, and none was recomputed.",
                            {title, who}),
            supports);
    }
    const Inline recomputed = strong(number(shortest(*score->object.value)));
    const bool from_file = model.form == ModelForm::file;
    if (!model.claimed_score && from_file)
        return paragraph(
            words.say("{0}: the model file gives {1} a result of {2}. The record does not state "
                      "what result the system gave.",
                      {title, who, recomputed}),
            supports);
    if (!model.claimed_score)
        return paragraph(
            words.say("{0}: the table gives {1} a score of {2}. The record does not state what "
                      "score the system gave.",
                      {title, who, recomputed}),
            supports);
    const bool same = *score_comes_out(record, model);
    const char* phrase =
        same && from_file ? "{0}: the system is said to have scored {1} at {2}. Recomputed from "
                            "the model file: {3}. The two agree."
        : from_file       ? "{0}: the system is said to have scored {1} at {2}. Recomputed from "
                            "the model file: {3}. The two do not agree: the file, the inputs or "
                            "the claimed score differs from what was used."
        : same            ? "{0}: the system is said to have scored {1} at {2}. Recomputed "
                            "from the table: {3}. The two "
                            "agree."
                          : "{0}: the system is said to have scored {1} at {2}. Recomputed "
                            "from the table: {3}. The two "
                            "do not agree: the table, the inputs or the claimed score differs "
                            "from what was used.";
    return paragraph(
        words.say(phrase, {title, who, number(shortest(*model.claimed_score)), recomputed}),
        supports);
}

}  // namespace

const Recorded<Measurement>* recomputed_score(const Record& record, const ScoreModel& model) {
    return record.measurement_of(model.id + "/recomputed_score");
}

std::optional<bool> score_comes_out(const Record& record, const ScoreModel& model) {
    const auto* score = recomputed_score(record, model);
    if (score == nullptr || !score->object.value || !model.claimed_score) return std::nullopt;
    const auto equal = score->object.parameters.find("equals_claimed");
    return equal != score->object.parameters.end() ? equal->second == "true"
                                                   : *score->object.value == *model.claimed_score;
}

std::optional<Block> score_answer(const Record& record) {
    const Catalogue& words = record.words;
    std::vector<Statement> lines;
    bool all = true;
    for (const auto& recorded : record.file.models) {
        const ScoreModel& model = recorded.object;
        const auto same = score_comes_out(record, model);
        if (!same) continue;
        all = all && *same;
        const auto* score = recomputed_score(record, model);
        lines.push_back(stated(
            words.say(
                *same ? "{0}: stated {1}, computed again {2}."
                      : "{0}: stated {1}, computed again {2}. Nothing on record explains it.",
                {strong(value(model.title.empty() ? model.id : model.title)),
                 number(shortest(*model.claimed_score)), number(shortest(*score->object.value))}),
            record.measurement(*score) + record.from(recorded)));
    }
    if (lines.empty()) return std::nullopt;
    return answer(record, "Does the stated result come out again?",
                  all ? Badge{"✓", "yes", "good"} : Badge{"✗", "no", "adverse"}, std::move(lines),
                  "score");
}

std::optional<Section> score_section(const Record& record) {
    Section section;
    section.anchor = "score";
    section.title = stated(record.words.say("What drove the score"));
    for (const auto& model : record.file.models)
        section.blocks.push_back(score_line(record, model));
    for (const auto& m : record.file.measurements)
        if (!is_about_rates(m.object) && !is_of_data(m.object) && !is_of_probe(m.object))
            section.blocks.push_back(measurement_card(record, m));
    if (section.blocks.empty()) return std::nullopt;
    return section;
}

}  // namespace isonomia::reports
