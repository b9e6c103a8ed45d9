// Threshold conflict: one limit has different values in different places of the code.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 21> limits{
    "threshold", "thresh",  "limit",   "cutoff",  "tolerance",  "min",       "max",
    "minimum",   "maximum", "floor",   "ceiling", "theta",      "frequency", "weight",
    "penalty",   "rate",    "epsilon", "quality", "confidence", "margin",    "correction"};

struct Setting {
    double value = 0;
    std::string text;
    Place place;
    const Function* function = nullptr;
    Index node = none;
    Index cell = none;

    auto operator<=>(const Setting& other) const { return place <=> other.place; }
    bool operator==(const Setting& other) const { return place == other.place; }
};

using Settings = std::map<std::string, std::vector<Setting>>;  // by name

void note(const Review& review, const Function& function, Index value, Index cell, Settings& all) {
    if (cell == none || value == none) return;
    const Cell& named = review.flow.cells[cell];
    const auto number = number_at(review, function, value);
    const bool plain = function.nodes[value].kind != NodeKind::reference &&
                       function.nodes[value].kind != NodeKind::member;
    const bool lasting = named.kind == CellKind::field || named.kind == CellKind::global ||
                         named.kind == CellKind::parameter ||
                         (named.kind == CellKind::local && named.constant);
    if (!number || !plain || !lasting || !is_word_of(named.name, limits)) return;
    all[join(name_words(named.name), " ")].push_back({*number, fixed_value(review, function, value),
                                                      function.nodes[value].place, &function, value,
                                                      cell});
}

Settings settings(const Review& review) {
    Settings all;
    for (const Function& function : review.program.functions)
        for (Index i = 0; i < function.nodes.size(); ++i) {
            const Node& at = function.nodes[i];
            if (at.kind == NodeKind::declaration && at.children.size() == 1)
                note(review, function, at.children[0], at.cell, all);
            if (at.kind == NodeKind::assign && at.text == "=" && at.children.size() == 2)
                note(review, function, at.children[1], core_cell(function, at.children[0]), all);
            const Function* body =
                at.kind == NodeKind::call ? review.program.body_of(at.callee) : nullptr;
            if (body == nullptr) continue;
            const std::size_t offset = at.has_object ? 1 : 0;
            for (std::size_t p = 0; p < body->parameters.size() && p + offset < at.children.size();
                 ++p)
                if (function.nodes[at.children[p + offset]].is_default)
                    note(review, function, at.children[p + offset], body->parameters[p], all);
        }
    return all;
}

std::string where(const Review& review, const Setting& setting) {
    return fmt::format("{} at {}:{}", setting.text, review.program.files[setting.place.file],
                       setting.place.line);
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    for (auto& [name, all] : settings(review)) {
        std::erase_if(all, [](const Setting& s) { return s.place.file == none; });
        std::sort(all.begin(), all.end());
        std::set<double> values;
        std::vector<std::string> places;
        const Setting* held = nullptr;
        for (const Setting& s : all) {
            if (values.insert(s.value).second) places.push_back(where(review, s));
            if (held == nullptr && review.slice.holds(s.cell)) held = &s;
        }
        if (values.size() < 2 || held == nullptr) continue;
        const std::string& written = review.flow.cells[held->cell].name;
        Lead lead = lead_here(review, *held->function, held->node, held->cell);
        lead.text = name;
        lead.title = fmt::format("'{}' has {} different values", written, values.size());
        lead.claim = fmt::format(
            "The code gives '{}' different values in different places: {}. Which of them is in "
            "force "
            "for the result of '{}' depends on the way through the program.",
            written, join(places, ", "), review.entry);
        lead.start = fmt::format("'{}' is {} here", written, held->text);
        lead.certain = true;
        leads.push_back(std::move(lead));
    }
    return leads;
}

}  // namespace

Check threshold_conflict_check() {
    return {"threshold_conflict",
            "The limit that was validated need not be the one that was in force. InspireFace gives "
            "the limit for a match as 0.48, 0 and 0.5 in three places.",
            "Find out which value was in force in the case, and repeat the case with each of the "
            "others.",
            false, run};
}

}  // namespace isonomia::analyzer
