// The answers of the first page that speak of groups, custody, the defence and rules.
#include <algorithm>
#include <array>
#include <cmath>

#include "reports/answers.hpp"
#include "reports/families.hpp"
#include "reports/footnotes.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

namespace {

// The rates of the two groups that the largest difference compares, as far as they are known.
std::vector<const Measurement*> compared_rates(const Differences& d) {
    std::vector<const Measurement*> rates;
    for (const auto* group : {&d.largest->object.group, &d.largest->object.comparator})
        for (const FamilyRow& row : d.family->rows)
            if (row.rate != nullptr && row.rate->object.value &&
                group_key(row.rate->object.group) == group_key(*group))
                rates.push_back(&row.rate->object);
    return rates;
}

std::uint64_t base_of_largest(const Differences& d) {
    std::vector<const Measurement*> figures = compared_rates(d);
    figures.push_back(&d.largest->object);
    return common_base(figures).value_or(100);
}

// Whether the rates, rounded, differ by as much as their difference does.
bool adds_up(const std::vector<const Measurement*>& rates, double difference, std::uint64_t base) {
    const auto whole = [base](double x) { return std::llround(x * static_cast<double>(base)); };
    return rates.size() != 2 ||
           whole(*rates[0]->value) - whole(*rates[1]->value) == whole(difference);
}

// The question of the metric, both rates, then their difference: readable without any term of
// statistics.
Inline largest_in_words(const Record& record, const Differences& d) {
    const Catalogue& words = record.words;
    const Measurement& m = d.largest->object;
    const std::string_view question = metric_words(d.family->metric).question;
    Inline text = question.empty() ? value(d.family->title) + words.say(":") : words.say(question);
    const std::vector<const Measurement*> rates = compared_rates(d);
    const std::uint64_t base = base_of_largest(d);
    for (const Measurement* rate : rates)
        text = text +
               words.say(" {0}: {1}.", {strong(value(group_name(rate->group))),
                                        frequency(words, *rate->value, rate->denominator, base)});
    return text +
           words.say(adds_up(rates, *m.value, base) ? " Difference: {0}."
                                                    : " Difference, before rounding: {0}.",
                     {comparison_in_words(words, m, base) + derivation_note(record, *d.largest)});
}

// Printed rates by group of a data set without counts: nothing can be compared, but they are there.
const Family* printed_by_group(const std::vector<Family>& all) {
    const auto it = std::find_if(all.begin(), all.end(), [](const Family& f) {
        return f.in_body && !f.attributes.empty() && f.rows.size() > 1 &&
               f.sample().object.basis == Basis::reported;
    });
    return it == all.end() ? nullptr : &*it;
}

Inline subject_of(const Record& record, const Measurement& m) {
    const System* system = find(record.file.systems, m.system);
    if (system == nullptr) return {};
    return system_name(record, *system) + record.words.say(": ");
}

}  // namespace

Block differs_answer(const Record& record) {
    constexpr std::string_view question = "Does it err differently for different groups?";
    const Catalogue& words = record.words;
    const std::vector<Family> all = families(record);
    const Differences d = differences(all);
    if (const Family* printed = printed_by_group(all); d.compared == 0 && printed != nullptr) {
        const bool has_data = find(record.file.datasets, printed->dataset) != nullptr;
        return answer(record, question, {"?", "not compared", "open"},
                      subject_of(record, printed->sample().object) +
                          words.say("no comparison can be made; others printed rates by group."),
                      record.measurement(printed->sample()),
                      has_data ? anchor_of("data", printed->dataset) : "error-known");
    }
    if (d.compared == 0)
        return answer(record, question, {"?", "not measured", "open"},
                      words.say("No groups were compared."), record.matter(), "difference");
    if (d.largest == nullptr)
        return answer(
            record, question, {"?", "not shown", "open"},
            words.say(
                "No difference is shown by these data. That does not show that there is none."),
            record.last_entry(), "difference");
    const System* system = find(record.file.systems, d.largest->object.system);
    const bool aside = system != nullptr && record.is_comparison_only(*system);
    const Badge badge =
        aside ? Badge{"?", "not known", "open"} : Badge{"≠", "it differs", "adverse"};
    return answer(record, question, badge,
                  subject_of(record, d.largest->object) + largest_in_words(record, d),
                  record.measurement(*d.largest), "difference");
}

std::optional<Callout> range_note(const Record& record) {
    const std::vector<Family> all = families(record);
    const Differences d = differences(all);
    if (d.largest == nullptr) return std::nullopt;
    const Catalogue& words = record.words;
    const Inline range = difference_range(words, *d.largest->object.interval, base_of_largest(d));
    return Callout{
        "note",
        stated(strong(words.say("How to read “{0}”. ", {range})) +
                   words.say("A figure from a sample is never exact. The range holds the true "
                             "values that fit what was counted. Few people give a wide range; "
                             "then the figure says little."),
               record.measurement(*d.largest))};
}

Block custody_answer(const Record& record) {
    constexpr std::string_view question = "Is the chain of custody whole?";
    const Catalogue& words = record.words;
    const auto& file = record.file;
    if (file.entries == 0)
        return answer(record, question, {"?", "not recorded", "open"},
                      words.say("The case record is empty."), {}, "custody-start");
    Supports documents;
    Supports nothing;
    std::uint64_t undocumented = 0;
    for (const auto* e : record.exhibits()) {
        const bool without = e->object.custody_rests_on.empty();
        undocumented += without ? 1 : 0;
        append(without ? nothing : documents, record.exhibit(e->object.id));
    }
    if (undocumented > 0)
        return answer(
            record, question, {"?", "not established", "open"},
            words.count(undocumented,
                        "For one of {1} exhibits no document says who had it before this record "
                        "began on {2}.",
                        "For {0} of {1} exhibits no document says who had them before this record "
                        "began on {2}.",
                        {number(grouped(record.exhibits().size())), time_of(file.first_recorded)}),
            nothing, "custody-start");
    return answer(
        record, question, {"◐", "from entry 0 on", "open"},
        words.say("Recorded from {0}. Before that it rests on documents, not on a record made at "
                  "the time.",
                  {time_of(file.first_recorded)}),
        documents + record.last_entry(), "custody-start");
}

Block contest_answer(const Record& record) {
    constexpr std::string_view question = "Can the defence contest it?";
    const Catalogue& words = record.words;
    std::array<std::uint64_t, 7> counts{};
    Supports supports;
    std::uint64_t all = 0;
    for (const auto& recorded : record.outcomes()) {
        const Outcome& o = recorded.object;
        if (o.principle != "equality-of-arms" || o.verdict == Verdict::not_applicable) continue;
        ++all;
        ++counts[static_cast<std::size_t>(o.verdict)];
        supports = supports + record.outcome(recorded);
    }
    if (all == 0)
        return answer(record, question, {"?", "not examined", "open"},
                      words.say("No rule on equality of arms was evaluated."), record.matter(),
                      "rules-summary");
    const auto met = counts[static_cast<std::size_t>(Verdict::met)];
    const auto not_met = counts[static_cast<std::size_t>(Verdict::not_met)];
    const auto open = counts[static_cast<std::size_t>(Verdict::not_established)];
    const Badge badge = not_met > 0  ? Badge{"✗", "not on these facts", "adverse"}
                        : met == all ? Badge{"✓", "conditions met", "good"}
                                     : Badge{"?", "not established", "open"};
    return answer(
        record, question, badge,
        words.count(all,
                    "One rule on equality of arms was checked. Met: {1}; not met: {2}; "
                    "not established: {3}.",
                    "{0} rules on equality of arms were checked. Met: {1}; not met: {2}; "
                    "not established: {3}.",
                    {number(grouped(met)), number(grouped(not_met)), number(grouped(open))}),
        supports, "rules-summary");
}

Block rules_answer(const Record& record) {
    constexpr std::string_view question = "Which rules are not met?";
    const Catalogue& words = record.words;
    std::vector<Inline> not_met;
    std::uint64_t open = 0;
    Supports supports;
    for (const auto& recorded : record.outcomes()) {
        const Outcome& o = recorded.object;
        if (o.verdict == Verdict::not_established || o.verdict == Verdict::error) ++open;
        if (o.verdict != Verdict::not_met) continue;
        not_met.push_back(words.say(
            "“{0}”", {link_to(anchor_of("rule", o.id), o.title.empty() ? o.rule : o.title)}));
        supports = supports + record.outcome(recorded);
    }
    if (record.outcomes().empty())
        return answer(record, question, {"?", "none checked", "open"},
                      words.say("No rule was evaluated."), record.matter(), "rules-summary");
    const Inline others =
        words.count(open, " One more cannot be decided.", " {0} more cannot be decided.");
    if (not_met.empty())
        return answer(
            record, question,
            open > 0 ? Badge{"?", "none, but some are open", "open"} : Badge{"✓", "none", "good"},
            words.say("No evaluated rule came out as not met.") + (open > 0 ? others : Inline{}),
            record.last_entry(), "rules-summary");
    constexpr std::size_t shown_max = 5;
    const std::size_t count = not_met.size();
    if (count > shown_max) not_met.resize(shown_max);
    Inline reason = comma_list(not_met);
    if (count > shown_max)
        reason = words.count(count - shown_max, "{1} and one more", "{1} and {0} more", {reason});
    reason = words.say("Not met: {0}.", {reason}) + (open > 0 ? others : Inline{}) +
             words.say(" These documents bind no court unless their card says so.");
    const std::string word = plain(words.count(count, "one not met", "{0} not met"));
    Badge badge{"✗", word, "adverse"};
    return answer(record, question, badge, reason, supports, "rules-summary");
}

}  // namespace isonomia::reports
