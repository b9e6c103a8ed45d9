#include "fairness/split_rows.hpp"

#include <algorithm>
#include <array>

#include "stats/draw.hpp"

namespace isonomia::fairness {

namespace {

struct LabelPair {
    Label outcome;
    Label prediction;
};

// By place: the inverse of kind_of().
std::array<LabelPair, kinds_of_row> label_pairs() {
    std::array<LabelPair, kinds_of_row> list{};
    for (const Label outcome : {Label::negative, Label::positive})
        for (const Label prediction : {Label::negative, Label::positive})
            list[kind_of(outcome, prediction)] = {outcome, prediction};
    return list;
}

void split_persons(const Slice& slice, stats::RandomStream& random, Halves& halves,
                   const std::vector<Cell*>& search, const std::vector<Cell*>& held) {
    const auto kind = label_pairs();
    const auto add = [&](const std::vector<Cell*>& half, const stats::Pattern& pattern,
                         std::uint64_t persons) {
        for (const stats::Pattern::Part& part : pattern.parts) {
            const LabelPair& labels = kind[part.cell % kinds_of_row];
            half[part.cell / kinds_of_row]->add(labels.outcome, labels.prediction,
                                                part.count * persons);
        }
    };
    for (const stats::Pattern& pattern : slice.persons) {
        const std::uint64_t searched = stats::draw_binomial(random, pattern.units, 0.5);
        add(search, pattern, searched);
        add(held, pattern, pattern.units - searched);
        stats::Pattern rest = pattern;
        rest.units -= searched;
        if (rest.units > 0) halves.held.persons.push_back(std::move(rest));
    }
}

}  // namespace

Halves split_rows(const Slice& slice, stats::RandomStream& random) {
    Halves halves;
    halves.search = Cube(slice.cube.attributes());
    halves.held.cube = Cube(slice.cube.attributes());
    halves.held.clustered = slice.clustered;
    std::vector<Cell*> search;
    std::vector<Cell*> held;
    for (const auto& [values, cell] : slice.cube.cells()) {
        search.push_back(&halves.search.at(values));
        held.push_back(&halves.held.cube.at(values));
        if (slice.clustered) continue;
        for (const LabelPair& kind : label_pairs()) {
            const std::uint64_t rows = cell.count(kind.outcome, kind.prediction);
            const std::uint64_t searched = stats::draw_binomial(random, rows, 0.5);
            search.back()->add(kind.outcome, kind.prediction, searched);
            held.back()->add(kind.outcome, kind.prediction, rows - searched);
        }
    }
    if (slice.clustered) split_persons(slice, random, halves, search, held);
    return halves;
}

Slice inside_and_outside(const Slice& slice, const std::vector<GroupValue>& subgroup) {
    Slice result;
    result.cube = Cube({"subgroup"});
    result.clustered = slice.clustered;
    std::vector<std::uint32_t> side;
    Cell& inside = result.cube.at({"inside"});
    Cell& outside = result.cube.at({"outside"});
    constexpr std::uint32_t neither = 2;
    for (const auto& [values, cell] : slice.cube.cells()) {
        bool within = true;
        bool labelled = true;
        for (std::size_t i = 0; i < values.size(); ++i)
            for (const GroupValue& fixed : subgroup) {
                if (slice.cube.attributes()[i] != fixed.attribute) continue;
                within = within && values[i] == fixed.value;
                labelled = labelled && !values[i].empty();
            }
        side.push_back(!labelled ? neither : within ? 0 : 1);
        if (labelled) (within ? inside : outside).add(cell);
    }
    constexpr auto width = static_cast<std::uint32_t>(kinds_of_row);
    for (const stats::Pattern& pattern : slice.persons) {
        std::map<std::uint32_t, std::uint64_t> parts;
        for (const stats::Pattern::Part& part : pattern.parts)
            if (side[part.cell / width] != neither)
                parts[side[part.cell / width] * width + part.cell % width] += part.count;
        if (parts.empty()) continue;
        stats::Pattern moved;
        for (const auto& [cell, count] : parts)
            moved.parts.push_back({cell, count});
        moved.units = pattern.units;
        result.persons.push_back(std::move(moved));
    }
    return result;
}

}  // namespace isonomia::fairness
