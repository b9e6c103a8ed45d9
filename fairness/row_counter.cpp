#include "fairness/row_counter.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::size_t codes_max = std::size_t{1} << 16U;

// A place among `width` of each leaf, with the leaves numbered as here.
template <class Place>
Place moved(Place place, Place width, const std::vector<std::uint32_t>& leaf_here) {
    return leaf_here[place / width] * width + place % width;
}

}  // namespace

RowCounter::RowCounter(double threshold, Roles roles, const CountLimits& limits, Places places)
    : threshold_(threshold),
      roles_(std::move(roles)),
      limits_(limits),
      outcome_(roles_.outcome),
      prediction_(roles_.prediction.value_or(Column{})),
      places_(std::move(places)),
      by_(roles_.groups),
      groups_(roles_.groups.size() + roles_.strata.size()),
      values_(roles_.groups.size() + roles_.strata.size()),
      persons_(limits.person_rows_max) {
    by_.insert(by_.end(), roles_.strata.begin(), roles_.strata.end());
}

Status RowCounter::header(const stats::TableRow& names) {
    HeaderPlaces places(names);
    places_.outcome = places.of(roles_.outcome);
    places_.prediction = places.of(roles_.prediction ? *roles_.prediction : *roles_.score);
    for (const Column& column : by_)
        places_.groups.push_back(places.of(column));
    if (roles_.person) places_.person = places.of(*roles_.person);
    if (roles_.weight) places_.weight = places.of(*roles_.weight);
    return places.status();
}

Result<Label> RowCounter::read_label(LabelReader& reader, const stats::TableRow& row,
                                     std::size_t index) const {
    const auto label = reader.read(row[index]);
    if (label) return *label;
    return fail(
        input_error("T0102", fmt::format("'{}' in column '{}' is neither positive nor negative",
                                         row[index], reader.column().name))
            .at(row.location(index))
            .hinted("state which values count as positive, and which stand for missing; "
                    "without that, 0/1, true/false and yes/no are read"));
}

Result<Label> RowCounter::read_score(const stats::TableRow& row) const {
    const std::string_view text = row[places_.prediction];
    const auto& missing = roles_.score->missing;
    if (text.empty() || std::find(missing.begin(), missing.end(), text) != missing.end())
        return Label::missing;
    const auto score = parse_number(text);
    if (!score)
        return fail(input_error("T0103", fmt::format("'{}' in column '{}' is not a finite number",
                                                     text, roles_.score->name))
                        .at(row.location(places_.prediction))
                        .hinted("declare the values that stand for missing; numbers are written "
                                "with '.', as in 0.61"));
    return *score >= threshold_ ? Label::positive : Label::negative;
}

Status RowCounter::read_groups(const stats::TableRow& row) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const std::size_t index = places_.groups[i];
        const auto& missing = by_[i].missing;
        values_[i] = row[index];
        if (std::find(missing.begin(), missing.end(), values_[i]) != missing.end()) values_[i] = {};
        if (values_[i].size() > limits_.group_label_bytes_max)
            return fail(
                input_error("T0105", fmt::format("a group label in column '{}' has more than "
                                                 "{} bytes",
                                                 by_[i].name, limits_.group_label_bytes_max))
                    .at(row.location(index))
                    .hinted("is this the column that was meant?"));
    }
    return {};
}

Status RowCounter::read_person(const stats::TableRow& row, std::uint32_t cell) {
    const auto& missing = roles_.person->missing;
    std::string_view id = row[places_.person];
    if (std::find(missing.begin(), missing.end(), id) != missing.end()) id = {};
    if (persons_.add(id, cell)) return {};
    return fail(input_error("T0106",
                            fmt::format("more than {} rows name a person", limits_.person_rows_max))
                    .at(row.location(places_.person))
                    .hinted("whether persons repeat cannot be checked; when every row is about "
                            "another person, do not declare the column"));
}

Status RowCounter::read_weight(const stats::TableRow& row, std::size_t place) {
    const auto weight = parse_number(row[places_.weight]);
    if (!weight || !(*weight > 0) || *weight > 1e12)
        return fail(input_error("T0107", fmt::format("'{}' in column '{}' is no weight",
                                                     row[places_.weight], roles_.weight->name))
                        .at(row.location(places_.weight))
                        .hinted("a weight is a number above 0, up to 10^12, as in 1.25; leave out "
                                "rows that count for nothing"));
    if (weights_.size() <= place) weights_.resize(place + 1);
    ++weights_[place][*weight];
    if (weights_[place].size() <= limits_.distinct_weights_max) return {};
    return fail(input_error("T0106", fmt::format("rows of one kind have more than {} distinct "
                                                 "weights",
                                                 limits_.distinct_weights_max))
                    .at(row.location(places_.weight))
                    .hinted("round the weights; three digits are usual"));
}

Status RowCounter::row(const stats::TableRow& row) {
    const auto outcome = read_label(outcome_, row, places_.outcome);
    if (!outcome) return fail(outcome.error());
    const auto prediction =
        roles_.prediction ? read_label(prediction_, row, places_.prediction) : read_score(row);
    if (!prediction) return fail(prediction.error());
    if (auto status = read_groups(row); !status) return status;
    const std::size_t leaf = groups_.leaf_of(values_);
    if (leaf >= leaves_max())
        return fail(input_error("T0104", fmt::format("the group columns have more than {} distinct "
                                                     "combinations",
                                                     limits_.cells_max))
                        .at(row.location(places_.groups.back()))
                        .hinted("a column that identifies persons is no group; group ages or dates "
                                "into bands"));
    const std::size_t place = leaf * labelings + labeling_of(*outcome, *prediction);
    codes_.grow((leaf + 1) * labelings);
    codes_.add(static_cast<std::uint16_t>(place));
    if (roles_.person) {
        const bool complete = *outcome != Label::missing && *prediction != Label::missing;
        const std::size_t cell =
            complete ? leaf * kinds_of_row + kind_of(*outcome, *prediction) : PersonRows::no_cell;
        if (auto status = read_person(row, static_cast<std::uint32_t>(cell)); !status)
            return status;
    }
    if (roles_.weight) return read_weight(row, place);
    return {};
}

std::size_t RowCounter::leaves_max() const {
    return std::min(limits_.cells_max, codes_max / labelings);
}

std::unique_ptr<stats::DividedVisitor> RowCounter::part() const {
    return std::unique_ptr<RowCounter>(new RowCounter(threshold_, roles_, limits_, places_));
}

bool RowCounter::has_room_for(const RowCounter& part,
                              const std::vector<std::uint32_t>& leaf_here) const {
    if (groups_.leaves() > leaves_max() || !persons_.has_room_for(part.persons_)) return false;
    for (std::size_t place = 0; place < part.weights_.size(); ++place) {
        const std::size_t here = moved(place, labelings, leaf_here);
        if (here >= weights_.size()) continue;
        std::size_t distinct = weights_[here].size();
        for (const auto& [weight, rows] : part.weights_[place])
            distinct += weights_[here].contains(weight) ? 0U : 1U;
        if (distinct > limits_.distinct_weights_max) return false;
    }
    return true;
}

bool RowCounter::absorb(stats::DividedVisitor& visitor) {
    RowCounter& part = static_cast<RowCounter&>(visitor);
    // Groups get their numbers in the order in which they appear, whatever becomes of the rows.
    const auto leaf_here = groups_.leaves_of(part.groups_);
    if (!has_room_for(part, leaf_here)) return false;
    outcome_.absorb(part.outcome_);
    prediction_.absorb(part.prediction_);
    codes_.grow(groups_.leaves() * labelings);
    const auto counts = part.codes_.counts();
    for (std::size_t code = 0; code < counts.size(); ++code)
        if (counts[code] > 0) codes_.add(moved(code, labelings, leaf_here), counts[code]);
    persons_.absorb(part.persons_, [&](std::uint32_t cell) {
        constexpr auto kinds = static_cast<std::uint32_t>(kinds_of_row);
        return cell == PersonRows::no_cell ? cell : moved(cell, kinds, leaf_here);
    });
    for (std::size_t place = 0; place < part.weights_.size(); ++place) {
        const std::size_t here = moved(place, labelings, leaf_here);
        if (weights_.size() <= here) weights_.resize(here + 1);
        for (const auto& [weight, rows] : part.weights_[place])
            weights_[here][weight] += rows;
    }
    return true;
}

Result<Sample> RowCounter::sample(std::vector<std::string>& warnings) {
    std::vector<std::string> attributes;
    for (const Column& column : by_)
        attributes.push_back(column.name);
    Sample sample;
    sample.cube = Cube(attributes);
    for (const Column& column : roles_.strata)
        sample.strata.push_back(column.name);
    const auto counts = codes_.counts();
    for (std::size_t code = 0; code < counts.size(); ++code) {
        const std::size_t leaf = code / labelings;
        if (code % labelings == 0) sample.leaves.push_back(groups_.values_of(leaf));
        sample.cube.at(groups_.values_of(leaf))
            .add(static_cast<Label>(code % labelings / 3), static_cast<Label>(code % 3),
                 counts[code]);
    }
    sample.weighted = roles_.weight.has_value();
    sample.weights = std::move(weights_);
    auto persons = persons_.finish();
    if (persons.repeated_rows > 0) {
        if (sample.weighted)
            return fail(input_error("S0103", "the rows have weights, and persons repeat among them")
                            .hinted("give one row per person, or no weights"));
        warnings.push_back(fmt::format(
            "column '{}': {} rows beyond the first of each of {} persons; intervals and tests "
            "count persons, not rows",
            roles_.person->name, persons.repeated_rows, persons.persons));
    }
    if (roles_.person && persons.without_id > 0)
        warnings.push_back(
            fmt::format("column '{}': {} rows without an id count as rows of different persons",
                        roles_.person->name, persons.without_id));
    sample.persons = std::move(persons.patterns);
    return sample;
}

}  // namespace isonomia::fairness
