#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "fairness/biometrics/comparisons.hpp"
#include "fairness/biometrics/score_file.hpp"
#include "fairness/labels.hpp"
#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

namespace {

class ComparisonReader final : public stats::TableVisitor {
public:
    struct Roles {
        Column score;
        Column probe;
        Column gallery;
        std::optional<Column> truth;
        std::optional<Column> sample;
        std::array<std::vector<Column>, 2> groups;  // probe, gallery
    };
    explicit ComparisonReader(Roles roles)
        : roles_(std::move(roles)),
          truth_(roles_.truth.value_or(Column{})),
          sides_(roles_.groups[0].size(), 2),
          values_(roles_.groups[0].size()) {
        for (const Column& column : roles_.groups[0])
            data_.attributes.push_back(column.name);
        data_.searches_declared = roles_.sample.has_value();
    }

    Status header(const stats::TableRow& names) override;
    Status row(const stats::TableRow& row) override;
    [[nodiscard]] Comparisons finish(const stats::TableFacts& facts);

private:
    // Both sides, probe and gallery, share one numbering of people and of combinations.
    [[nodiscard]] Result<std::uint16_t> leaf(const stats::TableRow& row, std::size_t side);
    [[nodiscard]] Result<std::optional<bool>> mated(const stats::TableRow& row,
                                                    std::string_view probe,
                                                    std::string_view gallery);
    [[nodiscard]] std::uint32_t search(const stats::TableRow& row, std::uint32_t probe);

    Roles roles_;
    LabelReader truth_;
    std::size_t score_place_ = 0;
    std::size_t probe_place_ = 0;
    std::size_t gallery_place_ = 0;
    std::size_t truth_place_ = 0;
    std::size_t sample_place_ = 0;
    std::array<std::vector<std::size_t>, 2> group_places_;  // probe, gallery
    GroupIndex sides_;
    std::vector<std::string_view> values_;
    ValueIndex people_;
    ValueIndex::Memory probes_;
    ValueIndex::Memory galleries_;
    ValueIndex samples_;
    ValueIndex::Memory last_samples_;
    std::string sample_key_;
    std::string sample_;        // the last one,
    std::uint32_t search_ = 0;  // and its number
    Comparisons data_;
};

Status ComparisonReader::header(const stats::TableRow& names) {
    HeaderPlaces places(names);
    score_place_ = places.of(roles_.score);
    probe_place_ = places.of(roles_.probe);
    gallery_place_ = places.of(roles_.gallery);
    if (roles_.truth) truth_place_ = places.of(*roles_.truth);
    if (roles_.sample) sample_place_ = places.of(*roles_.sample);
    for (std::size_t side = 0; side < 2; ++side)
        for (const Column& column : roles_.groups[side])
            group_places_[side].push_back(places.of(column));
    return places.status();
}

Result<std::uint16_t> ComparisonReader::leaf(const stats::TableRow& row, std::size_t side) {
    const auto& columns = roles_.groups[side];
    const auto& places = group_places_[side];
    for (std::size_t i = 0; i < columns.size(); ++i) {
        values_[i] = row[places[i]];
        if (is_missing(columns[i], values_[i])) values_[i] = {};
        if (values_[i].size() > CountLimits{}.group_label_bytes_max)
            return fail(input_error("T0105", fmt::format("a group label in column '{}' is too long",
                                                         columns[i].name))
                            .at(row.location(places[i]))
                            .hinted("is this the column that was meant?"));
    }
    const std::size_t leaf = sides_.leaf_of(values_, side);
    if (leaf < CountLimits{}.cells_max) return static_cast<std::uint16_t>(leaf);
    return fail(input_error("T0104", fmt::format("the group columns have more than {} distinct "
                                                 "combinations",
                                                 CountLimits{}.cells_max))
                    .at(row.location(places.back()))
                    .hinted("a column that identifies persons is no group"));
}

Result<std::optional<bool>> ComparisonReader::mated(const stats::TableRow& row,
                                                    std::string_view probe,
                                                    std::string_view gallery) {
    if (!roles_.truth) return std::optional(probe == gallery);
    const auto label = truth_.read(row[truth_place_]);
    if (!label)
        return fail(input_error("T0102", fmt::format("'{}' in column '{}' is neither positive nor "
                                                     "negative",
                                                     row[truth_place_], roles_.truth->name))
                        .at(row.location(truth_place_))
                        .hinted("state which values say that both are the same person"));
    if (*label == Label::missing) return std::optional<bool>();
    return std::optional(*label == Label::positive);
}

std::uint32_t ComparisonReader::search(const stats::TableRow& row, std::uint32_t probe) {
    const auto fresh = static_cast<std::uint32_t>(data_.search_person.size());
    std::uint32_t number = fresh;
    if (roles_.sample) {
        // One probe is often compared with many in a row.
        const std::string_view sample = row[sample_place_];
        if (fresh > 0 && data_.search_person[search_] == probe && sample_ == sample) return search_;
        sample_ = sample;
        sample_key_ = fmt::format("{}\n{}", probe, sample);  // two people's may bear one name
        number = search_ = samples_.number_of(sample_key_, last_samples_);
    }
    if (number == fresh) {
        data_.search_person.push_back(probe);
        data_.search_has_score.push_back(false);
    }
    return number;
}

Status ComparisonReader::row(const stats::TableRow& row) {
    const auto score = read_number(roles_.score, row, score_place_);
    if (!score) return fail(score.error());
    const std::string_view probe = row[probe_place_];
    const std::string_view gallery = row[gallery_place_];
    const auto same = mated(row, probe, gallery);
    if (!same) return fail(same.error());
    if (is_missing(roles_.probe, probe) || is_missing(roles_.gallery, gallery) || !*same) {
        ++data_.missing;
        return {};
    }
    const auto probe_leaf = leaf(row, 0);
    if (!probe_leaf) return fail(probe_leaf.error());
    const auto gallery_leaf = leaf(row, 1);
    if (!gallery_leaf) return fail(gallery_leaf.error());
    ComparedPair pair;
    pair.probe = people_.number_of(probe, probes_);
    pair.gallery = people_.number_of(gallery, galleries_);
    pair.search = search(row, pair.probe);
    if (!*score) {
        ++data_.missing;
        return {};
    }
    if (data_.list.size() >= comparisons_max)
        return fail(
            input_error("S0402", fmt::format("there are more than {} comparisons", comparisons_max))
                .at(row.location(0))
                .hinted("split the file by probe, or sample its probes and say how"));
    data_.search_has_score[pair.search] = true;
    pair.score = **score;
    pair.probe_leaf = *probe_leaf;
    pair.gallery_leaf = *gallery_leaf & 0x7fffU;
    pair.mated = **same;
    data_.list.push_back(pair);
    return {};
}

Comparisons ComparisonReader::finish(const stats::TableFacts& facts) {
    data_.rows = facts.rows;
    data_.people = people_.size();
    data_.searches = static_cast<std::uint32_t>(data_.search_person.size());
    for (std::size_t leaf = 0; leaf < sides_.leaves(); ++leaf)
        data_.leaves.push_back(sides_.values_of(leaf));
    data_.parameters["rows"] = fmt::format("{}", facts.rows);
    data_.parameters["score_column"] = roles_.score.name;
    data_.parameters["same_person"] =
        roles_.truth ? "as column '" + roles_.truth->name + "' says" : "equal ids";
    data_.parameters["people"] = fmt::format("{}", data_.people);
    data_.parameters["comparisons"] = fmt::format("{}", data_.list.size());
    if (facts.rows == 0) data_.warnings.push_back("the file has no comparisons");
    if (facts.empty_lines > 0)
        data_.warnings.push_back(
            fmt::format("{} empty lines are not counted as rows", facts.empty_lines));
    if (data_.missing > 0)
        data_.warnings.push_back(
            fmt::format("{} rows without score, person or truth are left out", data_.missing));
    return std::move(data_);
}

std::optional<Column> first_with(const Dataset& dataset, ColumnRole role) {
    const auto columns = columns_with(dataset, role);
    return columns.empty() ? std::nullopt : std::optional(columns[0]);
}

Result<ComparisonReader::Roles> roles_in(const Dataset& dataset) {
    if (auto status = check_declaration(dataset); !status) return fail(status.error());
    ComparisonReader::Roles roles;
    for (const auto& [role, place] :
         {std::pair{ColumnRole::score, &roles.score}, std::pair{ColumnRole::probe, &roles.probe},
          std::pair{ColumnRole::gallery, &roles.gallery}}) {
        auto column = column_with(dataset, role);
        if (!column) return fail(column.error());
        *place = std::move(*column);
    }
    roles.truth = first_with(dataset, ColumnRole::outcome);
    roles.sample = first_with(dataset, ColumnRole::probe_sample);
    roles.groups = {columns_with(dataset, ColumnRole::probe_group),
                    columns_with(dataset, ColumnRole::gallery_group)};
    if (roles.groups[0].size() != roles.groups[1].size())
        return fail(input_error("S0401", fmt::format("data set '{}' has {} probe-group and {} "
                                                     "gallery-group columns",
                                                     dataset.id, roles.groups[0].size(),
                                                     roles.groups[1].size()))
                        .hinted("give both sides of each attribute, in the same order"));
    return roles;
}

}  // namespace

Result<Comparisons> read_comparisons(const Dataset& dataset, const stats::ByteSource& source,
                                     const std::string& name) {
    const ScoreLayout layout = dataset.layout.value_or(ScoreLayout::table);
    Dataset declared = dataset;
    if (layout != ScoreLayout::table) declared.columns = columns_of(layout);
    auto roles = roles_in(declared);
    if (!roles) return fail(roles.error());
    ComparisonReader reader(std::move(*roles));
    stats::TableOptions options;
    options.separator = layout == ScoreLayout::table ? stats::separator_for(name) : ' ';
    const auto facts = layout == ScoreLayout::table
                           ? stats::read_table(source, name, options, reader)
                           : stats::read_table(with_header(source, layout), name, options, reader);
    if (!facts)
        return fail(layout == ScoreLayout::table ? facts.error() : corrected(facts.error()));
    return reader.finish(*facts);
}

Result<Comparisons> read_comparisons(const Dataset& dataset, const std::filesystem::path& path,
                                     const std::string& name) {
    std::ifstream file(path, std::ios::binary);
    const auto cannot_read = [&] {
        return fail(
            system_error("F0001", fmt::format("cannot read '{}': {}", name, std::strerror(errno))));
    };
    if (!file) return cannot_read();
    const auto source = [&](std::span<char> space) -> Result<std::size_t> {
        file.read(space.data(), static_cast<std::streamsize>(space.size()));
        if (file.bad()) return cannot_read();
        return static_cast<std::size_t>(file.gcount());
    };
    return read_comparisons(dataset, source, name);
}

}  // namespace isonomia::fairness
