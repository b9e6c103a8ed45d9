// The page that a judge reads first: six questions, each with a word, a symbol, one line and a
// paragraph.
#include <algorithm>

#include "reports/answers.hpp"
#include "reports/likelihood_ratio.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

Block answer(const Record& record, std::string_view question, Badge badge,
             std::vector<Statement> lines, const std::string& target) {
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
    return answer(record, question, std::move(badge),
                  std::vector<Statement>{stated(std::move(reason), supports)}, target);
}

Inline system_name(const Record& record, const System& system) {
    const Inline name = strong(value(system.name.empty() ? system.id : system.name));
    if (!record.is_comparison_only(system)) return name;
    return name + record.words.say(" (not used in this matter)");
}

namespace {

using Lines = std::vector<Statement>;

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
                  said ? Badge{"●", "recorded", "plain"} : Badge{"?", "not recorded", "open"},
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

// A likelihood ratio is no answer that is right or wrong: it is held against cases that are known.
Inline ratios_in_words(const Catalogue& words, const Known& known) {
    if (known.groups.empty())
        return words.say("its likelihood ratios were held against known cases on record.");
    return words.count(known.groups.size(),
                       "its likelihood ratios were held against known cases on record, in one "
                       "group of them.",
                       "its likelihood ratios were held against known cases on record, in {0} "
                       "groups of them.");
}

Inline known_in_words(const Catalogue& words, const Known& known, SystemKind kind) {
    if (known.computed == 0 && known.reported == 0)
        return words.say("no error figure is on record.");
    if (known.computed == 0)
        return words.say(
            "others printed rates; the data behind them are not held, so nobody can check them "
            "from this record.");
    if (kind == SystemKind::dna_likelihood_ratio) return ratios_in_words(words, known);
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
        lines.push_back(stated(
            words.say("{0}: {1}", {system_name(record, s), known_in_words(words, known, s.kind)}),
            known.supports.empty() ? record.from(*recorded) : known.supports));
    }
    const Known unnamed = known_of(record, "");
    if (unnamed.computed + unnamed.reported > 0) {
        if (!badge) badge = known_badge(unnamed);
        lines.push_back(
            stated(words.say("{0}: {1}", {words.say("Of a system not named"),
                                          known_in_words(words, unnamed, SystemKind::other)}),
                   unnamed.supports));
    }
    if (lines.empty())
        lines = {stated(words.say("No validation data and no published rate is on record."),
                        record.matter())};
    return answer(record, question, badge.value_or(Badge{"?", "not known", "open"}),
                  std::move(lines), "error-known");
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
    const auto foremost = record.foremost_gaps(shown_max);
    List list;
    for (const Gap* gap : foremost) {
        const Inline from =
            gap->holder.empty() ? words.say("a holder not known") : record.agent(gap->holder);
        const Inline text = value(without_stop(gap->text));
        list.items.push_back(stated(
            gap->outcomes.empty()
                ? words.say("From {0}: {1}.", {from, text})
                : words.count(gap->outcomes.size(), "From {1}: {2} (one outcome hangs on it).",
                              "From {1}: {2} ({0} outcomes hang on it).", {from, text}),
            gap->supports));
    }
    if (!list.items.empty()) blocks.push_back(std::move(list));
    if (gaps.size() > foremost.size())
        blocks.push_back(paragraph(
            words.say("{0} more stand in the register of gaps. ({1})",
                      {number(grouped(gaps.size() - foremost.size())), link_to("missing")}),
            record.last_entry()));
}

}  // namespace

Section glance_section(const Record& record) {
    Section section;
    section.anchor = "glance";
    section.title = stated(record.words.say("Findings at a glance"));
    section.blocks.push_back(what_it_said(record));
    if (auto block = score_answer(record)) section.blocks.push_back(std::move(*block));
    section.blocks.push_back(error_known(record));
    section.blocks.push_back(differs_answer(record));
    if (auto block = code_answer(record)) section.blocks.push_back(std::move(*block));
    section.blocks.push_back(custody_answer(record));
    section.blocks.push_back(contest_answer(record));
    section.blocks.push_back(rules_answer(record));
    if (auto note = ratio_note(record)) section.blocks.push_back(std::move(*note));
    if (auto note = range_note(record)) section.blocks.push_back(std::move(*note));
    not_established(section.blocks, record);
    missing(section.blocks, record);
    return section;
}

}  // namespace isonomia::reports
