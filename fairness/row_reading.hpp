// What the readers of scores, comparisons and likelihood ratios share: columns found by name,
// numbers with a place when they are none, groups as small numbers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "core/measurement.hpp"
#include "fairness/count_rows.hpp"
#include "fairness/group_index.hpp"
#include "stats/table.hpp"

namespace isonomia::fairness {

// The columns of a role, in their declared order.
[[nodiscard]] std::vector<Column> columns_with(const Dataset& dataset, ColumnRole role);

// The one column of a role; S0301 names the role when there is none or there are several.
[[nodiscard]] Result<Column> column_with(const Dataset& dataset, ColumnRole role);

// The same of a role that there may be; S0105 when there are several.
[[nodiscard]] Result<std::optional<Column>> at_most_one(const Dataset& dataset, ColumnRole role);

// S0105 when a column is declared twice.
[[nodiscard]] Status check_columns_once(const Dataset& dataset);

// S0103 weights are not supported, S0104 too many group columns, S0105 a column, or the role of
// person or time, declared twice, S0106 a level outside [0.5, 0.9999].
[[nodiscard]] Status check_declaration(const Dataset& dataset);

// Places of columns in a header. The first that is missing is kept as T0101.
class HeaderPlaces {
public:
    explicit HeaderPlaces(const stats::TableRow& names);
    [[nodiscard]] std::size_t of(const Column& column);
    [[nodiscard]] Status status() const;

private:
    std::vector<std::string> known_;
    Location place_;
    std::optional<Error> problem_;
};

[[nodiscard]] bool is_missing(const Column& column, std::string_view text);

// Nothing for a missing value; T0103 for what is no number. NaN is never one; 'inf', '-inf' and
// 'infinity' (any case of letters) are numbers where `infinite` allows it.
[[nodiscard]] Result<std::optional<double>> read_number(const Column& column,
                                                        const stats::TableRow& row,
                                                        std::size_t index, bool infinite = false);

// Combinations of group values, numbered as they appear.
class GroupColumns {
public:
    explicit GroupColumns(std::vector<Column> columns, CountLimits limits = {});

    void find(HeaderPlaces& places);
    // T0104 too many combinations, T0105 a label that is too long.
    [[nodiscard]] Result<std::size_t> leaf(const stats::TableRow& row);

    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    [[nodiscard]] std::size_t leaves() const { return index_.leaves(); }
    // Labels that are easily taken for one another (fairness/near_labels.hpp).
    void warn(std::vector<std::string>& warnings) const;
    [[nodiscard]] GroupValues values_of(std::size_t leaf) const { return index_.values_of(leaf); }

private:
    std::vector<Column> columns_;
    CountLimits limits_;
    std::vector<std::size_t> places_;
    std::vector<std::string_view> values_;
    GroupIndex index_;
};

// One group of a report: its key and the leaves that belong to it.
struct GroupOfLeaves {
    std::vector<GroupValue> group;  // empty: everybody
    std::vector<std::size_t> leaves;
};

// Everybody, then each attribute, then with `intersections` every combination; groups by name, what
// was not recorded last.
[[nodiscard]] std::vector<GroupOfLeaves> groups_of(const std::vector<Column>& columns,
                                                   const std::vector<GroupValues>& leaves,
                                                   bool intersections);

// Whether all of the group's attributes are at their declared reference; false for everybody.
[[nodiscard]] bool is_reference(const Dataset& dataset, const std::vector<GroupValue>& group);
// The reference group for a group's attributes; empty where one of them states none.
[[nodiscard]] std::vector<GroupValue> reference_for(const Dataset& dataset,
                                                    const std::vector<GroupValue>& group);

}  // namespace isonomia::fairness
