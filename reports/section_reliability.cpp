// How far the output can be trusted, and for whom: one card per metric and attribute.
#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "reports/data_intro.hpp"
#include "reports/families.hpp"
#include "reports/figures.hpp"
#include "reports/footnotes.hpp"
#include "reports/likelihood_ratio.hpp"
#include "reports/measurement_card.hpp"
#include "reports/numbers.hpp"
#include "reports/plot.hpp"
#include "reports/reliability_notes.hpp"

namespace isonomia::reports {

namespace {

Inline counted(const Record& record, const Measurement& m) {
    if (m.numerator && m.denominator)
        return record.words.say("{0} of {1}",
                                {number(grouped(*m.numerator)), number(grouped(*m.denominator))});
    if (m.n) return number(grouped(*m.n));
    return record.words.say("not stated");
}

std::optional<std::uint64_t> units(const Measurement& m) {
    return m.denominator ? m.denominator : m.n;
}

// A figure of a card's table: a row of the family, or the figure for everybody, whose own place is
// the table of all figures.
struct Shown {
    Measured rate = nullptr;
    bool reference = false;
    bool own = false;
};

Row rate_row(const Record& record, const Shown& shown, std::optional<std::uint64_t> base) {
    const Measured rate = shown.rate;
    const Measurement& m = rate->object;
    const Catalogue& words = record.words;
    Inline name = group_words(record.words, m.group);
    if (shown.reference) name = name + words.say(" (reference)");
    Row out;
    out.supports = record.measurement(*rate);
    if (shown.own) out.anchor = record.anchor(*rate);
    const std::string figure = figure_text(m, 4);
    out.cells = {head_cell(std::move(name)), cell(rate_in_words(words, m, base)),
                 number_cell(counted(record, m)),
                 number_cell(figure.empty() ? words.say("undefined") : number(figure))};
    return out;
}

ForestRow plot_row(const Record& record, const Shown& shown) {
    const Measurement& m = shown.rate->object;
    ForestRow out;
    out.label = plain(group_words(record.words, m.group));
    out.value = m.value;
    if (m.interval) {
        out.low = m.interval->low;
        out.high = m.interval->high;
    }
    out.n = units(m);
    out.reference = shown.reference;
    out.small = out.n && *out.n < few_units;
    if (!m.value) out.note = plain(record.words.say("cannot be computed"));
    return out;
}

// The figure for everybody first, then the family's own rows.
std::vector<Shown> shown_rows(const Family& family) {
    std::vector<Shown> rows;
    if (family.everybody != nullptr) rows.push_back({family.everybody, false, false});
    for (const FamilyRow& row : family.rows)
        if (row.rate != nullptr) rows.push_back({row.rate, family.is_reference(row), true});
    return rows;
}

Figure rates_figure(const Record& record, const Family& family, const Inline& title) {
    const Catalogue& words = record.words;
    Figure figure;
    ForestPlot plot;
    Supports supports;
    Table table;
    table.columns = {words.say("Group"), words.say("In words"), words.say("Counted"),
                     words.say("Rate and range")};
    const std::vector<Shown> rows = shown_rows(family);
    std::vector<const Measurement*> figures;
    for (const Shown& shown : rows)
        figures.push_back(&shown.rate->object);
    const auto base = common_base(figures);
    for (const Shown& shown : rows) {
        plot.rows.push_back(plot_row(record, shown));
        table.rows.push_back(rate_row(record, shown, base));
        supports = supports + record.measurement(*shown.rate);
    }
    plot.n_label = plain(words.say("counted"));
    plot.reference_label = plain(words.say("reference"));
    plot.proportion =
        is_proportion(family.sample().object) || is_comparison(family.sample().object);
    plot.axis =
        plot.proportion
            ? label_of(words, words.say("in every {0}", {number(grouped(axis_base(plot.rows)))}))
            : record.spoken_title(family.sample().object.unit);
    figure.title = stated(title, supports);
    figure.description = stated(words.say(
        "One row per group: the dot is the figure found, the bar the range that the data allow. "
        "The table below holds the same figures."));
    table.caption = stated(words.say("{0}: the figures", {title}), supports);
    figure.plot = std::move(plot);
    figure.data = std::move(table);
    return figure;
}

Inline p_words(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    if (!m.p) return words.say("not tested");
    if (!m.p_adjusted) return p_value(words, *m.p);
    return words.say("{0}; adjusted {1}", {p_value(words, *m.p), p_value(words, *m.p_adjusted)});
}

std::optional<Table> comparisons(const Record& record, const Family& family) {
    const Catalogue& words = record.words;
    Table table;
    Supports supports;
    for (const FamilyRow& row : family.rows) {
        const Measured main = row.difference != nullptr ? row.difference : row.ratio;
        if (main == nullptr) continue;
        Row out;
        for (const Measured m : {row.difference, row.ratio})
            if (m != nullptr) out.supports = out.supports + record.measurement(*m);
        const auto figure = [&](Measured m) {
            Cell c = number_cell(m == nullptr       ? words.say("not computed")
                                 : !m->object.value ? words.say("undefined")
                                                    : number(figure_text(m->object, 4)));
            if (m != nullptr) c.anchor = record.anchor(*m);
            return c;
        };
        out.cells = {head_cell(group_words(record.words, main->object.group)),
                     cell(comparison_in_words(words, main->object)), figure(row.difference),
                     figure(row.ratio), number_cell(p_words(record, main->object))};
        supports = supports + out.supports;
        table.rows.push_back(std::move(out));
    }
    if (table.rows.empty()) return std::nullopt;
    table.caption = stated(words.say("Compared with the reference group"), supports);
    table.columns = {words.say("Group"), words.say("In words"), words.say("Difference"),
                     words.say("Ratio"), words.say("p-value")};
    return table;
}

// 'Highest: …; lowest: …', over groups with enough units, so that the reader has the point in one
// line. Groups whose difference is not shown are not ranked.
std::optional<Block> extremes(const Record& record, const Family& family) {
    Measured low = nullptr;
    Measured high = nullptr;
    std::uint64_t few = 0;
    for (const FamilyRow& row : family.rows) {
        if (row.rate == nullptr || !row.rate->object.value) continue;
        const auto n = units(row.rate->object);
        if (n && *n < few_units) {
            ++few;
            continue;
        }
        if (low == nullptr || *row.rate->object.value < *low->object.value) low = row.rate;
        if (high == nullptr || *row.rate->object.value > *high->object.value) high = row.rate;
    }
    if (low == nullptr || low == high) return std::nullopt;
    const Catalogue& words = record.words;
    const Ranking rank = ranking(family, high->object, low->object);
    const char* phrase =
        rank == Ranking::shown       ? "Highest for {0}: {1}. Lowest for {2}: {3}."
        : rank == Ranking::not_shown ? "No difference is shown: for {0} {1}; for {2} {3}."
        : rank == Ranking::no_range
            ? "No range was computed, so no group is named as highest: for {0} {1}; for {2} {3}."
            : "The ranges overlap, so no group is named as highest: for {0} {1}; for {2} {3}.";
    const auto base = common_base({&high->object, &low->object});
    Inline text = words.say(phrase, {strong(group_words(record.words, high->object.group)),
                                     rate_in_words(words, high->object, base),
                                     strong(group_words(record.words, low->object.group)),
                                     rate_in_words(words, low->object, base)});
    if (few > 0)
        text = text + words.count(
                          few, " One group has fewer than {1} people and is left out of this line.",
                          " {0} groups have fewer than {1} people and are left out of this line.",
                          {number(std::to_string(few_units))});
    return paragraph(std::move(text), record.measurement(*high) + record.measurement(*low));
}

DefinitionList footnotes(const Record& record, const Family& family,
                         const std::string& dataset_anchor) {
    const Catalogue& words = record.words;
    const Recorded<Measurement>& sample = family.sample();
    const Measurement& m = sample.object;
    const Supports supports = record.measurement(sample);
    DefinitionList list;
    const auto add = [&](std::string_view term, Inline detail) {
        list.entries.push_back({words.say(term), {stated(std::move(detail), supports)}});
    };
    const std::string_view not_mean = metric_words(family.metric).not_mean;
    Inline limits = not_mean.empty() ? Inline{} : words.say(not_mean);
    if (!m.not_shown.empty())
        limits = limits + (limits.empty() ? Inline{} : words.say(" ")) + record.spoken(m.not_shown);
    add("What it does not mean", limits.empty() ? words.say("The record does not say.") : limits);
    Inline who = record.or_words(m.population, "The record does not say who was measured.");
    if (!dataset_anchor.empty()) who = words.say("See {0}.", {link_to(dataset_anchor)});
    add("Who was measured", std::move(who));
    add("Like this case?",
        record.or_words(m.comparability,
                        "The record does not say whether these people are like the "
                        "person in this case."));
    const std::string used = methods_of(record, family);
    const std::string level = m.interval ? level_text(*m.interval) : std::string();
    Inline technical = code(family.metric);
    if (!used.empty()) technical = technical + words.say("; {0}", {value(used)});
    if (!level.empty()) technical = technical + words.say("; level {0}", {number(level)});
    if (!m.exhibits.empty())
        technical = technical + words.say("; from {0}", {record.exhibit_links(m.exhibits)});
    if (m.basis == Basis::reported)
        technical = technical + words.say("; a figure printed by others, not recomputed here");
    if (m.partial) technical = technical + words.say("; only part of the data could be read");
    add("For the expert", std::move(technical));
    add_reliability_notes(list, record, family);
    for (const FamilyRow& row : family.rows) {
        if (row.rate == nullptr) continue;
        const auto it = row.rate->object.parameters.find("contradiction");
        if (it != row.rate->object.parameters.end())
            list.entries.push_back({words.say("The printed figures contradict each other"),
                                    {stated(value(it->second), record.measurement(*row.rate))}});
    }
    return list;
}

Card metric_card(const Record& record, const Family& family, const std::string& dataset_anchor,
                 std::set<std::string>& formulas_named) {
    const Catalogue& words = record.words;
    const Supports supports = record.measurement(family.sample());
    Card card;
    card.kind = CardKind::metric;
    const std::string by = attribute_title(record, family);
    const Inline title = by.empty() ? value(family.title)
                                    : words.say("{0}, by {1}", {value(family.title), value(by)});
    card.title = stated(title, supports);
    const MetricWords known = metric_words(family.metric);
    if (!known.question.empty())
        card.blocks.push_back(paragraph(strong(words.say(known.question)) +
                                        formula_note(record, family.sample(), formulas_named)));
    for (Block& block : ratio_blocks(record, family))
        card.blocks.push_back(std::move(block));
    if (auto line = extremes(record, family)) card.blocks.push_back(std::move(*line));
    Figure figure = rates_figure(record, family, title);
    if (figure.data.rows.size() > 1)
        card.blocks.push_back(std::move(figure));
    else
        card.blocks.push_back(std::move(figure.data));  // one figure needs no plot
    if (family.metric == "false_positive_rate" || family.metric == "false_negative_rate")
        if (auto icons = icon_figure(record, family)) card.blocks.push_back(std::move(*icons));
    if (auto table = comparisons(record, family)) card.blocks.push_back(std::move(*table));
    card.blocks.push_back(footnotes(record, family, dataset_anchor));
    return card;
}

void answer_known(std::vector<Block>& blocks, const Record& record,
                  const std::vector<Family>& all) {
    const Catalogue& words = record.words;
    if (all.empty()) {
        blocks.push_back(
            paragraph(words.say("Nothing was measured: the record holds no validation data and "
                                "no published rate. How often the system errs cannot be known "
                                "from it, for anybody."),
                      {}, "error-known"));
        return;
    }
    std::uint64_t computed = 0;
    std::uint64_t reported = 0;
    std::uint64_t undefined = 0;
    for (const auto& m : record.file.measurements) {
        if (!is_about_rates(m.object)) continue;
        if (!m.object.value)
            ++undefined;
        else if (m.object.basis == Basis::reported)
            ++reported;
        else
            ++computed;
    }
    blocks.push_back(paragraph(words.say("Figures computed from data held as exhibits: {0}. "
                                         "Printed by others: {1}. Not computable, "
                                         "each for the reason stated with it: {2}.",
                                         {number(grouped(computed)), number(grouped(reported)),
                                          number(grouped(undefined))}),
                               record.last_entry(), "error-known"));
    blocks.push_back(
        paragraph(words.say("How to read the plots: the dot is the figure found, the bar is the "
                            "range that the data allow. A "
                            "short bar comes from many people, a long bar from few. An open dot "
                            "with a dashed bar stands on "
                            "fewer than 30 people. Where two bars lie apart, the data show a "
                            "difference; where they overlap, "
                            "look at the comparison below the plot.")));
}

void answer_difference(std::vector<Block>& blocks, const Record& record,
                       const std::vector<Family>& all) {
    const Catalogue& words = record.words;
    const Differences d = differences(all);
    if (d.compared == 0) {
        blocks.push_back(
            paragraph(words.say("No difference between groups was computed."), {}, "difference"));
        return;
    }
    Inline text = words.say(
        "Differences between groups that have a range: {0}; with the whole range on one side of "
        "zero: {1}.",
        {number(grouped(d.compared)), number(grouped(d.beyond_zero))});
    Supports supports = record.last_entry();
    if (d.largest != nullptr) {
        supports = record.measurement(*d.largest);
        text = text +
               words.say(
                   " The difference that stays largest at the cautious end of its {3} range, "
                   "of {4} looked at: {0}, {1}: {2}.",
                   {value(d.family->title), strong(value(group_name(d.largest->object.group))),
                    comparison_in_words(words, d.largest->object) +
                        derivation_note(record, *d.largest),
                    number(level_text(*d.largest->object.interval)), number(grouped(d.looked_at))});
    }
    text = text + words.say(
                      " Where a range includes zero, a difference is not shown; that does not show "
                      "that there is none.");
    blocks.push_back(paragraph(std::move(text), supports, "difference"));
}

// In the order in which figures of them are on record; "" for figures of none.
std::vector<std::string> datasets_of(const Record& record, const std::vector<Family>& all) {
    std::vector<std::string> datasets;
    const auto add = [&](const std::string& id) {
        if (std::find(datasets.begin(), datasets.end(), id) == datasets.end())
            datasets.push_back(id);
    };
    for (const Family& family : all)
        add(family.dataset);
    for (const auto& m : record.file.measurements)
        if (is_of_data(m.object)) add(m.object.dataset);
    return datasets;
}

}  // namespace

Section reliability_section(Record& record) {
    Section section;
    section.anchor = "reliability";
    section.title = stated(record.words.say("Reliability: how often it errs, and for whom"));
    const std::vector<Family> all = families(record);
    for (const Family& family : all)
        for (const FamilyRow& row : family.rows)
            for (const Measured m : {row.rate, row.difference, row.ratio})
                if (family.in_body && m != nullptr) record.show_in_body(*m);
    answer_known(section.blocks, record, all);
    answer_difference(section.blocks, record, all);
    std::size_t hidden = 0;
    std::set<std::string> formulas_named;
    for (const std::string& dataset : datasets_of(record, all)) {
        std::string anchor;
        const auto introduce = [&] {
            const auto known =
                std::find_if(record.file.datasets.begin(), record.file.datasets.end(),
                             [&](const auto& r) { return r.object.id == dataset; });
            if (!anchor.empty() || known == record.file.datasets.end()) return;
            anchor = anchor_of("data", dataset);
            dataset_intro(section.blocks, record, *known, anchor);
        };
        for (const Family& family : all) {
            if (family.dataset != dataset) continue;
            if (!family.in_body) {
                hidden += family.rows.size();
                continue;
            }
            introduce();
            section.blocks.push_back(metric_card(record, family, anchor, formulas_named));
        }
        for (const auto& m : record.file.measurements) {
            if (m.object.dataset != dataset || !is_of_data(m.object)) continue;
            introduce();
            section.blocks.push_back(measurement_card(record, m));
        }
    }
    if (hidden > 0)
        section.blocks.push_back(
            paragraph(record.words.count(
                          hidden, "One further row stands in the table of all figures ({1}).",
                          "{0} further rows, among them other metrics and intersections of groups, "
                          "stand in the table of all figures ({1}).",
                          {link_to("figures")}),
                      record.last_entry()));
    return section;
}

}  // namespace isonomia::reports
