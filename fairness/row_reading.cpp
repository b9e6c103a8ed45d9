#include "fairness/row_reading.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/header_remark.hpp"
#include "fairness/measure_parts.hpp"
#include "fairness/near_labels.hpp"
#include "fairness/roles.hpp"

namespace isonomia::fairness {

namespace {

std::optional<double> infinity_in(std::string_view text) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const std::string word = lower_case(text);
    if (word != "inf" && word != "infinity") return std::nullopt;
    return negative ? -infinity : infinity;
}

}  // namespace

std::vector<Column> columns_with(const Dataset& dataset, ColumnRole role) {
    std::vector<Column> columns;
    for (const Column& column : dataset.columns)
        if (column.role == role) columns.push_back(column);
    return columns;
}

Result<Column> column_with(const Dataset& dataset, ColumnRole role) {
    const auto columns = columns_with(dataset, role);
    if (columns.size() == 1) return columns[0];
    return refuse_data(
        "S0301", dataset,
        fmt::format("has {} columns with the role '{}', not one", columns.size(), to_text(role)),
        fmt::format("give exactly one column the role '{}'", to_text(role)));
}

Result<std::optional<Column>> at_most_one(const Dataset& dataset, ColumnRole role) {
    auto columns = columns_with(dataset, role);
    if (columns.empty()) return std::optional<Column>();
    if (columns.size() == 1) return std::optional(std::move(columns[0]));
    return refuse_data(
        "S0105", dataset,
        fmt::format("has {} columns of the role '{}'", columns.size(), to_text(role)), "keep one");
}

Status check_columns_once(const Dataset& dataset) {
    for (std::size_t i = 0; i < dataset.columns.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (dataset.columns[i].name == dataset.columns[j].name)
                return refuse_data(
                    "S0105", dataset,
                    fmt::format("declares the column '{}' twice", dataset.columns[i].name),
                    "give each column one role");
    return {};
}

Status check_declaration(const Dataset& dataset) {
    if (!(dataset.level >= 0.5 && dataset.level <= 0.9999))
        return refuse_data("S0106", dataset, fmt::format("asks for the level {}", dataset.level),
                           "a confidence level is between 0.5 and 0.9999, usually 0.95");
    if (!columns_with(dataset, ColumnRole::weight).empty())
        return refuse_data("S0103", dataset,
                           "declares a weight column, and weights are not supported",
                           "give unweighted rows");
    if (columns_with(dataset, ColumnRole::group).size() > group_columns_max ||
        columns_with(dataset, ColumnRole::probe_group).size() > group_columns_max)
        return refuse_data("S0104", dataset,
                           fmt::format("has more than {} group columns", group_columns_max),
                           "split it into several data sets over the same file");
    for (const ColumnRole role : {ColumnRole::person, ColumnRole::time})
        if (const auto found = at_most_one(dataset, role); !found) return fail(found.error());
    return check_columns_once(dataset);
}

HeaderPlaces::HeaderPlaces(const stats::TableRow& names)
    : known_(names.fields().begin(), names.fields().end()), place_(names.location(0)) {}

std::size_t HeaderPlaces::of(const Column& column) {
    const auto it = std::find(known_.begin(), known_.end(), column.name);
    if (it != known_.end()) return static_cast<std::size_t>(it - known_.begin());
    if (problem_) return 0;
    problem_ =
        input_error("T0101", fmt::format("there is no column '{}'", column.name))
            .at(place_)
            .hinted("correct the name of the column" + did_you_mean_suffix(column.name, known_));
    if (auto remark = header_remark(column.name, known_); !remark.empty())
        problem_->notes.push_back(std::move(remark));
    return 0;
}

Status HeaderPlaces::status() const {
    if (problem_) return fail(*problem_);
    return {};
}

bool is_missing(const Column& column, std::string_view text) {
    return text.empty() ||
           std::find(column.missing.begin(), column.missing.end(), text) != column.missing.end();
}

Result<std::optional<double>> read_number(const Column& column, const stats::TableRow& row,
                                          std::size_t index, bool infinite) {
    const std::string_view text = row[index];
    if (is_missing(column, text)) return std::optional<double>();
    if (const auto number = parse_number(text)) return number;
    if (infinite)
        if (const auto infinity = infinity_in(text)) return infinity;
    return fail(input_error("T0103", fmt::format("'{}' in column '{}' is not a {}number", text,
                                                 column.name, infinite ? "" : "finite "))
                    .at(row.location(index))
                    .hinted("declare the values that stand for missing; numbers are written with "
                            "'.', as in 0.61"));
}

GroupColumns::GroupColumns(std::vector<Column> columns, CountLimits limits)
    : columns_(std::move(columns)),
      limits_(limits),
      values_(columns_.size()),
      index_(columns_.size()) {}

void GroupColumns::find(HeaderPlaces& places) {
    for (const Column& column : columns_)
        places_.push_back(places.of(column));
}

Result<std::size_t> GroupColumns::leaf(const stats::TableRow& row) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        values_[i] = row[places_[i]];
        if (is_missing(columns_[i], values_[i])) values_[i] = {};
        if (values_[i].size() > limits_.group_label_bytes_max)
            return fail(
                input_error("T0105", fmt::format("a group label in column '{}' has more than {} "
                                                 "bytes",
                                                 columns_[i].name, limits_.group_label_bytes_max))
                    .at(row.location(places_[i]))
                    .hinted("is this the column that was meant?"));
    }
    const std::size_t leaf = index_.leaf_of(values_);
    if (leaf < limits_.cells_max) return leaf;
    return fail(input_error("T0104", fmt::format("the group columns have more than {} distinct "
                                                 "combinations",
                                                 limits_.cells_max))
                    .at(row.location(places_.back()))
                    .hinted("a column that identifies persons is no group; group ages or dates "
                            "into bands"));
}

void GroupColumns::warn(std::vector<std::string>& warnings) const {
    std::vector<std::string> names;
    for (const Column& column : columns_)
        names.push_back(column.name);
    std::vector<GroupValues> groups;
    for (std::size_t leaf = 0; leaf < leaves(); ++leaf)
        groups.push_back(values_of(leaf));
    warn_of_near_labels(names, groups, warnings);
}

std::vector<GroupOfLeaves> groups_of(const std::vector<Column>& columns,
                                     const std::vector<GroupValues>& leaves, bool intersections) {
    std::vector<std::string> names;
    for (const Column& column : columns)
        names.push_back(column.name);
    std::vector<GroupOfLeaves> groups;
    for (const auto& attributes : attribute_sets(names, intersections)) {
        std::map<GroupValues, GroupOfLeaves, GroupOrder> found;
        if (attributes.empty()) (void)found[{}];  // everybody, even when there is nobody
        for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf) {
            GroupOfLeaves one;
            GroupValues values;
            for (std::size_t i = 0; i < names.size(); ++i)
                if (std::find(attributes.begin(), attributes.end(), names[i]) != attributes.end()) {
                    values.push_back(leaves[leaf][i]);
                    one.group.push_back({names[i], leaves[leaf][i]});
                }
            GroupOfLeaves& group = found.try_emplace(values, one).first->second;
            group.leaves.push_back(leaf);
        }
        for (auto& [values, group] : found)
            groups.push_back(std::move(group));
    }
    return groups;
}

std::vector<GroupValue> reference_for(const Dataset& dataset,
                                      const std::vector<GroupValue>& group) {
    std::vector<GroupValue> reference;
    for (const GroupValue& part : group)
        for (const Column& column : dataset.columns)
            if (column.name == part.attribute && !column.reference.empty())
                reference.push_back({part.attribute, column.reference});
    return reference.size() == group.size() ? reference : std::vector<GroupValue>{};
}

bool is_reference(const Dataset& dataset, const std::vector<GroupValue>& group) {
    return !group.empty() && group_key(reference_for(dataset, group)) == group_key(group);
}

}  // namespace isonomia::fairness
