// Two plain pages for the person concerned: what was said, what drove it, what is not known, and
// how to contest it. Short sentences; no term of statistics or law without its meaning.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.hpp"
#include "reports/explanation.hpp"
#include "reports/families.hpp"
#include "reports/footnotes.hpp"
#include "reports/likelihood_ratio.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"
#include "reports/score_check.hpp"

namespace isonomia::reports {

namespace {

constexpr std::size_t shown_max = 5;  // of a kind: two pages, not ten

Section titled(const Record& record, std::string_view anchor, std::string_view title) {
    Section section;
    section.anchor = anchor;
    section.title = stated(record.words.say(title));
    return section;
}

Section said(const Record& record) {
    const Catalogue& words = record.words;
    Section section = titled(record, "said", "What the computer said");
    for (const auto* recorded : record.systems()) {
        const System& s = recorded->object;
        if (record.is_comparison_only(s)) continue;
        section.blocks.push_back(
            paragraph(words.say("A computer program was used: {0}. It said: {1}",
                                {strong(value(s.name)), record.or_words(s.output,
                                                                        "what it said is not on "
                                                                        "record.")}),
                      record.from(*recorded)));
        section.blocks.push_back(
            paragraph(words.say("What that does not prove: {0}",
                                {record.or_words(s.not_established, "the record does not say.")}),
                      record.from(*recorded)));
    }
    if (section.blocks.empty())
        section.blocks.push_back(paragraph(words.say("The record names no computer program.")));
    for (const auto& model : record.file.models)
        if (score_comes_out(record, model.object) == false)
            section.blocks.push_back(paragraph(
                words.say("The same result was computed again from the papers: {0}. The program is "
                          "said to have given {1}. The two differ. You can ask why.",
                          {number(shortest(*recomputed_score(record, model.object)->object.value)),
                           number(shortest(*model.object.claimed_score))}),
                record.from(model)));
    for (const auto& act : record.file.activities)
        if (act.object.kind == ActivityKind::decision)
            section.blocks.push_back(
                paragraph(words.say("What people then decided: {0}",
                                    {record.or_words(act.object.result.empty() ? act.object.title
                                                                               : act.object.result,
                                                     "not described")}),
                          record.from(act)));
    return section;
}

// The strongest contributions to a score, in order, in words.
void driven_by(Section& section, const Record& record, const Recorded<Measurement>& recorded) {
    const Catalogue& words = record.words;
    std::vector<const Point*> points;
    for (const Point& p : recorded.object.series)
        if (p.value && *p.value != 0.0 && !p.label.empty()) points.push_back(&p);
    std::stable_sort(points.begin(), points.end(), [](const Point* a, const Point* b) {
        return std::abs(*a->value) > std::abs(*b->value);
    });
    if (points.size() > shown_max) points.resize(shown_max);
    List list;
    for (const Point* p : points)
        list.items.push_back(stated(*p->value > 0 ? words.say("{0}: raised it", {value(p->label)})
                                                  : words.say("{0}: lowered it", {value(p->label)}),
                                    record.measurement(recorded)));
    if (!list.items.empty()) section.blocks.push_back(std::move(list));
}

Section drove(const Record& record) {
    const Catalogue& words = record.words;
    Section section = titled(record, "drove", "What drove the result");
    for (const auto& m : record.file.measurements) {
        if (m.object.metric != "shapley_attribution" || m.object.form != ResultForm::series)
            continue;
        section.blocks.push_back(
            paragraph(words.say("These answers counted most, the strongest first:")));
        driven_by(section, record, m);
        for (const auto& other : record.file.measurements)
            if (Inline sentence = counterfactual_sentence(words, other.object); !sentence.empty())
                section.blocks.push_back(paragraph(std::move(sentence), record.measurement(other)));
        section.blocks.push_back(paragraph(
            words.say("This shows how the result was put together. It does not show that it is "
                      "right.")));
        return section;
    }
    section.blocks.push_back(paragraph(
        words.say("The record does not show what drove the result. You can ask for it.")));
    return section;
}

// A question and its answer for each group, the whole first.
List answers(const Record& record, const Family& family) {
    const Catalogue& words = record.words;
    std::vector<const Recorded<Measurement>*> shown;
    std::vector<const Measurement*> figures;
    for (const FamilyRow& row : family.rows) {
        if (row.rate == nullptr || shown.size() >= shown_max) continue;
        shown.push_back(row.rate);
        figures.push_back(&row.rate->object);
    }
    const auto base = common_base(figures);
    List list;
    for (const auto* rate : shown) {
        const Measurement& m = rate->object;
        list.items.push_back(
            stated(words.say("{0}: {1}.",
                             {m.group.empty() ? words.say("everybody") : value(group_name(m.group)),
                              rate_in_words(words, m, base)}),
                   record.measurement(*rate)));
    }
    return list;
}

// In plain words: of a likelihood ratio without the name of a proposition.
Block question_of(const Record& record, const Family& family) {
    const Catalogue& words = record.words;
    const std::string first = first_proposition(record, family.sample().object);
    if (family.metric != "case_likelihood_ratio" || first.empty())
        return paragraph(strong(words.say(metric_words(family.metric).question)));
    return paragraph(strong(words.say("How often did tests give a figure as large as this one, or "
                                      "larger, when this was not so: {0}?",
                                      {value(first)})),
                     record.measurement(family.sample()));
}

// Figures of another program say nothing about the one that was used.
bool of_another_program(const Record& record, const Family& family) {
    const System* system = find(record.file.systems, family.sample().object.system);
    return system != nullptr && record.is_comparison_only(*system);
}

Section errs(const Record& record) {
    const Catalogue& words = record.words;
    Section section = titled(record, "errs", "How often it is wrong");
    constexpr std::size_t questions_max = 2;
    std::size_t questions = 0;
    const System* other = nullptr;
    for (const Family& family : families(record)) {
        if (of_another_program(record, family)) {
            other = find(record.file.systems, family.sample().object.system);
            continue;
        }
        const bool asked = !metric_words(family.metric).question.empty();
        if (!family.in_body || !asked || questions >= questions_max) continue;
        List list = answers(record, family);
        if (list.items.empty()) continue;
        if (questions++ == 0)
            section.blocks.push_back(paragraph(words.say(
                "These figures are about many people. They do not say whether the answer about "
                "you was right. Where the data allow a range, the true figure may lie anywhere "
                "in it.")));
        section.blocks.push_back(question_of(record, family));
        section.blocks.push_back(std::move(list));
    }
    if (questions == 0)
        section.blocks.push_back(paragraph(
            words.say("Nobody can tell from this record how often the program is wrong. You can "
                      "ask for figures that show it.")));
    if (questions == 0 && other != nullptr)
        section.blocks.push_back(
            paragraph(words.say("The record has figures about another program, {0}. They do not "
                                "say how often the one used here is wrong.",
                                {value(other->name.empty() ? other->id : other->name)}),
                      record.matter()));
    return section;
}

// Quotation marks inside a quotation: those of the other kind.
std::string with_inner_quotes(std::string text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> marks{
        {{"“", "‘"}, {"”", "’"}, {"«\u00A0", "“"}, {"\u00A0»", "”"}}};
    for (const auto& [outer, inner] : marks)
        for (auto at = text.find(outer); at != std::string::npos; at = text.find(outer, at))
            text.replace(at, outer.size(), inner);
    return text;
}

Section contest(const Record& record) {
    const Catalogue& words = record.words;
    Section section = titled(record, "contest", "How you can contest it");
    section.blocks.push_back(paragraph(words.say(
        "You can say that the result is wrong, that it should not have been used, or that you were "
        "not given what you need to check it. Speak with your lawyer first.")));
    List list;
    for (const Gap* gap : record.foremost_gaps(shown_max))
        list.items.push_back(stated(
            words.say("Ask {0}: “{1}”",
                      {gap->holder.empty() ? words.say("the court, because the holder is not known")
                                           : record.agent(gap->holder),
                       value(with_inner_quotes(gap->text))}),
            gap->supports));
    if (!list.items.empty()) {
        section.blocks.push_back(
            paragraph(words.say("What is missing, the most important first:")));
        section.blocks.push_back(std::move(list));
    }
    List rules;
    std::set<std::string> named;
    for (const auto& outcome : record.outcomes()) {
        const Outcome& o = outcome.object;
        if (o.verdict != Verdict::not_met || rules.items.size() >= shown_max) continue;
        rules.items.push_back(stated(
            value(o.title.empty() ? o.rule : o.title) + authority_note(record, outcome, named),
            record.outcome(outcome)));
    }
    if (!rules.items.empty()) {
        section.blocks.push_back(paragraph(
            words.say("On the facts on record, these conditions are not met. The court decides "
                      "what follows:")));
        section.blocks.push_back(std::move(rules));
    }
    if (!record.file.matter.empty() && !record.file.matter.front().object.hearing_on.empty())
        section.blocks.push_back(
            paragraph(words.say("The hearing is on {0}.",
                                {strong(date(record.file.matter.front().object.hearing_on))}),
                      record.matter()));
    return section;
}

}  // namespace

std::vector<Section> accused_sections(const Record& record) {
    return {said(record), drove(record), errs(record), contest(record)};
}

}  // namespace isonomia::reports
