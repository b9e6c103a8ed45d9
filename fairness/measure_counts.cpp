// Data sets that are given as counts: one 2x2 table per group. Tables may be marginal (by race, by
// sex), joint (by race and sex), or both; what is not given is summed from what is.

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/asked.hpp"
#include "fairness/measure_parts.hpp"
#include "fairness/near_labels.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::uint64_t count_max = 1'000'000'000'000'000;  // sums stay exact in a double

Cell cell_of(const CountCell& counts) {
    Cell cell;
    cell.add(Label::positive, Label::positive, counts.true_positives);
    cell.add(Label::negative, Label::positive, counts.false_positives);
    cell.add(Label::negative, Label::negative, counts.true_negatives);
    cell.add(Label::positive, Label::negative, counts.false_negatives);
    return cell;
}

std::vector<std::string> attributes_of(const CountCell& counts) {
    std::vector<std::string> attributes;
    for (const GroupValue& part : counts.group)
        attributes.push_back(part.attribute);
    return attributes;
}

tl::unexpected<Error> refuse(std::string code, const Dataset& dataset, const CountCell& counts,
                             std::string_view problem, std::string hint) {
    return fail(
        input_error(std::move(code), fmt::format("data set '{}', counts for {}: {}", dataset.id,
                                                 group_title(counts.group), problem))
            .hinted(std::move(hint)));
}

Status check_counts(const Dataset& dataset, const CountCell& counts) {
    for (const std::uint64_t count : {counts.true_positives, counts.false_positives,
                                      counts.true_negatives, counts.false_negatives})
        if (count > count_max)
            return refuse("S0109", dataset, counts, fmt::format("{} is beyond 10^15", count),
                          "correct the count");
    return {};
}

// One cube per set of attributes for which counts are given, in the order of their appearance.
Result<std::vector<Cube>> cubes_of(const Dataset& dataset) {
    std::vector<Cube> cubes;
    for (const CountCell& counts : dataset.counts) {
        if (auto status = check_counts(dataset, counts); !status) return fail(status.error());
        const auto attributes = attributes_of(counts);
        auto it = std::find_if(cubes.begin(), cubes.end(),
                               [&](const Cube& cube) { return cube.attributes() == attributes; });
        if (it == cubes.end()) it = cubes.insert(cubes.end(), Cube(attributes));
        GroupValues values;
        for (const GroupValue& part : counts.group)
            values.push_back(part.value);
        if (it->cells().contains(values))
            return refuse("S0108", dataset, counts, "this group is given twice",
                          "give each group once");
        it->at(values) = cell_of(counts);
    }
    return cubes;
}

bool has(const Cube& cube, const std::string& attribute) {
    const auto& own = cube.attributes();
    return std::find(own.begin(), own.end(), attribute) != own.end();
}

// The counts for exactly these attributes, or their sum from finer ones.
std::optional<Cube> cube_for(const std::vector<Cube>& cubes,
                             const std::vector<std::string>& attributes) {
    for (const Cube& cube : cubes)
        if (cube.attributes() == attributes) return cube;
    for (const Cube& cube : cubes)
        if (std::all_of(attributes.begin(), attributes.end(),
                        [&](const std::string& name) { return has(cube, name); }))
            return cube.project(attributes);
    return std::nullopt;
}

std::vector<std::string> attributes_in(const std::vector<Cube>& cubes) {
    std::vector<std::string> attributes;
    for (const Cube& cube : cubes)
        for (const std::string& name : cube.attributes())
            if (std::find(attributes.begin(), attributes.end(), name) == attributes.end())
                attributes.push_back(name);
    return attributes;
}

std::string title_of(const Cube& cube) {
    return cube.attributes().empty() ? "everybody" : "by " + join(cube.attributes(), " and ");
}

// Printed tables of one population must add up to the same people.
void warn_of_totals(const std::vector<Cube>& cubes, std::vector<std::string>& warnings) {
    for (const Cube& cube : cubes) {
        const Confusion first = cubes.front().total().confusion();
        const Confusion other = cube.total().confusion();
        if (first == other) continue;
        const auto text = [](const Confusion& c) {
            return fmt::format("TP {}, FP {}, TN {}, FN {}", c.true_positives, c.false_positives,
                               c.true_negatives, c.false_negatives);
        };
        warnings.push_back(fmt::format("the counts {} add up to {}, the counts {} to {}",
                                       title_of(cubes.front()), text(first), title_of(cube),
                                       text(other)));
    }
}

// Over all tables, so that 'White' by race and 'white' by race and sex are noticed too.
void warn_of_labels(const std::vector<Cube>& cubes, std::vector<std::string>& warnings) {
    for (const std::string& attribute : attributes_in(cubes)) {
        std::set<std::string> labels;
        for (const Cube& cube : cubes)
            if (has(cube, attribute))
                for (std::string& label : cube.values_of(attribute))
                    if (!label.empty()) labels.insert(std::move(label));
        warn_of_near_labels_in(attribute, labels, warnings);
    }
}

Status check_references(const Dataset& dataset, const std::vector<Cube>& cubes) {
    for (const Column& column : dataset.columns) {
        if (column.role != ColumnRole::group || column.reference.empty()) continue;
        const auto cube = cube_for(cubes, {column.name});
        if (!cube || cube->cells().contains({column.reference})) continue;
        auto found = cube->values_of(column.name);
        std::replace(found.begin(), found.end(), std::string(), std::string("(missing)"));
        return fail(
            input_error("S0110", fmt::format("data set '{}': the reference group '{}' does not "
                                             "occur in '{}'",
                                             dataset.id, column.reference, column.name))
                .note("found: " + join(found, ", "))
                .hinted("correct the reference" + did_you_mean_suffix(column.reference, found)));
    }
    return {};
}

}  // namespace

Result<MeasureResult> measure_counts(const Dataset& dataset) {
    if (dataset.counts.empty())
        return fail(input_error("S0107", fmt::format("data set '{}' holds no counts", dataset.id))
                        .hinted("give one 2x2 table per group, or another form"));
    const auto cubes = cubes_of(dataset);
    if (!cubes) return fail(cubes.error());
    if (auto status = check_references(dataset, *cubes); !status) return fail(status.error());
    const auto wanted = selection_of(dataset);
    if (!wanted) return fail(wanted.error());
    if (auto status = check_used(dataset, *wanted); !status) return fail(status.error());
    MeasureResult result;
    warn_of_totals(*cubes, result.warnings);
    warn_of_labels(*cubes, result.warnings);
    auto sets = attribute_sets(attributes_in(*cubes), dataset.intersections);
    for (const Cube& cube : *cubes)  // what is given is reported, asked for or not
        if (std::find(sets.begin(), sets.end(), cube.attributes()) == sets.end())
            sets.push_back(cube.attributes());
    std::vector<Slice> slices;
    for (const auto& attributes : sets)
        if (const auto cube = cube_for(*cubes, attributes))
            slices.push_back(slice_of(sample_of(*cube), attributes));
    const Slice& finest =
        *std::max_element(slices.begin(), slices.end(), [](const Slice& a, const Slice& b) {
            return a.cube.attributes().size() < b.cube.attributes().size();
        });
    measure_slices(dataset, *wanted, {}, slices, finest, result.measurements);
    return result;
}

}  // namespace isonomia::fairness
