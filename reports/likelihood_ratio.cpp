#include "reports/likelihood_ratio.hpp"

#include <cmath>

#include "core/text.hpp"
#include "reports/numbers.hpp"
#include "reports/parameter.hpp"

namespace isonomia::reports {

namespace {

// A ratio of 1 or more with three digits; beyond a million as a power of ten.
Inline size_of(const Catalogue& words, double log10) {
    if (log10 >= 6) return words.say("10 to the power of {0}", {number(fixed(log10, 1))});
    const double ratio = std::pow(10.0, log10);
    if (ratio < 100) return number(rounded(ratio));
    const double unit = std::pow(10.0, std::floor(log10) - 2);
    return number(
        grouped(static_cast<std::uint64_t>(std::llround(std::round(ratio / unit) * unit))));
}

Inline propositions(const Record& record, const Measurement& m) {
    const Catalogue& words = record.words;
    const std::string first = first_proposition(record, m);
    if (first.empty())
        return words.say(
            "The record does not state the two propositions. A ratio without both of them says "
            "nothing: ask for them in writing.");
    return words.say(
        "First proposition: {0}. Second proposition: that this is not so. Who else could be the "
        "source under the second, a stranger or a relative, changes the ratio.",
        {strong(value(first))});
}

// The words of each scale, with its edition: a scale gives a name, nothing more.
void in_words(std::vector<Block>& blocks, const Record& record, const Measurement& m,
              const Supports& supports) {
    const Catalogue& words = record.words;
    constexpr std::string_view prefix = "words_";
    bool any = false;
    for (const auto& [name, text] : m.parameters) {
        if (!name.starts_with(prefix)) continue;
        any = true;
        blocks.push_back(paragraph(
            words.say("In words, by the scale {0}: {1}. The words add nothing to the number; "
                      "another scale may give it another name.",
                      {code(name.substr(prefix.size())), value(text)}),
            supports));
    }
    if (!any)
        blocks.push_back(paragraph(
            words.say("No verbal scale gives this ratio a name; the number stands alone."),
            supports));
}

// The figure that places the ratio of this case among all known ones.
const Recorded<Measurement>& placed_in(const Family& family) {
    return family.everybody != nullptr ? *family.everybody : family.sample();
}

// Its decimal logarithm, where it is finite.
std::optional<double> ratio_of(const Measurement& m) {
    const auto log10 = parse_number(parameter(m, "case_log10_lr"));
    return log10 && std::isfinite(*log10) ? log10 : std::nullopt;
}

// Whether the known ratios reach so far, for all and for each group of which it is not the same.
void borne_out(std::vector<Block>& blocks, const Record& record, const Family& family) {
    const Catalogue& words = record.words;
    const auto sentence = [&](const Recorded<Measurement>& recorded) -> std::optional<Statement> {
        const std::string within = parameter(recorded.object, "within_empirical_bounds");
        if (within.empty()) return std::nullopt;
        Inline said = within == "true"
                          ? words.say(
                                "The known ratios of the validation are enough to bear out a "
                                "ratio of this size.")
                          : words.say(
                                "The known ratios of the validation are too few to bear out "
                                "a ratio of this size.");
        if (!recorded.object.group.empty())
            said = words.say("{0}: {1}",
                             {strong(value(group_name(recorded.object.group))), std::move(said)});
        return stated(std::move(said), record.measurement(recorded));
    };
    const std::string for_all = family.everybody == nullptr ? ""
                                                            : parameter(family.everybody->object,
                                                                        "within_empirical_bounds");
    List groups;
    if (family.everybody != nullptr)
        if (auto all = sentence(*family.everybody))
            blocks.push_back(paragraph(std::move(all->text), std::move(all->supports)));
    for (const FamilyRow& row : family.rows)
        if (row.rate != nullptr &&
            parameter(row.rate->object, "within_empirical_bounds") != for_all)
            if (auto one = sentence(*row.rate)) groups.items.push_back(std::move(*one));
    if (!groups.items.empty()) blocks.push_back(std::move(groups));
}

}  // namespace

std::string first_proposition(const Record& record, const Measurement& m) {
    const Dataset* dataset = find(record.file.datasets, m.dataset);
    if (dataset == nullptr) return "";
    for (const Column& column : dataset->columns)
        if (column.role == ColumnRole::outcome) return column.title;
    return "";
}

std::vector<Block> ratio_blocks(const Record& record, const Family& family) {
    const Recorded<Measurement>& recorded = placed_in(family);
    const Measurement& m = recorded.object;
    const auto log10 = ratio_of(m);
    if (!log10) return {};
    const Catalogue& words = record.words;
    const Supports supports = record.measurement(recorded);
    std::vector<Block> blocks;
    blocks.push_back(paragraph(
        words.say(*log10 >= 0 ? "The ratio put forward is about {0}: what was found is so many "
                                "times more probable under the first proposition than under the "
                                "second. It does not say how probable either of them is."
                              : "The ratio put forward is about one to {0}: what was found is so "
                                "many times more probable under the second proposition than under "
                                "the first. It does not say how probable either of them is.",
                  {strong(size_of(words, std::abs(*log10)))}),
        supports));
    blocks.push_back(paragraph(propositions(record, m), supports));
    in_words(blocks, record, m, supports);
    borne_out(blocks, record, family);
    return blocks;
}

std::optional<Callout> ratio_note(const Record& record) {
    const Catalogue& words = record.words;
    for (const Family& family : families(record)) {
        const Recorded<Measurement>& recorded = placed_in(family);
        const auto log10 = ratio_of(recorded.object);
        const std::string first = first_proposition(record, recorded.object);
        if (!log10 || first.empty()) continue;
        Inline text = strong(words.say("How to read the likelihood ratio. "));
        text = text +
               words.say(*log10 >= 0 ? "What was found is about {0} times more probable if this is "
                                       "so than if it is not: {1}. "
                                     : "What was found is about {0} times less probable if this is "
                                       "so than if it is not: {1}. ",
                         {size_of(words, std::abs(*log10)), value(first)}) +
               words.say("How probable it is that this is so, the ratio does not say.");
        return Callout{"note", stated(std::move(text), record.measurement(recorded))};
    }
    return std::nullopt;
}

}  // namespace isonomia::reports
