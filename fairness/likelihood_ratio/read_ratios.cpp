#include "fairness/likelihood_ratio/read_ratios.hpp"

#include <charconv>
#include <cmath>
#include <system_error>

#include <fmt/format.h>

#include "fairness/labels.hpp"
#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

namespace {

class RatioReader final : public stats::TableVisitor {
public:
    RatioReader(const Dataset& dataset, Column outcome, Column ratio)
        : outcome_(std::move(outcome)),
          ratio_(std::move(ratio)),
          groups_(columns_with(dataset, ColumnRole::group)) {
        for (const Column& column : columns_with(dataset, ColumnRole::person))
            source_ = column;
    }

    Status header(const stats::TableRow& names) override {
        HeaderPlaces places(names);
        outcome_place_ = places.of(outcome_.column());
        ratio_place_ = places.of(ratio_);
        groups_.find(places);
        if (source_) source_place_ = places.of(*source_);
        return places.status();
    }

    Status row(const stats::TableRow& row) override;

    [[nodiscard]] Ratios finish(const stats::TableFacts& facts);

private:
    LabelReader outcome_;
    Column ratio_;
    GroupColumns groups_;
    std::optional<Column> source_;
    std::size_t outcome_place_ = 0;
    std::size_t ratio_place_ = 0;
    std::size_t source_place_ = 0;
    ValueIndex sources_;
    ValueIndex::Memory last_sources_;
    std::uint32_t nameless_ = 0;
    std::uint32_t sources_count_ = 0;
    Ratios ratios_;
};

// A number, but too large or too near 0 for a double.
bool beyond_range(std::string_view text) {
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc::result_out_of_range && end == text.data() + text.size();
}

Status RatioReader::row(const stats::TableRow& row) {
    const auto label = outcome_.read(row[outcome_place_]);
    if (!label)
        return fail(input_error("T0102", fmt::format("'{}' in column '{}' is neither positive nor "
                                                     "negative",
                                                     row[outcome_place_], outcome_.column().name))
                        .at(row.location(outcome_place_))
                        .hinted("state which values say that the first proposition is true"));
    const auto value = read_number(ratio_, row, ratio_place_, true);
    if (!value && beyond_range(row[ratio_place_]))
        return fail(Error(value.error())
                        .hinted("a number beyond 10^308 or below 10^-308 does not fit: give its "
                                "logarithm in a column with the role log10-likelihood-ratio"));
    if (!value) return fail(value.error());
    const auto leaf = groups_.leaf(row);
    if (!leaf) return fail(leaf.error());
    if (ratios_.missing.size() <= *leaf) ratios_.missing.resize(*leaf + 1, 0);
    if (*label == Label::missing || !*value) {
        ++ratios_.missing[*leaf];
        return {};
    }
    const auto ln = ln_ratio(**value, ratio_.role);
    if (!ln)
        return fail(input_error("S0303", fmt::format("the likelihood ratio '{}' is negative",
                                                     row[ratio_place_]))
                        .at(row.location(ratio_place_))
                        .hinted("is the column on a logarithmic scale? Then give it the role "
                                "log10-likelihood-ratio or ln-likelihood-ratio"));
    if (ratios_.list.size() >= ratios_max)
        return fail(input_error("S0304", fmt::format("there are more than {} rows", ratios_max))
                        .at(row.location(0))
                        .hinted("split the file, or sample its rows and say how"));
    std::uint32_t source = static_cast<std::uint32_t>(ratios_.list.size());
    if (source_ && !is_missing(*source_, row[source_place_]))
        source = sources_.number_of(row[source_place_], last_sources_);
    else if (source_)
        source = sources_.number_of(fmt::format("\n{}", nameless_++),
                                    last_sources_);  // a source of its own
    sources_count_ = std::max(sources_count_, source + 1);
    ratios_.list.push_back(
        {*ln, *label == Label::positive, static_cast<std::uint32_t>(*leaf), source});
    return {};
}

Ratios RatioReader::finish(const stats::TableFacts& facts) {
    ratios_.rows = facts.rows;
    ratios_.sources = sources_count_;
    ratios_.sources_declared = source_.has_value();
    for (std::size_t leaf = 0; leaf < groups_.leaves(); ++leaf)
        ratios_.leaves.push_back(groups_.values_of(leaf));
    ratios_.missing.resize(ratios_.leaves.size(), 0);
    ratios_.parameters["rows"] = fmt::format("{}", facts.rows);
    ratios_.parameters["ratio_column"] = ratio_.name;
    ratios_.parameters["ratio_scale"] = std::string(to_text(ratio_.role));
    ratios_.parameters["unit_of_resampling"] = source_ ? source_->name : "row";
    if (facts.rows == 0) ratios_.warnings.push_back("the file has no rows");
    if (facts.empty_lines > 0)
        ratios_.warnings.push_back(
            fmt::format("{} empty lines are not counted as rows", facts.empty_lines));
    groups_.warn(ratios_.warnings);
    if (nameless_ > 0)
        ratios_.warnings.push_back(
            fmt::format("{} rows have no source; each counts as a source of its own", nameless_));
    return std::move(ratios_);
}

template <class Source>
Result<Ratios> read_from(const Dataset& dataset, const Source& source, const std::string& name) {
    if (auto status = check_declaration(dataset); !status) return fail(status.error());
    auto outcome = column_with(dataset, ColumnRole::outcome);
    if (!outcome) return fail(outcome.error());
    auto ratio = ratio_column(dataset);
    if (!ratio) return fail(ratio.error());
    RatioReader reader(dataset, std::move(*outcome), std::move(*ratio));
    stats::TableOptions options;
    options.separator = stats::separator_for(name);
    const auto facts = stats::read_table(source, name, options, reader);
    if (!facts) return fail(facts.error());
    return reader.finish(*facts);
}

}  // namespace

std::optional<double> ln_ratio(double value, ColumnRole scale) {
    if (std::isnan(value)) return std::nullopt;
    if (scale == ColumnRole::ln_likelihood_ratio) return value;
    if (scale == ColumnRole::log10_likelihood_ratio) return value * std::log(10.0);
    if (value < 0) return std::nullopt;
    return std::log(value);
}

Result<Column> ratio_column(const Dataset& dataset) {
    std::vector<Column> found;
    for (const ColumnRole role : {ColumnRole::likelihood_ratio, ColumnRole::log10_likelihood_ratio,
                                  ColumnRole::ln_likelihood_ratio})
        for (const Column& column : columns_with(dataset, role))
            found.push_back(column);
    if (found.size() == 1) return found[0];
    return fail(input_error("S0302", fmt::format("data set '{}' has {} columns of likelihood "
                                                 "ratios, not one",
                                                 dataset.id, found.size()))
                    .hinted("give one column the role likelihood-ratio, log10-likelihood-ratio or "
                            "ln-likelihood-ratio"));
}

Result<Ratios> read_ratios(const Dataset& dataset, const stats::ByteSource& source,
                           const std::string& name) {
    return read_from(dataset, source, name);
}

Result<Ratios> read_ratios(const Dataset& dataset, const std::filesystem::path& path,
                           const std::string& name) {
    return read_from(dataset, path, name);
}

}  // namespace isonomia::fairness
