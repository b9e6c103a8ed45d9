// The page that a judge reads first: six questions, each with a word, a symbol, one line and a
// paragraph.
#include <algorithm>
#include <array>

#include "reports/families.hpp"
#include "reports/numbers.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

namespace {

using Lines = std::vector<Statement>;

Block answer(const Record& record, std::string_view question, Badge badge, Lines lines,
             const std::string& target) {
    Card card;
    card.kind = CardKind::answer;
    card.title = stated(record.words.say(question));
    badge.word = record.words.text(badge.word);
    card.badge = std::move(badge);
    lines.back().text = lines.back().text + record.words.say(" ({0})", {link_to(target)});
    for (Statement& line : lines)
        card.blocks.push_back(paragraph(std::move(line.text), std::move(line.supports)));
    return card;
}

Block answer(const Record& record, std::string_view question, Badge badge, Inline reason,
             const Supports& supports, const std::string& target) {
    return answer(record, question, std::move(badge), Lines{stated(std::move(reason), supports)},
                  target);
}

// 'COMPAS (not used in this matter)': a line of the first page begins with the system it speaks of.
Inline system_name(const Record& record, const System& system) {
    const Inline name = strong(value(system.name.empty() ? system.id : system.name));
    if (!record.is_comparison_only(system)) return name;
    return name + record.words.say(" (not used in this matter)");
}

Block what_it_said(const Record& record) {
    constexpr std::string_view question = "What did the system say?";
    const Catalogue& words = record.words;
    Lines lines;
    std::vector<Inline> others;
    Supports other_supports;
    bool said = false;
    for (const auto* recorded : record.systems()) {
        const System& s = recorded->object;
        if (record.is_comparison_only(s)) {
            others.push_back(value(s.name.empty() ? s.id : s.name));
            other_supports = other_supports + record.from(*recorded);
            continue;
        }
        said = said || !s.output.empty();
        lines.push_back(stated(
            words.say("{0}: {1}", {system_name(record, s),
                                   record.or_words(s.output, "its output is not recorded.")}),
            record.from(*recorded)));
    }
    if (!said)
        lines = {
            stated(words.say("The record does not state the system’s output."), record.matter())};
    if (!others.empty())
        lines.push_back(stated(words.say("Named for comparison only, not used in this matter: {0}.",
                                         {comma_list(others)}),
                               other_supports));
    return answer(record, question,
                  said ? Badge{"i", "recorded", "plain"} : Badge{"?", "not recorded", "open"},
                  std::move(lines), "said");
}

// What is known about the errors of one system.
struct Known {
    std::uint64_t computed = 0;
    std::uint64_t reported = 0;
    std::vector<std::string> groups;  // with enough people
    std::vector<std::string> few;
    Supports supports;
};

Known known_of(const Record& record, std::string_view system) {
    Known known;
    for (const auto& recorded : record.file.measurements) {
        const Measurement& m = recorded.object;
        if (!is_about_rates(m) || is_comparison(m) || !m.value || m.system != system) continue;
        if (known.supports.empty()) known.supports = record.measurement(recorded);
        ++(m.basis == Basis::reported ? known.reported : known.computed);
        if (m.group.size() != 1) continue;
        const auto n = m.denominator ? m.denominator : m.n;
        auto& list = n && *n < few_units ? known.few : known.groups;
        const std::string key = group_key(m.group);
        if (std::find(list.begin(), list.end(), key) == list.end()) list.push_back(key);
    }
    std::erase_if(known.groups, [&](const std::string& g) {
        return std::find(known.few.begin(), known.few.end(), g) != known.few.end();
    });
    return known;
}

Inline known_in_words(const Catalogue& words, const Known& known) {
    if (known.computed == 0 && known.reported == 0)
        return words.say("no error figure is on record.");
    if (known.computed == 0)
        return words.say(
            "others printed rates; the data behind them are not held, so nobody can check them "
            "from this record.");
    Inline text = words.say("measured from data on record.");
    if (!known.groups.empty())
        text = words.count(known.groups.size(), "measured from data on record, for one group.",
                           "measured from data on record, for {0} groups.");
    if (!known.few.empty())
        text = text + words.count(known.few.size(),
                                  " For one more group there are too few people to say much.",
                                  " For {0} more groups there are too few people to say much.");
    return text;
}

Badge known_badge(const Known& known) {
    if (known.computed > 0 && known.few.empty()) return {"✓", "yes", "good"};
    if (known.computed > 0) return {"◐", "in part", "open"};
    if (known.reported > 0) return {"◐", "only as printed", "open"};
    return {"?", "not known", "open"};
}

// The answer is about the systems that acted; what is known of others is told, but does not count.
Block error_known(const Record& record) {
    constexpr std::string_view question = "Can its error rate be known, and for whom?";
    const Catalogue& words = record.words;
    Lines lines;
    std::optional<Badge> badge;
    const auto weaker = [&](const Badge& other) {
        return !badge || (badge->word == "yes") || other.word == "not known";
    };
    for (const auto* recorded : record.systems()) {
        const System& s = recorded->object;
        const Known known = known_of(record, s.id);
        const bool aside = record.is_comparison_only(s);
        if (aside && known.computed + known.reported == 0) continue;
        if (!aside && weaker(known_badge(known))) badge = known_badge(known);
        lines.push_back(
            stated(words.say("{0}: {1}", {system_name(record, s), known_in_words(words, known)}),
                   known.supports.empty() ? record.from(*recorded) : known.supports));
    }
    const Known unnamed = known_of(record, "");
    if (unnamed.computed + unnamed.reported > 0) {
        if (!badge) badge = known_badge(unnamed);
        lines.push_back(stated(words.say("{0}: {1}", {words.say("Of a system not named"),
                                                      known_in_words(words, unnamed)}),
                               unnamed.supports));
    }
    if (lines.empty())
        lines = {stated(words.say("No validation data and no published rate is on record."),
                        record.matter())};
    return answer(record, question, badge.value_or(Badge{"?", "not known", "open"}),
                  std::move(lines), "error-known");
}

// The question of the metric, both rates, then their difference: readable without any term of
// statistics.
Inline largest_in_words(const Record& record, const Differences& d) {
    const Catalogue& words = record.words;
    const Measurement& m = d.largest->object;
    const std::string_view question = metric_words(d.family->metric).question;
    Inline text = question.empty() ? value(d.family->title) + words.say(":") : words.say(question);
    for (const auto* group : {&m.group, &m.comparator})
        for (const FamilyRow& row : d.family->rows)
            if (row.rate != nullptr && row.rate->object.value &&
                group_key(row.rate->object.group) == group_key(*group))
                text = text + words.say(" {0}: {1}.", {strong(value(group_title(*group))),
                                                       frequency(words, *row.rate->object.value,
                                                                 row.rate->object.denominator)});
    return text + words.say(" Difference: {0}.", {comparison_in_words(words, m)});
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

Block differs(const Record& record) {
    constexpr std::string_view question = "Does it err differently for different groups?";
    const Catalogue& words = record.words;
    const std::vector<Family> all = families(record);
    const Differences d = differences(all);
    if (const Family* printed = printed_by_group(all); d.compared == 0 && printed != nullptr) {
        const bool has_data = find(record.file.datasets, printed->dataset) != nullptr;
        return answer(record, question, {"?", "not compared", "open"},
                      subject_of(record, printed->sample().object) +
                          words.say("not compared; printed rates by group:"),
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

Block custody(const Record& record) {
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
        auto& list = without ? nothing : documents;
        list = list + record.exhibit(e->object.id);
    }
    if (undocumented > 0)
        return answer(
            record, question, {"?", "not established", "open"},
            words.say("For {0} of {1} exhibits the record names no document for the time before "
                      "{2}.",
                      {number(grouped(undocumented)), number(grouped(record.exhibits().size())),
                       time_of(file.first_recorded)}),
            nothing, "custody-start");
    return answer(
        record, question, {"◐", "from entry 0 on", "open"},
        words.say("Recorded from {0}. Before that it rests on documents, not on a record made at "
                  "the time.",
                  {time_of(file.first_recorded)}),
        documents + record.last_entry(), "custody-start");
}

Block contest(const Record& record) {
    constexpr std::string_view question = "Can the defence contest it?";
    const Catalogue& words = record.words;
    std::array<std::uint64_t, 7> counts{};
    Supports supports;
    std::uint64_t all = 0;
    for (const auto& recorded : record.file.outcomes) {
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
    return answer(record, question, badge,
                  words.say("{0} rules on equality of arms were checked. Met: {1}; not met: {2}; "
                            "not established: {3}.",
                            {number(grouped(all)), number(grouped(met)), number(grouped(not_met)),
                             number(grouped(open))}),
                  supports, "rules-summary");
}

Block rules(const Record& record) {
    constexpr std::string_view question = "Which rules are not met?";
    const Catalogue& words = record.words;
    std::vector<Inline> not_met;
    std::uint64_t open = 0;
    Supports supports;
    for (const auto& recorded : record.file.outcomes) {
        const Outcome& o = recorded.object;
        if (o.verdict == Verdict::not_established || o.verdict == Verdict::error) ++open;
        if (o.verdict != Verdict::not_met) continue;
        not_met.push_back(words.say(
            "“{0}”", {link_to(anchor_of("rule", o.id), o.title.empty() ? o.rule : o.title)}));
        supports = supports + record.outcome(recorded);
    }
    if (record.file.outcomes.empty())
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
        reason = words.say("{0} and {1} more", {reason, number(grouped(count - shown_max))});
    reason = words.say("Not met: {0}.", {reason}) + (open > 0 ? others : Inline{}) +
             words.say(" These documents bind no court unless their card says so.");
    const std::string word = plain(words.say("{0} not met", {number(grouped(count))}));
    Badge badge{"✗", word, "adverse"};
    return answer(record, question, badge, reason, supports, "rules-summary");
}

void not_established(std::vector<Block>& blocks, const Record& record) {
    const Catalogue& words = record.words;
    List list;
    for (const auto* system : record.systems())
        if (!system->object.not_established.empty())
            list.items.push_back(
                stated(words.say("{0}: {1}", {system_name(record, system->object),
                                              value(system->object.not_established)}),
                       record.from(*system)));
    blocks.push_back(paragraph(strong(words.say("What the output does not establish"))));
    if (list.items.empty())
        blocks.push_back(paragraph(words.say("The record does not say.")));
    else
        blocks.push_back(std::move(list));
}

void missing(std::vector<Block>& blocks, const Record& record) {
    const Catalogue& words = record.words;
    const auto& gaps = record.gaps();
    blocks.push_back(paragraph(strong(words.say("What is missing"))));
    if (gaps.empty()) {
        blocks.push_back(
            paragraph(words.say("Nothing that a rule asked for. ({0})", {link_to("missing")})));
        return;
    }
    constexpr std::size_t shown_max = 4;
    List list;
    for (std::size_t i = 0; i < gaps.size() && i < shown_max; ++i) {
        const Gap& gap = gaps[i];
        const auto* fact = record.fact_of(gap.fact);
        const std::string text = !gap.text.empty() ? gap.text
                                 : fact != nullptr ? fact->object.statement
                                                   : "";
        Inline line = text.empty() ? code(gap.fact) : value(text);
        line = line + words.say(" – from {0}", {gap.holder.empty() ? words.say("a holder not known")
                                                                   : record.agent(gap.holder)});
        if (!gap.outcomes.empty())
            line = line + words.count(gap.outcomes.size(), "; one outcome hangs on it",
                                      "; {0} outcomes hang on it");
        list.items.push_back(stated(std::move(line), gap.supports));
    }
    blocks.push_back(std::move(list));
    if (gaps.size() > shown_max)
        blocks.push_back(
            paragraph(words.say("{0} more stand in the register of gaps. ({1})",
                                {number(grouped(gaps.size() - shown_max)), link_to("missing")}),
                      record.last_entry()));
}

}  // namespace

Section glance_section(const Record& record) {
    Section section;
    section.anchor = "glance";
    section.title = stated(record.words.say("Findings at a glance"));
    section.blocks.push_back(what_it_said(record));
    section.blocks.push_back(error_known(record));
    section.blocks.push_back(differs(record));
    section.blocks.push_back(custody(record));
    section.blocks.push_back(contest(record));
    section.blocks.push_back(rules(record));
    section.blocks.push_back(Callout{
        "note",
        stated(
            strong(record.words.say("How to read “the data allow 42 to 48”. ")) +
            record.words.say(
                "A figure from a sample is never exact. The range holds the true values that fit "
                "what was counted. Few people give a wide range; then the figure says little."))});
    not_established(section.blocks, record);
    missing(section.blocks, record);
    return section;
}

}  // namespace isonomia::reports
