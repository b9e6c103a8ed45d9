#include "reports/measurement_card.hpp"

#include "core/text.hpp"
#include "reports/explanation.hpp"
#include "reports/figures.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

namespace {

// 'Tippett curve (contributors 2)'
Inline titled(const Record& record, const Measurement& m) {
    const Inline title = value(record.spoken_title(m.title.empty() ? m.metric : m.title));
    if (m.group.empty()) return title;
    std::vector<std::string> groups;
    for (const GroupValue& one : m.group)
        groups.push_back(one.attribute + " " + one.value);
    return record.words.say("{0} ({1})", {title, value(join(groups, ", "))});
}

}  // namespace

Card measurement_card(const Record& record, const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    const Catalogue& words = record.words;
    const Supports supports = record.measurement(recorded);
    Card card;
    card.kind = CardKind::metric;
    card.anchor = record.anchor(recorded);
    card.title = stated(titled(record, m), supports);
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

}  // namespace isonomia::reports
