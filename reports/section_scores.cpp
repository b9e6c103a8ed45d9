// What drove a score: attributions as signed bars, and whether the claimed score can be recomputed.
#include "core/text.hpp"
#include "reports/explanation.hpp"
#include "reports/figures.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

namespace {

Card measurement_card(const Record& record, const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    const Catalogue& words = record.words;
    const Supports supports = record.measurement(recorded);
    Card card;
    card.kind = CardKind::metric;
    card.anchor = record.anchor(recorded);
    card.title = stated(value(record.spoken_title(m.title.empty() ? m.metric : m.title)), supports);
    card.blocks = explanation_blocks(record, recorded);
    const bool plainly = card.blocks.empty();
    if (plainly && m.form == ResultForm::scalar)
        card.blocks.push_back(
            paragraph(words.say("Result: {0}.", {rate_in_words(words, m)}), supports));
    auto figure = m.form == ResultForm::scalar ? std::nullopt : measured_figure(record, recorded);
    if (figure && (plainly || m.form == ResultForm::matrix))
        card.blocks.push_back(std::move(*figure));
    else if (!figure && plainly && m.form != ResultForm::scalar)
        card.blocks.push_back(paragraph(
            words.say("No value of it is on record, so there is nothing to show."), supports));
    DefinitionList list;
    list.entries.push_back(
        {words.say("What it does not mean"),
         {stated(m.not_shown.empty() && m.form == ResultForm::scalar
                     ? words.say("The record does not say.")
                 : m.not_shown.empty() ? words.say("A contribution shows how this score was put "
                                                   "together. It does not show that "
                                                   "the feature caused anything in the world.")
                                       : record.spoken(m.not_shown),
                 supports)}});
    Inline technical = code(m.metric);
    if (!m.exhibits.empty())
        technical = technical + words.say("; from {0}", {record.exhibit_links(m.exhibits)});
    for (const auto& [name, text] : m.parameters)
        technical = technical + words.say("; {0}: {1}", {value(name), value(text)});
    list.entries.push_back({words.say("For the expert"), {stated(std::move(technical), supports)}});
    card.blocks.push_back(std::move(list));
    return card;
}

const Recorded<Measurement>* recomputed_score(const Record& record, const ScoreModel& model) {
    return record.measurement_of(model.id + "/recomputed_score");
}

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
    const auto equal = score->object.parameters.find("equals_claimed");
    const bool same = equal != score->object.parameters.end()
                          ? equal->second == "true"
                          : *score->object.value == *model.claimed_score;
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

std::optional<Section> score_section(const Record& record) {
    Section section;
    section.anchor = "score";
    section.title = stated(record.words.say("What drove the score"));
    for (const auto& model : record.file.models)
        section.blocks.push_back(score_line(record, model));
    for (const auto& m : record.file.measurements)
        if (!is_about_rates(m.object) && !is_of_probe(m.object))
            section.blocks.push_back(measurement_card(record, m));
    if (section.blocks.empty()) return std::nullopt;
    return section;
}

}  // namespace isonomia::reports
