#include "fairness/areas/read_areas.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/near_labels.hpp"
#include "fairness/period.hpp"
#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

namespace {

Status check(const AreaColumns& columns) {
    if (columns.residents.empty())
        return fail(input_error("S0301", "no column has the role 'residents'")
                        .hinted("give a column of people per population that is compared"));
    if (columns.stops.has_value() != columns.hits.has_value())
        return fail(input_error("S0301", "there are stops without hits, or hits without stops")
                        .hinted("give both columns: how many were stopped, and of them how many "
                                "hits"));
    return {};
}

std::optional<Column> only_of(const Dataset& dataset, ColumnRole role) {
    const auto columns = columns_with(dataset, role);
    return columns.empty() ? std::nullopt : std::optional(columns.front());
}

class AreaReader final : public stats::TableVisitor {
public:
    explicit AreaReader(const AreaColumns& columns) : roles_(columns) {}

    Status header(const stats::TableRow& names) override {
        HeaderPlaces places(names);
        area_ = places.of(roles_.area);
        exposure_ = places.of(roles_.exposure);
        for (const Column& column : roles_.residents)
            residents_.push_back(places.of(column));
        if (roles_.stops) stops_ = places.of(*roles_.stops);
        if (roles_.hits) hits_ = places.of(*roles_.hits);
        if (roles_.time) time_ = places.of(*roles_.time);
        return places.status();
    }

    Status row(const stats::TableRow& row) override;

    [[nodiscard]] AreaTable finish(const stats::TableFacts& facts);

private:
    // Nothing where a value is missing.
    [[nodiscard]] Result<std::optional<AreaRow>> read(const stats::TableRow& row) const;
    [[nodiscard]] Result<std::optional<double>> amount(const Column& column,
                                                       const stats::TableRow& row,
                                                       std::size_t place) const;
    [[nodiscard]] Result<std::optional<std::uint64_t>> count(const Column& column,
                                                             const stats::TableRow& row,
                                                             std::size_t place) const;

    AreaColumns roles_;
    std::size_t area_ = 0;
    std::size_t exposure_ = 0;
    std::size_t stops_ = 0;
    std::size_t hits_ = 0;
    std::size_t time_ = 0;
    std::vector<std::size_t> residents_;
    std::map<std::string, std::map<std::string, AreaRow, PeriodOrder>> rows_;  // area, period
    std::map<std::string, std::size_t, PeriodOrder> periods_;
    std::uint64_t missing_ = 0;
};

Result<std::optional<double>> AreaReader::amount(const Column& column, const stats::TableRow& row,
                                                 std::size_t place) const {
    const auto number = read_number(column, row, place);
    if (!number || !*number || **number >= 0) return number;
    return fail(
        input_error("T0109", fmt::format("{} in column '{}' is below 0", row[place], column.name))
            .at(row.location(place))
            .hinted("people and exposure are numbers from 0"));
}

Result<std::optional<std::uint64_t>> AreaReader::count(const Column& column,
                                                       const stats::TableRow& row,
                                                       std::size_t place) const {
    const std::string_view text = row[place];
    if (is_missing(column, text)) return std::optional<std::uint64_t>();
    const auto number = parse_integer(text);
    if (number && *number >= 0) return std::optional(static_cast<std::uint64_t>(*number));
    return fail(
        input_error("T0108", fmt::format("'{}' in column '{}' is no count", text, column.name))
            .at(row.location(place))
            .hinted("a count is a whole number from 0, without separators"));
}

Result<std::optional<AreaRow>> AreaReader::read(const stats::TableRow& row) const {
    AreaRow result;
    for (std::size_t i = 0; i < residents_.size(); ++i) {
        const auto people = amount(roles_.residents[i], row, residents_[i]);
        if (!people) return fail(people.error());
        if (!*people) return std::optional<AreaRow>();
        result.residents.push_back(**people);
        result.everybody += **people;
    }
    const auto exposure = amount(roles_.exposure, row, exposure_);
    if (!exposure) return fail(exposure.error());
    if (!*exposure || result.everybody == 0) return std::optional<AreaRow>();
    result.exposure = **exposure;
    if (!roles_.stops) return std::optional(result);
    const auto stops = count(*roles_.stops, row, stops_);
    if (!stops) return fail(stops.error());
    const auto hits = count(*roles_.hits, row, hits_);
    if (!hits) return fail(hits.error());
    if (!*stops || !*hits) return std::optional<AreaRow>();
    if (**hits > **stops)
        return fail(input_error("T0109", fmt::format("{} hits in column '{}' are more than the {} "
                                                     "stops",
                                                     **hits, roles_.hits->name, **stops))
                        .at(row.location(hits_))
                        .hinted("hits are counted among the stops"));
    result.stops = **stops;
    result.hits = **hits;
    return std::optional(result);
}

Status AreaReader::row(const stats::TableRow& row) {
    auto values = read(row);
    if (!values) return fail(values.error());
    auto period = roles_.time ? period_of(*roles_.time, roles_.period, row, time_)
                              : Result<std::optional<std::string>>(std::string());
    if (!period) return fail(period.error());
    if (!*values || !*period || is_missing(roles_.area, row[area_])) {
        ++missing_;
        return {};
    }
    auto& area = rows_[std::string(row[area_])];
    if (!area.emplace(**period, **values).second)
        return fail(
            input_error("T0109", fmt::format("the area '{}' stands here a second time{}",
                                             row[area_], roles_.time ? " in one period" : ""))
                .at(row.location(area_))
                .hinted("add the rows of one area up first, or declare the time column"));
    periods_.emplace(**period, 0);
    if (rows_.size() > areas_max || periods_.size() > area_periods_max)
        return fail(input_error("T0110", fmt::format("more than {} areas or {} periods", areas_max,
                                                     area_periods_max))
                        .at(row.location(area_))
                        .hinted("put areas or periods together"));
    return {};
}

AreaTable AreaReader::finish(const stats::TableFacts& facts) {
    AreaTable table;
    for (const Column& column : roles_.residents)
        table.populations.push_back(column.title.empty() ? column.name : column.title);
    for (auto& [name, number] : periods_) {
        number = table.periods.size();
        table.periods.push_back(name);
    }
    for (auto& [name, by_period] : rows_) {
        table.areas.push_back(name);
        auto& own = table.rows.emplace_back();
        for (auto& [period, row] : by_period)
            own.emplace(periods_.at(period), std::move(row));
    }
    warn_of_near_labels_in(roles_.area.name, {table.areas.begin(), table.areas.end()},
                           table.warnings);
    if (roles_.time)
        warn_of_near_labels_in(roles_.time->name, {table.periods.begin(), table.periods.end()},
                               table.warnings);
    table.stopped = roles_.stops.has_value();
    table.missing = missing_;
    table.parameters["rows"] = fmt::format("{}", facts.rows);
    table.parameters["areas"] = fmt::format("{}", table.areas.size());
    table.parameters["exposure_column"] = roles_.exposure.name;
    if (roles_.time) table.parameters["periods"] = fmt::format("{}", table.periods.size());
    if (missing_ > 0)
        table.warnings.push_back(fmt::format(
            "{} rows are left out: a value is missing, or nobody lives there", missing_));
    if (facts.empty_lines > 0)
        table.warnings.push_back(
            fmt::format("{} empty lines are not counted as rows", facts.empty_lines));
    return table;
}

template <class Source>
Result<AreaTable> read_from(const AreaColumns& columns, const Source& source,
                            const std::string& name) {
    if (auto status = check(columns); !status) return fail(status.error());
    AreaReader reader(columns);
    stats::TableOptions options;
    options.separator = stats::separator_for(name);
    const auto facts = stats::read_table(source, name, options, reader);
    if (!facts) return fail(facts.error());
    return reader.finish(*facts);
}

}  // namespace

Result<AreaColumns> area_columns(const Dataset& dataset) {
    AreaColumns columns;
    for (const auto& [role, column] : {std::pair{ColumnRole::area, &columns.area},
                                       std::pair{ColumnRole::exposure, &columns.exposure}}) {
        auto found = column_with(dataset, role);
        if (!found) return fail(found.error());
        *column = std::move(*found);
    }
    for (const ColumnRole role : {ColumnRole::stops, ColumnRole::hits, ColumnRole::time})
        if (columns_with(dataset, role).size() > 1)
            if (const auto several = column_with(dataset, role); !several)
                return fail(several.error());
    columns.residents = columns_with(dataset, ColumnRole::residents);
    columns.stops = only_of(dataset, ColumnRole::stops);
    columns.hits = only_of(dataset, ColumnRole::hits);
    columns.time = only_of(dataset, ColumnRole::time);
    columns.period = dataset.period.value_or(Period::value);
    if (auto status = check(columns); !status) return fail(status.error());
    return columns;
}

Result<AreaTable> read_areas(const AreaColumns& columns, const std::filesystem::path& path,
                             const std::string& name) {
    return read_from(columns, path, name);
}

Result<AreaTable> read_areas(const AreaColumns& columns, const stats::ByteSource& source,
                             const std::string& name) {
    return read_from(columns, source, name);
}

}  // namespace isonomia::fairness
