// Figures of the matter itself: candidates, custody, what a rule rests on, how often it errs.
#include <algorithm>
#include <cmath>

#include "core/clock.hpp"
#include "core/custody_chain.hpp"
#include "core/text.hpp"
#include "reports/figures.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

namespace {

constexpr std::size_t rows_max = 24;  // what a page holds at full size

std::string more_of(const Catalogue& words, std::size_t left_out) {
    if (left_out == 0) return "";
    return label_of(
        words, words.count(left_out, "and one more: see the table", "and {0} more: see the table"));
}

std::optional<double> day_of(const std::string& text) {
    const auto instant = parse_instant(text);
    if (!instant) return std::nullopt;
    return static_cast<double>(instant->seconds) / 86400;
}

}  // namespace

std::optional<Figure> icon_figure(const Record& record, const Family& family) {
    const Catalogue& words = record.words;
    std::vector<const Recorded<Measurement>*> shown;
    for (const FamilyRow& row : family.rows) {
        const bool drawable = row.rate != nullptr && row.rate->object.value &&
                              is_proportion(row.rate->object) && *row.rate->object.value >= 0 &&
                              *row.rate->object.value <= 1 &&
                              row.rate->object.denominator.value_or(0) >= few_units;
        if (drawable) shown.push_back(row.rate);
    }
    std::stable_sort(shown.begin(), shown.end(), [](const auto* a, const auto* b) {
        return *a->object.value > *b->object.value;
    });
    if (shown.size() > 2) shown = {shown.front(), shown.back()};
    if (shown.empty() || *shown.front()->object.value < 0.001) return std::nullopt;
    IconArray plot;
    plot.base = *shown.front()->object.value < 0.02 ? 1000 : 100;
    plot.marked = plain(words.say("Filled square: it happened to this many"));
    plot.unmarked = plain(words.say("Dot: it did not"));
    Figure figure;
    Supports supports;
    figure.data.columns = {words.say("Group"), words.say("In words"), words.say("Counted")};
    for (const auto* recorded : shown) {
        const Measurement& m = recorded->object;
        const Inline who = group_words(words, m.group);
        const Inline said = frequency(words, *m.value, m.denominator, plot.base);
        plot.rows.push_back({plain(who), m.value, label_of(words, said)});
        Row row;
        row.supports = record.measurement(*recorded);
        row.cells = {head_cell(who), cell(rate_in_words(words, m, plot.base)),
                     number_cell(number(grouped(*m.denominator)))};
        supports = supports + row.supports;
        figure.data.rows.push_back(std::move(row));
    }
    figure.title = stated(words.say("What that looks like: {0}, of {1} people",
                                    {value(family.title), number(grouped(plot.base))}),
                          supports);
    figure.description = stated(words.say(
        "Each place stands for one person of those measured, for the group with the highest and "
        "the one with the lowest figure. The range that the data allow stands in the table."));
    figure.data.caption =
        stated(words.say("{0}: the figures", {value(record.spoken_title(family.title))}), supports);
    figure.plot = std::move(plot);
    return figure;
}

std::optional<Figure> candidate_figure(const Record& record, const Recorded<Activity>& recorded,
                                       const Table& table) {
    const Catalogue& words = record.words;
    const Activity& act = recorded.object;
    const auto scored = std::count_if(act.candidates.begin(), act.candidates.end(),
                                      [](const Candidate& c) { return c.score.has_value(); });
    if (scored < 2) return std::nullopt;  // nothing to compare
    CandidatePlot plot;
    std::size_t left_out = 0;
    for (const Candidate& c : act.candidates) {
        if (plot.rows.size() >= rows_max && !c.chosen) {
            ++left_out;
            continue;
        }
        plot.rows.push_back({c.rank, plain(record.agent(c.label)), c.score, c.chosen});
        if (plot.rows.size() > rows_max + 4) plot.rows.pop_back();  // many choices: the table
    }
    plot.axis = plain(words.say("Score"));
    plot.chosen = plain(words.say("chosen"));
    plot.no_score = plain(words.say("score not recorded"));
    plot.gap = plain(words.say("to the next"));
    plot.more = more_of(words, left_out);
    Figure figure;
    const Supports supports = record.activity(recorded);
    figure.title = stated(words.say("Scores of the candidates, best first"), supports);
    figure.description = stated(words.say(
        "One row for each candidate the system returned. A score says how alike two pictures are "
        "to the system, not how likely it is that they show one person. The filled diamond is the "
        "one that the operator chose; the last column says how far the next score lies below."));
    figure.plot = std::move(plot);
    figure.data = table;
    return figure;
}

namespace {

struct Custody {
    TimelinePlot plot;
    Table table;
    Supports supports;
};

void add_row(Custody& custody, const Record& record, const std::string& exhibit, Inline from,
             Inline until, Inline who, const Supports& supports) {
    Row row;
    row.supports = supports;
    row.cells = {head_cell(record.exhibit_link(exhibit)), cell(std::move(from)),
                 cell(std::move(until)), cell(std::move(who))};
    custody.table.rows.push_back(std::move(row));
}

bool faulty(const CustodyLink& link) {
    return link.step == CustodyStep::refused || link.step == CustodyStep::lost ||
           link.step == CustodyStep::missing || link.step == CustodyStep::accepted_altered;
}

// A span lasts from its step to the next one with a date; the last until the last entry.
void add_lane(Custody& custody, const Record& record, const CustodyChain& chain, double end) {
    const Catalogue& words = record.words;
    const Supports supports = record.exhibit(chain.exhibit);
    Lane lane{chain.exhibit, {}, {}};
    if (const Exhibit* e = find(record.file.exhibits, chain.exhibit); e != nullptr)
        lane.label = chain.exhibit + "  " + e->title;
    for (std::size_t i = 0; i < chain.links.size(); ++i) {
        const CustodyLink& link = chain.links[i];
        const auto from = day_of(link.since);
        if (!from) continue;
        std::optional<double> to;
        std::string until;
        for (std::size_t next = i + 1; next < chain.links.size() && !to; ++next) {
            to = day_of(chain.links[next].since);
            until = chain.links[next].since;
        }
        if (faulty(link)) lane.events.push_back({*from, "", true});
        const bool nobody = link.holder.empty();
        const SpanKind kind = nobody                      ? SpanKind::gap
                              : link.receiver_key.empty() ? SpanKind::stated
                                                          : SpanKind::held;
        const Inline who = nobody ? words.say("nobody recorded") : record.agent(link.holder);
        if (to.value_or(end) > *from)
            lane.spans.push_back({*from, to.value_or(end), kind, plain(who)});
        add_row(custody, record, chain.exhibit, date(link.since),
                to ? date(until) : words.say("the last entry"), who, supports);
    }
    if (lane.spans.empty() && lane.events.empty()) return;
    custody.supports = custody.supports + supports;
    custody.plot.lanes.push_back(std::move(lane));
}

}  // namespace

std::optional<Figure> custody_figure(const Record& record) {
    const Catalogue& words = record.words;
    Custody custody;
    const double end = static_cast<double>(record.file.last_recorded.seconds) / 86400;
    std::size_t left_out = 0;
    for (const CustodyChain& chain : custody_chains(record.file)) {
        if (custody.plot.lanes.size() < rows_max)
            add_lane(custody, record, chain, end);
        else
            ++left_out;
    }
    const bool told =
        std::any_of(custody.plot.lanes.begin(), custody.plot.lanes.end(),
                    [](const Lane& lane) { return lane.spans.size() > 1 || !lane.events.empty(); });
    if (!told) return std::nullopt;  // nothing changed hands: a picture would say nothing
    custody.plot.held = plain(words.say("signed for by both sides"));
    custody.plot.stated = plain(words.say("stated, signed for by nobody"));
    custody.plot.gap = plain(words.say("nothing recorded"));
    custody.plot.fault = plain(words.say("refused, lost, missing or altered"));
    if (left_out > 0)
        custody.plot.more =
            label_of(words, words.count(left_out, "and one exhibit more", "and {0} exhibits more"));
    Figure figure;
    figure.title = stated(words.say("Who had which exhibit, by the dates given"), custody.supports);
    figure.description = stated(words.say(
        "One lane for each exhibit, from the first date on record to the last entry. Filled: the "
        "receiver signed. Outlined: somebody states it. Hatched: nothing on record says who had "
        "it."));
    figure.plot = std::move(custody.plot);
    figure.data = std::move(custody.table);
    figure.data.caption = stated(words.say("The same dates"), custody.supports);
    figure.data.columns = {words.say("Exhibit"), words.say("From"), words.say("Until"),
                           words.say("With whom")};
    return figure;
}

namespace {

void add_reads(TreePlot& plot, const Record& record, const TestResult& test) {
    const Catalogue& words = record.words;
    for (const FactRead& read : test.reads) {
        const bool open = read.status != FactStatus::established;
        std::string text = read.id;
        if (!read.value.empty()) text += " = " + read.value;
        plot.nodes.push_back({static_cast<std::size_t>(test.depth) + 2, NodeKind::fact,
                              std::move(text), plain(words.say(title_of(read.status))), open,
                              false});
        const Exhibit* exhibit = find(record.file.exhibits, read.source);
        if (exhibit != nullptr)
            plot.nodes.push_back({static_cast<std::size_t>(test.depth) + 3, NodeKind::exhibit,
                                  exhibit->id + "  " + exhibit->title, "", false, false});
    }
}

}  // namespace

std::optional<Figure> rule_figure(const Record& record, const Recorded<Outcome>& outcome,
                                  const Table& table) {
    const Catalogue& words = record.words;
    const Outcome& o = outcome.object;
    if (table.rows.size() < 2) return std::nullopt;  // one test needs no tree
    TreePlot plot;
    plot.nodes.push_back({0, NodeKind::rule, o.title.empty() ? o.rule : o.title,
                          plain(words.say(title_of(o.verdict))), false, false});
    for (const TestResult& test : o.tests) {
        std::string text = test.text;
        if (text.empty())
            text = plain(test.kind == "all"   ? words.say("all of these")
                         : test.kind == "any" ? words.say("any of these")
                         : test.kind == "not" ? words.say("not this")
                                              : words.say("not described"));
        plot.nodes.push_back({static_cast<std::size_t>(test.depth) + 1, NodeKind::test,
                              std::move(text), plain(words.say(title_of(test.truth))),
                              test.truth == Truth::unknown, test.truth == Truth::no});
        add_reads(plot, record, test);
    }
    if (plot.nodes.size() > rows_max + 6) {
        plot.more = more_of(words, plot.nodes.size() - rows_max);
        plot.nodes.resize(rows_max);
    }
    Figure figure;
    const Supports supports = record.from(outcome);
    figure.title = stated(words.say("What this outcome rests on"), supports);
    figure.description = stated(words.say(
        "The rule, below it its tests, the facts they read, and the exhibits those rest on. Open "
        "marks are not established; a cross marks a test that came out false."));
    figure.plot = std::move(plot);
    figure.data = table;
    return figure;
}

}  // namespace isonomia::reports
