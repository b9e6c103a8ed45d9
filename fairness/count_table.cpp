#include "fairness/count_table.hpp"

#include <array>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::array counted_columns{
    std::pair{"true_positives", &CountCell::true_positives},
    std::pair{"false_positives", &CountCell::false_positives},
    std::pair{"true_negatives", &CountCell::true_negatives},
    std::pair{"false_negatives", &CountCell::false_negatives},
};

class CountReader final : public stats::TableVisitor {
public:
    explicit CountReader(Dataset& dataset)
        : dataset_(dataset), groups_(columns_with(dataset, ColumnRole::group)) {}

    Status header(const stats::TableRow& names) override {
        HeaderPlaces places(names);
        for (const auto& [name, member] : counted_columns) {
            Column column;
            column.name = name;
            count_places_.push_back(places.of(column));
        }
        for (const Column& column : groups_)
            group_places_.push_back(places.of(column));
        return places.status();
    }

    Status row(const stats::TableRow& row) override {
        CountCell cell;
        for (std::size_t i = 0; i < counted_columns.size(); ++i) {
            const std::string_view text = row[count_places_[i]];
            const auto count = parse_integer(text);
            if (!count || *count < 0)
                return fail(input_error("T0108", fmt::format("'{}' in column '{}' is no count",
                                                             text, counted_columns[i].first))
                                .at(row.location(count_places_[i]))
                                .hinted("a count is a whole number from 0, without separators"));
            cell.*counted_columns[i].second = static_cast<std::uint64_t>(*count);
        }
        for (std::size_t i = 0; i < groups_.size(); ++i) {
            const std::string_view value = row[group_places_[i]];
            cell.group.push_back(
                {groups_[i].name, is_missing(groups_[i], value) ? "" : std::string(value)});
        }
        if (dataset_.counts.size() == count_lines_max)
            return fail(
                input_error("T0104", fmt::format("more than {} lines of counts", count_lines_max))
                    .at(row.location(0))
                    .hinted("each line is one group's 2x2 table, not one person"));
        dataset_.counts.push_back(std::move(cell));
        return {};
    }

private:
    Dataset& dataset_;
    std::vector<Column> groups_;
    std::vector<std::size_t> count_places_;
    std::vector<std::size_t> group_places_;
};

}  // namespace

Status read_counts(Dataset& dataset, const std::filesystem::path& path, const std::string& name) {
    CountReader reader(dataset);
    stats::TableOptions options;
    options.separator = stats::separator_for(name);
    const auto facts = stats::read_table(path, name, options, reader);
    if (!facts) return fail(facts.error());
    return {};
}

}  // namespace isonomia::fairness
