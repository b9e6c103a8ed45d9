#include "fairness/biometrics/comparison_reader.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "fairness/near_labels.hpp"
#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

namespace {

// Of a key, which begins with the person's number.
std::string_view sample_of(std::string_view key) { return key.substr(key.find('\n') + 1); }

}  // namespace

ComparisonReader::ComparisonReader(ComparisonRoles roles, Places places, std::uint64_t blocks)
    : roles_(std::move(roles)),
      places_(std::move(places)),
      blocks_(blocks),
      truth_(roles_.truth.value_or(Column{})),
      sides_(roles_.groups[0].size(), 2),
      values_(roles_.groups[0].size()) {
    for (const Column& column : roles_.groups[0])
        data_.attributes.push_back(column.name);
    data_.searches_declared = roles_.sample.has_value();
}

Status ComparisonReader::header(const stats::TableRow& names) {
    HeaderPlaces places(names);
    places_.score = places.of(roles_.score);
    places_.probe = places.of(roles_.probe);
    places_.gallery = places.of(roles_.gallery);
    if (roles_.truth) places_.truth = places.of(*roles_.truth);
    if (roles_.sample) places_.sample = places.of(*roles_.sample);
    for (std::size_t side = 0; side < 2; ++side)
        for (const Column& column : roles_.groups[side])
            places_.groups[side].push_back(places.of(column));
    return places.status();
}

Result<std::uint16_t> ComparisonReader::leaf(const stats::TableRow& row, std::size_t side) {
    const auto& columns = roles_.groups[side];
    const auto& places = places_.groups[side];
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
    const auto label = truth_.read(row[places_.truth]);
    if (!label)
        return fail(input_error("T0102", fmt::format("'{}' in column '{}' is neither positive nor "
                                                     "negative",
                                                     row[places_.truth], roles_.truth->name))
                        .at(row.location(places_.truth))
                        .hinted("state which values say that both are the same person"));
    if (*label == Label::missing) return std::optional<bool>();
    return std::optional(*label == Label::positive);
}

std::uint32_t ComparisonReader::search(std::uint32_t probe, std::string_view sample) {
    // One probe is often compared with many in a row.
    if (!data_.search_person.empty() && data_.search_person[search_] == probe &&
        sample_of(samples_.value(search_)) == sample)
        return search_;
    sample_key_ = fmt::format("{}\n{}", probe, sample);
    search_ = samples_.number_of(sample_key_, last_samples_);
    if (search_ == data_.search_person.size()) {
        data_.search_person.push_back(probe);
        data_.search_has_score.push_back(false);
    }
    return search_;
}

Status ComparisonReader::row(const stats::TableRow& row) {
    const auto score = read_number(roles_.score, row, places_.score);
    if (!score) return fail(score.error());
    const std::string_view probe = row[places_.probe];
    const std::string_view gallery = row[places_.gallery];
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
    pair.probe = people_.number_of(probe, last_people_[0]);
    pair.gallery = people_.number_of(gallery, last_people_[1]);
    if (roles_.sample) pair.search = search(pair.probe, row[places_.sample]);
    if (!*score) {
        ++data_.missing;
        return {};
    }
    if (data_.list.size() >= roles_.comparisons)
        return fail(input_error("S0402", fmt::format("there are more than {} comparisons",
                                                     roles_.comparisons))
                        .at(row.location(0))
                        .hinted("split the file by probe, or sample its probes and say how"));
    if (roles_.sample) data_.search_has_score[pair.search] = true;
    pair.score = **score;
    pair.probe_leaf = *probe_leaf;
    pair.gallery_leaf = *gallery_leaf & 0x7fffU;
    pair.mated = **same;
    data_.list.push_back(pair);
    return {};
}

std::unique_ptr<stats::DividedVisitor> ComparisonReader::part() const {
    return std::unique_ptr<ComparisonReader>(new ComparisonReader(roles_, places_, 0));
}

std::vector<std::uint32_t> ComparisonReader::searches_of(
    const ComparisonReader& part, const std::vector<std::uint32_t>& person_here) {
    std::vector<std::uint32_t> here;
    for (std::uint32_t i = 0; i < part.data_.search_person.size(); ++i) {
        here.push_back(
            search(person_here[part.data_.search_person[i]], sample_of(part.samples_.value(i))));
        if (part.data_.search_has_score[i]) data_.search_has_score[here.back()] = true;
    }
    return here;
}

bool ComparisonReader::absorb(stats::DividedVisitor& visitor) {
    ComparisonReader& part = static_cast<ComparisonReader&>(visitor);
    const auto& rows = part.data_.list;
    // Groups get their numbers in the order in which they appear, whatever becomes of the rows.
    const auto leaf_here = sides_.leaves_of(part.sides_);
    if (sides_.leaves() > CountLimits{}.cells_max ||
        rows.size() > roles_.comparisons - data_.list.size())
        return false;
    truth_.absorb(part.truth_);
    data_.missing += part.data_.missing;
    std::vector<std::uint32_t> person_here;
    for (std::uint32_t i = 0; i < part.people_.size(); ++i)
        person_here.push_back(people_.number_of(part.people_.value(i), last_people_[1]));
    const auto search_here = searches_of(part, person_here);
    if (const auto blocks = std::exchange(blocks_, 0); blocks > 0)  // room for all that follow
        data_.list.reserve(std::min<std::uint64_t>(
            roles_.comparisons, data_.list.size() + rows.size() * (blocks + blocks / 16 + 1)));
    for (ComparedPair pair : rows) {
        pair.probe = person_here[pair.probe];
        pair.gallery = person_here[pair.gallery];
        if (roles_.sample) pair.search = search_here[pair.search];
        pair.probe_leaf = static_cast<std::uint16_t>(leaf_here[pair.probe_leaf]);
        pair.gallery_leaf = leaf_here[pair.gallery_leaf] & 0x7fffU;
        data_.list.push_back(pair);
    }
    return true;
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
    std::vector<std::string> names;  // both sides share their labels
    for (const Column& column : roles_.groups[0])
        names.push_back(column.name);
    warn_of_near_labels(names, data_.leaves, data_.warnings);
    if (data_.missing > 0)
        data_.warnings.push_back(
            fmt::format("{} rows without score, person or truth are left out", data_.missing));
    return std::move(data_);
}

}  // namespace isonomia::fairness
