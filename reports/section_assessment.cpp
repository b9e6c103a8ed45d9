// The human-rights impact assessments on record, the last of each system: what was answered, what
// counts as the worst because it was not, and the decision with what stands against it.
#include "reports/section_assessment.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

namespace {

std::string_view title_of(Grade grade) {
    constexpr std::array<std::string_view, 4> titles{"low", "moderate", "high", "severe"};
    return titles[static_cast<std::size_t>(grade)];
}

std::string_view title_of(ImpactDecision decision) {
    constexpr std::array<std::string_view, 6> titles{
        "none yet",      "deploy",          "deploy on conditions",
        "do not deploy", "suspend the use", "cease the use"};
    return titles[static_cast<std::size_t>(decision)];
}

// What was not given, as the recorder names it.
std::string_view title_of_gap(const std::string& gap) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> titles{
        {{"touched", "whether it is touched"},
         {"because", "why it is not touched"},
         {"scale", "how grave"},
         {"scope", "how many"},
         {"reversal", "how hard to put right"},
         {"probability", "how probable"}}};
    for (const auto& [name, title] : titles)
        if (name == gap) return title;
    return "something else";
}

Inline persons(double number_of) { return number(grouped(static_cast<std::uint64_t>(number_of))); }

class Assessed {
public:
    Assessed(const Record& record, const Recorded<ImpactAssessment>& recorded)
        : record_(record),
          words_(record.words),
          assessment_(recorded.object),
          supports_(record.from(recorded)) {}

    void write(std::vector<Block>& into) const {
        into.push_back(paragraph(head(), supports_));
        into.push_back(decision());
        into.push_back(rights());
        if (!assessment_.flagged.empty()) into.push_back(flagged());
        into.push_back(answers());
        if (!assessment_.changes.empty()) into.push_back(changes());
    }

private:
    [[nodiscard]] Statement said(Inline text) const { return {std::move(text), supports_}; }

    [[nodiscard]] Inline head() const {
        const System* known = find(record_.file.systems, assessment_.system);
        const std::string& system = known == nullptr ? assessment_.system : known->name;
        const Agent* agent = find(record_.file.agents, assessment_.by);
        return words_.say(
            assessment_.phase == ImpactPhase::before ? "{0}: assessed before its use by {1}, {2}."
                                                     : "{0}: assessed in use by {1}, {2}.",
            {record_.or_words(system, "not stated"),
             record_.or_words(agent == nullptr ? assessment_.by : agent->name, "not stated"),
             record_.day(assessment_.on, "date not recorded")});
    }

    // One entry with a detail a text, or with the words that there is none.
    [[nodiscard]] Definition entry(std::string_view term, const std::vector<std::string>& texts,
                                   std::string_view none) const {
        Definition made{words_.say(term), {}};
        for (const std::string& text : texts)
            made.details.push_back(said(value(text)));
        if (texts.empty()) made.details.push_back(said(words_.say(none)));
        return made;
    }

    [[nodiscard]] Block decision() const {
        DefinitionList list;
        list.entries.push_back(
            {words_.say("Decision"),
             {said(words_.say("{0}; by {1}, {2}; to be reviewed: {3}",
                              {words_.say(title_of(assessment_.decision)),
                               record_.or_words(assessment_.decided_by, "nobody named"),
                               record_.day(assessment_.decided_on, "date not recorded"),
                               record_.day(assessment_.review_on, "no date set")}))}});
        std::vector<std::string> reasons;
        if (!assessment_.reasons.empty()) reasons.push_back(assessment_.reasons);
        list.entries.push_back(entry("Reasons", reasons, "No reasons are given."));
        list.entries.push_back(
            entry("What stands against it", assessment_.against_decision,
                  "Nothing that the program can tell; what it cannot tell may."));
        std::vector<std::string> heard;
        for (const Stakeholder& one : assessment_.stakeholders)
            if (one.heard)
                heard.push_back(one.said.empty() ? one.group : one.group + ": " + one.said);
        list.entries.push_back(entry("Who was heard", heard, "Nobody who is affected was heard."));
        return list;
    }

    [[nodiscard]] Inline gaps(const ImpactRight& right) const {
        std::vector<Inline> parts;
        for (const std::string& gap : right.raised)
            parts.push_back(words_.say(title_of_gap(gap)));
        if (right.residual_refused)
            parts.push_back(words_.say("lowered without a measure that has owner and date"));
        return parts.empty() ? words_.say("nothing") : comma_list(parts);
    }

    [[nodiscard]] Block rights() const {
        Table table;
        table.caption =
            said(words_.say("Rights: severity and probability stand side by side, and "
                            "nothing is added up"));
        table.columns = {words_.say("Right"),
                         words_.say("Severity"),
                         words_.say("Probability"),
                         words_.say("Severity that remains"),
                         words_.say("Probability that remains"),
                         words_.say("Counted as the worst"),
                         words_.say("Measures")};
        for (const ImpactRight& right : assessment_.rights) {
            std::vector<Inline> measures;
            for (const std::string& one : right.safeguards)
                measures.push_back(value(one));
            for (const Mitigation& one : right.mitigations)
                measures.push_back(
                    words_.say("{0} ({1}, {2})", {record_.or_words(one.what, "not stated"),
                                                  record_.or_words(one.owner, "nobody named"),
                                                  record_.day(one.due, "no date set")}));
            Row row;
            row.supports = supports_;
            row.cells = {head_cell(
                record_.or_words(right.title.empty() ? right.right : right.title, "not named"))};
            const bool none = !right.touched;
            for (const Grade grade : {right.severity, right.probability, right.residual_severity,
                                      right.residual_probability})
                row.cells.push_back(cell(words_.say(none ? "not touched" : title_of(grade))));
            row.cells.push_back(cell(gaps(right)));
            row.cells.push_back(cell(measures.empty() ? words_.say("none recorded")
                                                      : short_list(words_, measures)));
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    [[nodiscard]] Block flagged() const {
        Table table;
        table.caption = said(words_.say(
            "Persons wrongly marked a year: persons on whom the system would decide, less those "
            "for whom the outcome holds, times the false-positive rate"));
        table.columns = {words_.say("Group"), words_.say("Persons a year"),
                         words_.say("Wrongly marked"), words_.say("By current practice")};
        for (const WronglyFlagged& one : assessment_.flagged) {
            Row row;
            row.supports = supports_;
            const bool known = one.number && one.low && one.high;
            row.cells = {
                head_cell(one.group.empty() ? words_.say("everybody") : value(one.group)),
                number_cell(persons(one.persons_per_year)),
                number_cell(
                    known
                        ? words_.say("{0}, between {1} and {2}",
                                     {persons(std::round(*one.number)),
                                      persons(std::floor(*one.low)), persons(std::ceil(*one.high))})
                        : words_.say("unknown: {0}",
                                     {record_.or_words(one.undefined_reason, "no reason stated")})),
                number_cell(one.currently ? persons(*one.currently) : words_.say("not stated"))};
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    [[nodiscard]] Block answers() const {
        Table table;
        table.caption = said(words_.say("Questions and answers"));
        table.columns = {words_.say("Question"), words_.say("Answer"), words_.say("Answers to")};
        for (const ImpactAnswer& one : assessment_.answers) {
            Row row;
            row.supports = supports_ + record_.exhibit(one.exhibit);
            row.cells = {
                head_cell(
                    record_.or_words(one.asks.empty() ? one.question : one.asks, "not named")),
                cell(one.text.empty()
                         ? words_.say(one.critical
                                          ? "Not answered: nothing can be decided without it."
                                          : "Not answered.")
                         : value(one.text)),
                cell(record_.or_words(join(one.answers_to, ", "), "nothing stated"))};
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    [[nodiscard]] Block changes() const {
        DefinitionList list;
        Definition made{words_.say("What has changed since the assessment before"), {}};
        for (const std::string& change : assessment_.changes)
            made.details.push_back(said(value(change)));
        list.entries.push_back(std::move(made));
        return list;
    }

    const Record& record_;
    const Catalogue& words_;
    const ImpactAssessment& assessment_;
    Supports supports_;
};

}  // namespace

std::vector<const Recorded<ImpactAssessment>*> last_assessments(const CaseFile& file) {
    std::vector<const Recorded<ImpactAssessment>*> last;
    for (const auto& recorded : file.impact_assessments) {
        const auto same = std::find_if(last.begin(), last.end(), [&](const auto* one) {
            return one->object.system == recorded.object.system;
        });
        if (same == last.end())
            last.push_back(&recorded);
        else if (recorded.object.on >= (*same)->object.on)
            *same = &recorded;
    }
    return last;
}

Section assessment_section(const Record& record) {
    Section section;
    section.anchor = "assessment";
    section.title = stated(record.words.say("Human-rights impact assessment"));
    const auto last = last_assessments(record.file);
    if (last.empty())
        section.blocks.push_back(paragraph(record.words.say(
            "No impact assessment is on record. Nothing below stands in for one.")));
    for (const auto* recorded : last)
        Assessed(record, *recorded).write(section.blocks);
    return section;
}

}  // namespace isonomia::reports
