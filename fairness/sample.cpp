#include "fairness/sample.hpp"

#include <algorithm>
#include <functional>

#include "core/ensure.hpp"

namespace isonomia::fairness {

namespace {

bool same_parts(const stats::Pattern& a, const stats::Pattern& b) { return a.parts == b.parts; }

bool parts_before(const stats::Pattern& a, const stats::Pattern& b) {
    return std::lexicographical_compare(
        a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
        [](auto& x, auto& y) { return x.cell != y.cell ? x.cell < y.cell : x.count < y.count; });
}

// Patterns that say the same become one.
std::vector<stats::Pattern> gathered(std::vector<stats::Pattern> patterns) {
    std::sort(patterns.begin(), patterns.end(), parts_before);
    std::vector<stats::Pattern> result;
    for (stats::Pattern& pattern : patterns) {
        if (!result.empty() && same_parts(result.back(), pattern))
            result.back().units += pattern.units;
        else
            result.push_back(std::move(pattern));
    }
    return result;
}

void add_part(stats::Pattern& pattern, std::uint32_t cell, std::uint64_t count) {
    for (stats::Pattern::Part& part : pattern.parts)
        if (part.cell == cell) {
            part.count += count;
            return;
        }
    pattern.parts.push_back({cell, count});
}

// Patterns over other cells; what `moved` maps to PersonRows::no_cell is left out.
template <class Move>
std::vector<stats::Pattern> mapped(const std::vector<stats::Pattern>& patterns, const Move& moved) {
    std::vector<stats::Pattern> result;
    for (const stats::Pattern& pattern : patterns) {
        stats::Pattern one;
        one.units = pattern.units;
        for (const stats::Pattern::Part& part : pattern.parts)
            if (const std::uint32_t cell = moved(part.cell); cell != PersonRows::no_cell)
                add_part(one, cell, part.count);
        if (one.parts.empty()) continue;
        std::sort(one.parts.begin(), one.parts.end(),
                  [](const auto& a, const auto& b) { return a.cell < b.cell; });
        result.push_back(std::move(one));
    }
    return gathered(std::move(result));
}

std::vector<std::size_t> places_of(const std::vector<std::string>& wanted,
                                   const std::vector<std::string>& all) {
    std::vector<std::size_t> places;
    for (const std::string& name : wanted)
        places.push_back(
            static_cast<std::size_t>(std::find(all.begin(), all.end(), name) - all.begin()));
    return places;
}

}  // namespace

std::vector<std::string> Sample::group_attributes() const {
    std::vector<std::string> groups;
    for (const std::string& name : cube.attributes())
        if (std::find(strata.begin(), strata.end(), name) == strata.end()) groups.push_back(name);
    return groups;
}

Sample sample_of(Cube cube) {
    Sample sample;
    sample.cube = std::move(cube);
    return sample;
}

std::size_t kind_of(Label outcome, Label prediction) {
    ensure(outcome != Label::missing && prediction != Label::missing, "a kind needs both labels");
    if (prediction == Label::positive) return outcome == Label::positive ? 0 : 1;
    return outcome == Label::negative ? 2 : 3;
}

Slice slice_of(const Sample& sample, const std::vector<std::string>& attributes) {
    Slice slice;
    slice.cube = sample.cube.project(attributes);
    slice.strata = sample.strata.size();
    auto all = attributes;
    all.insert(all.end(), sample.strata.begin(), sample.strata.end());
    slice.with_strata = sample.cube.project(all);
    slice.clustered = sample.clustered();
    slice.weighted = sample.weighted;
    if (!slice.clustered && !slice.weighted) return slice;

    const auto places = places_of(attributes, sample.cube.attributes());
    std::vector<std::uint32_t> group_of_leaf;
    for (const GroupValues& leaf : sample.leaves) {
        GroupValues values;
        for (const std::size_t place : places)
            values.push_back(leaf[place]);
        group_of_leaf.push_back(static_cast<std::uint32_t>(slice.index_of(values)));
    }
    slice.persons = mapped(sample.persons, [&](std::uint32_t cell) {
        return static_cast<std::uint32_t>(group_of_leaf[cell / kinds_of_row] * kinds_of_row +
                                          cell % kinds_of_row);
    });
    if (!slice.weighted) return slice;
    slice.weights.resize(slice.cube.cells().size() * labelings);
    for (std::size_t i = 0; i < sample.weights.size(); ++i)
        for (const auto& [weight, rows] : sample.weights[i])
            slice.weights[group_of_leaf[i / labelings] * labelings + i % labelings][weight] += rows;
    return slice;
}

std::size_t Slice::index_of(const GroupValues& group) const {
    const auto it = cube.cells().find(group);
    ensure(it != cube.cells().end(), "the group occurs");
    return static_cast<std::size_t>(std::distance(cube.cells().begin(), it));
}

std::vector<stats::Pattern> Slice::units_of(const std::vector<std::size_t>& groups) const {
    if (!clustered) {
        std::vector<Confusion> every;
        for (const auto& [values, cell] : cube.cells())
            every.push_back(cell.confusion());
        std::vector<Confusion> tables;
        for (const std::size_t group : groups)
            tables.push_back(every[group]);
        return stats::independent_units(counts_of(tables));
    }
    return mapped(persons, [&](std::uint32_t cell) {
        const auto it = std::find(groups.begin(), groups.end(), cell / kinds_of_row);
        if (it == groups.end()) return PersonRows::no_cell;
        return static_cast<std::uint32_t>(
            static_cast<std::size_t>(it - groups.begin()) * kinds_of_row + cell % kinds_of_row);
    });
}

bool PersonRows::add(std::string_view id, std::uint32_t cell) {
    if (id.empty()) {
        ++without_id_[cell];
        return true;
    }
    if (rows_.size() >= rows_max_) return false;
    rows_.push_back({std::hash<std::string_view>{}(id), cell});
    return true;
}

PersonRows::Result PersonRows::finish() {
    std::sort(rows_.begin(), rows_.end());
    Result result;
    std::vector<stats::Pattern> patterns;
    std::size_t gather_at = 1'000'000;  // so that equal persons do not pile up
    for (std::size_t i = 0; i < rows_.size();) {
        stats::Pattern pattern;
        pattern.units = 1;
        const std::size_t first = i;
        for (; i < rows_.size() && rows_[i].person == rows_[first].person; ++i)
            if (rows_[i].cell != no_cell) add_part(pattern, rows_[i].cell, 1);
        ++result.persons;
        result.repeated_rows += i - first - 1;
        if (!pattern.parts.empty()) patterns.push_back(std::move(pattern));
        if (patterns.size() < gather_at) continue;
        patterns = gathered(std::move(patterns));
        gather_at = std::max(gather_at, 2 * patterns.size());
    }
    for (const auto& [cell, rows] : without_id_) {
        result.without_id += rows;
        if (cell != no_cell) patterns.push_back({{{cell, 1}}, rows});
    }
    rows_ = {};
    if (result.repeated_rows > 0) result.patterns = gathered(std::move(patterns));
    return result;
}

}  // namespace isonomia::fairness
