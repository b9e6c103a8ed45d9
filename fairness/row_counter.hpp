// The visitor that counts the rows of a data set. For count_rows.cpp only.
#pragma once

#include <string>
#include <vector>

#include "fairness/count_rows.hpp"
#include "fairness/group_index.hpp"
#include "fairness/labels.hpp"
#include "fairness/roles.hpp"
#include "stats/code_counter.hpp"
#include "stats/table_in_parts.hpp"

namespace isonomia::fairness {

class RowCounter final : public stats::DividedVisitor {
public:
    RowCounter(const Dataset& dataset, Roles roles, const CountLimits& limits)
        : RowCounter(dataset.threshold.value_or(0), std::move(roles), limits, {}) {}

    Status header(const stats::TableRow& names) override;
    Status row(const stats::TableRow& row) override;
    [[nodiscard]] std::unique_ptr<stats::DividedVisitor> part() const override;
    [[nodiscard]] bool absorb(stats::DividedVisitor& part) override;

    // What the rows came to; once.
    [[nodiscard]] Result<Sample> sample(std::vector<std::string>& warnings);
    [[nodiscard]] const Roles& roles() const { return roles_; }
    [[nodiscard]] const LabelReader& outcome() const { return outcome_; }
    [[nodiscard]] const LabelReader& prediction() const { return prediction_; }

private:
    // Of columns, in the header.
    struct Places {
        std::size_t outcome = 0;
        std::size_t prediction = 0;  // or of the score
        std::vector<std::size_t> groups;
        std::size_t person = 0;
        std::size_t weight = 0;
    };
    RowCounter(double threshold, Roles roles, const CountLimits& limits, Places places);

    [[nodiscard]] Result<Label> read_label(LabelReader& reader, const stats::TableRow& row,
                                           std::size_t index) const;
    [[nodiscard]] Result<Label> read_score(const stats::TableRow& row) const;
    Status read_groups(const stats::TableRow& row);
    Status read_person(const stats::TableRow& row, std::uint32_t cell);
    Status read_weight(const stats::TableRow& row, std::size_t place);
    [[nodiscard]] bool has_room_for(const RowCounter& part,
                                    const std::vector<std::uint32_t>& leaf_here) const;
    [[nodiscard]] std::size_t leaves_max() const;

    double threshold_;
    Roles roles_;
    CountLimits limits_;
    LabelReader outcome_;
    LabelReader prediction_;
    Places places_;
    std::vector<Column> by_;  // groups, then strata
    GroupIndex groups_;
    std::vector<std::string_view> values_;
    stats::CodeCounter codes_;  // by leaf * labelings + labeling
    PersonRows persons_;
    std::vector<Weights> weights_;  // by the same
};

}  // namespace isonomia::fairness
