// Changes of single inputs, and the search of a change, as measurements.
#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/attribute_swap.hpp"
#include "explain/further.hpp"
#include "explain/interval_level.hpp"
#include "explain/searched_change.hpp"
#include "stats/intervals.hpp"

namespace isonomia::explain {

namespace {

std::string share_of(const Swap& swap) {
    const auto bounds = stats::clopper_pearson({swap.changed, swap.persons}, interval_level);
    if (swap.persons == 0 || !bounds) return "no comparison person has an answer";
    return fmt::format("{:.4g} (95%: {:.4g} to {:.4g}, clopper-pearson)",
                       static_cast<double>(swap.changed) / static_cast<double>(swap.persons),
                       bounds->low, bounds->high);
}

std::string searched_in_words(const Subject& subject, const SearchedChange& searched,
                              const std::string& goal, std::uint64_t queries_max) {
    const Counterfactual& found = searched.found;
    if (found.certificate != Certificate::best_found)
        return fmt::format(
            "No change that makes the result {} was found with {} queries; this does not show that "
            "there is none.",
            goal, found.boxes);
    std::string text = change_in_words(subject.inputs, found.changes, goal);
    text += fmt::format(" This is the best found with {} of {} queries; a smaller change may exist",
                        found.boxes, queries_max);
    if (searched.singles_tried && found.changes.size() > 1)
        text += fmt::format(
            ", but none of the {} values that were tried for one feature alone "
            "does it",
            searched.values);
    return text + ".";
}

}  // namespace

Measurement swap_measurement(const Subject& subject, const Scorer& score, double threshold,
                             const std::vector<std::size_t>& inputs, std::uint64_t queries_max) {
    Measurement m =
        begin(subject, "attribute_swap", "Changing one attribute alone", "", ResultForm::series);
    m.seed.reset();  // nothing is drawn
    m.n = subject.background.size();
    m.not_shown =
        "That the attribute plays no part when nothing changes: other values may stand in for it.";
    for (const std::size_t input : inputs) {
        const ModelInput& known = subject.inputs[input];
        const Swap swap = swap_input(score, threshold, known, input, subject.row,
                                     subject.background, queries_max);
        Point point;
        point.label = known.name;
        point.value = swap.changes_person ? 1 : 0;
        point.n = swap.persons;
        m.parameters["changed:" + known.name] = fmt::format("{}", swap.changed);
        m.parameters["share:" + known.name] = share_of(swap);
        m.parameters["tried:" + known.name] = fmt::format("{}", swap.values.size());
        if (swap.changes_person) m.parameters["to:" + known.name] = input_text(known, swap.to);
        m.series.push_back(std::move(point));
    }
    m.parameters["threshold"] = shortest(threshold);
    return m;
}

Measurement searched_counterfactual(const Subject& subject, const Scorer& score, double threshold,
                                    const std::vector<Limit>& limits, std::uint64_t queries_max) {
    Measurement m = begin(subject, "counterfactual", "What would have changed the result");
    m.not_shown =
        "That the change is possible or fair to ask for, or that no smaller one exists: the system "
        "could only be asked.";
    const double own = score(std::span(&subject.row, 1)).front();
    m.parameters["threshold"] = shortest(threshold);
    if (!(own >= threshold) && !(own < threshold)) {
        m.undefined_reason = "the system gives no number for this person";
        return m;
    }
    const std::string goal =
        fmt::format("{} {}", own < threshold ? "at least" : "below", shortest(threshold));
    const SearchedChange searched =
        search_change(score, subject.inputs, subject.row, threshold, subject.background, limits,
                      queries_max, subject.seed);
    const Counterfactual& found = searched.found;
    m.parameters["certificate"] =
        found.certificate == Certificate::best_found ? "best-found" : "none-found";
    m.parameters["in_words"] = searched_in_words(subject, searched, goal, queries_max);
    m.parameters["goal"] = goal;
    m.parameters["queries"] = fmt::format("{}", found.boxes);
    m.parameters["queries_allowed"] = fmt::format("{}", queries_max);
    if (found.certificate != Certificate::best_found) {
        m.undefined_reason = m.parameters["in_words"];
        return m;
    }
    m.form = ResultForm::series;
    m.parameters["changed_features"] = fmt::format("{}", found.changes.size());
    m.parameters["size"] = shortest(found.size);
    m.parameters["result_after"] = shortest(found.margin);
    m.series = points_of(subject.inputs, found.changes);
    return m;
}

}  // namespace isonomia::explain
