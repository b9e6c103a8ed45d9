#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/additive_model.hpp"
#include "stats/table_reader.hpp"

namespace isonomia::explain {

namespace {

constexpr std::string_view intercept_name = "(intercept)";
constexpr double share_tolerance = 1e-6;  // published shares are rounded
constexpr std::size_t rows_max = 100'000;

class ModelReader final : public stats::TableVisitor {
public:
    explicit ModelReader(AdditiveModel& model) : model_(model) {}

    Status header(const stats::TableRow& names) override {
        const bool linear = model_.form == ModelForm::linear;
        const std::vector<std::string> known =
            linear ? std::vector<std::string>{"feature", "weight", "baseline", "unit"}
                   : std::vector<std::string>{"feature", "value", "from", "to",
                                              "points",  "share", "unit"};
        place_ = names.location(0);
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::string name(trim(names[i]));
            if (std::find(known.begin(), known.end(), name) == known.end())
                return fail(
                    input_error(
                        "E0102",
                        fmt::format("the table has a column '{}' that means nothing here", name))
                        .at(names.location(i))
                        .note("columns of such a table: " + join(known, ", "))
                        .hinted("rename it or leave it out" + did_you_mean_suffix(name, known)));
            columns_[name] = i;
        }
        std::vector<std::string> needed{"feature", linear ? "weight" : "points"};
        if (!linear && !has("from") && !has("to")) needed.emplace_back("value");
        for (const std::string& name : needed)
            if (!has(name))
                return fail(input_error("E0101", fmt::format("the table has no column '{}'", name))
                                .at(place_)
                                .hinted("columns of such a table: " + join(known, ", ")));
        return {};
    }

    Status row(const stats::TableRow& row) override {
        if (++rows_ > rows_max)
            return fail(
                input_error("E0110", fmt::format("the table has more than {} rows", rows_max))
                    .at(row.location(0))
                    .hinted("a published score has far fewer; check that this is the right file"));
        const std::string name(trim(row[columns_["feature"]]));
        if (name.empty())
            return fail(input_error("E0108", "a row names no feature")
                            .at(row.location(columns_["feature"]))
                            .hinted("name the feature, or delete the row"));
        const auto amount = number(row, model_.form == ModelForm::linear ? "weight" : "points");
        if (!amount) return fail(amount.error());
        if (!*amount)
            return fail(not_a_number(row, model_.form == ModelForm::linear ? "weight" : "points"));
        if (name == intercept_name) {
            if (std::exchange(has_intercept_, true))
                return fail(repeats(row, "the row (intercept)"));
            model_.intercept = **amount;
            return {};
        }
        return model_.form == ModelForm::linear ? linear_row(row, name, **amount)
                                                : band_row(row, name, **amount);
    }

    Status finish() {
        if (model_.features.empty())
            return fail(input_error("E0108", "the table has no feature")
                            .at(place_)
                            .hinted("add a row per feature"));
        for (const Feature& feature : model_.features) {
            if (auto s = check_bands(feature); !s) return s;
            if (auto s = check_shares(feature); !s) return s;
        }
        return {};
    }

private:
    [[nodiscard]] bool has(const std::string& column) const { return columns_.count(column) != 0; }

    // The field as a number; nothing when it is empty or there is no such column.
    Result<std::optional<double>> number(const stats::TableRow& row, const std::string& column) {
        if (!has(column) || trim(row[columns_[column]]).empty()) return std::optional<double>{};
        const auto value = parse_number(trim(row[columns_[column]]));
        if (!value) return fail(not_a_number(row, column));
        return value;
    }

    Error not_a_number(const stats::TableRow& row, const std::string& column) {
        return input_error("E0103", fmt::format("'{}' in column '{}' is not a number",
                                                row[columns_[column]], column))
            .at(row.location(columns_[column]))
            .hinted("write a decimal number with '.', without unit or thousands separator");
    }

    static Error repeats(const stats::TableRow& row, const std::string& what) {
        return input_error("E0104", fmt::format("{} stands in the table twice", what))
            .at(row.location(0))
            .hinted("keep one of the two rows; which of them counts must not be guessed");
    }

    Feature& feature(const std::string& name, const stats::TableRow& row) {
        const auto [at, fresh] = index_.emplace(name, model_.features.size());
        if (fresh) {
            model_.features.emplace_back();
            model_.features.back().name = name;
            model_.features.back().place = row.location(columns_["feature"]);
        }
        return model_.features[at->second];
    }

    Status linear_row(const stats::TableRow& row, const std::string& name, double weight) {
        if (index_.count(name) != 0)
            return fail(repeats(row, fmt::format("the feature '{}'", name)));
        const auto baseline = number(row, "baseline");
        if (!baseline) return fail(baseline.error());
        Feature& added = feature(name, row);
        added.weight = weight;
        added.baseline = *baseline;
        return {};
    }

    Status band_row(const stats::TableRow& row, const std::string& name, double points) {
        Band band;
        band.points = points;
        band.place = row.location(columns_["feature"]);
        if (has("value") && !trim(row[columns_["value"]]).empty())
            band.value = std::string(trim(row[columns_["value"]]));
        const auto from = number(row, "from");
        if (!from) return fail(from.error());
        const auto to = number(row, "to");
        if (!to) return fail(to.error());
        const auto share = number(row, "share");
        if (!share) return fail(share.error());
        band.from = *from;
        band.to = *to;
        band.share = *share;
        if (band.value.has_value() == (band.from || band.to))
            return fail(input_error("E0106", fmt::format("a row of '{}' has {}", name,
                                                         band.value ? "both a value and a band"
                                                                    : "neither a value nor a band"))
                            .at(band.place)
                            .hinted("fill in either 'value', or 'from' and 'to'"));
        if (band.from && band.to && *band.from > *band.to)
            return fail(
                input_error("E0107", fmt::format("the band {} of '{}' ends before it begins",
                                                 band.text(), name))
                    .at(row.location(columns_["from"]))
                    .hinted("swap 'from' and 'to'"));
        Feature& added = feature(name, row);
        for (const Band& other : added.bands)
            if (band.value && other.value == band.value)
                return fail(
                    repeats(row, fmt::format("'{}' with the value '{}'", name, *band.value)));
        added.bands.push_back(std::move(band));
        return {};
    }

    static Status check_bands(const Feature& feature) {
        std::vector<const Band*> bands;
        for (const Band& band : feature.bands)
            if (!band.value) bands.push_back(&band);
        const auto start = [](const Band* b) {
            return b->from.value_or(-std::numeric_limits<double>::infinity());
        };
        std::stable_sort(bands.begin(), bands.end(),
                         [&](auto* a, auto* b) { return start(a) < start(b); });
        for (std::size_t i = 1; i < bands.size(); ++i) {
            const Band& before = *bands[i - 1];
            if (before.to && *before.to < start(bands[i])) continue;
            return fail(
                input_error("E0105", fmt::format("the bands {} and {} of '{}' overlap",
                                                 before.text(), bands[i]->text(), feature.name))
                    .at(bands[i]->place)
                    .note(fmt::format("the other band stands in line {}", before.place.line))
                    .hinted("both ends belong to a band: 18 to 25, then 26 to 30"));
        }
        return {};
    }

    static Status check_shares(const Feature& feature) {
        double sum = 0;
        bool any = false;
        bool valid = true;
        for (const Band& band : feature.bands) {
            any = any || band.share.has_value();
            valid = valid && band.share && *band.share >= 0;
            sum += band.share.value_or(0);
        }
        if (!any || (valid && std::abs(sum - 1) <= share_tolerance)) return {};
        return fail(
            input_error("E0109",
                        fmt::format("the shares of '{}' are not parts of a whole: they sum to {}",
                                    feature.name, shortest(sum)))
                .at(feature.place)
                .hinted("give every row of the feature its share, as a proportion; together they "
                        "make 1"));
    }

    AdditiveModel& model_;
    std::map<std::string, std::size_t> columns_;
    std::map<std::string, std::size_t> index_;
    std::size_t rows_ = 0;
    bool has_intercept_ = false;
    Location place_;
};

}  // namespace

Result<AdditiveModel> read_additive_model(ModelForm form, const fs::path& table) {
    AdditiveModel model;
    model.form = form;
    model.file = table.string();
    ModelReader reader(model);
    stats::TableOptions options;
    options.separator = stats::separator_for(model.file);
    const auto facts = stats::read_table(table, model.file, options, reader);
    if (!facts) return fail(facts.error());
    if (auto done = reader.finish(); !done) return fail(done.error());
    return model;
}

}  // namespace isonomia::explain
