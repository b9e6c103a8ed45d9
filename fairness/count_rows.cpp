#include "fairness/count_rows.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/group_index.hpp"
#include "fairness/header_remark.hpp"
#include "fairness/labels.hpp"
#include "fairness/roles.hpp"
#include "stats/code_counter.hpp"

namespace isonomia::fairness {

namespace {

// Outcome and prediction: positive, negative or missing each.
constexpr std::size_t labelings = 9;
constexpr std::size_t codes_max = std::size_t{1} << 16U;

class RowCounter final : public stats::TableVisitor {
public:
    RowCounter(const Dataset& dataset, Roles roles, const CountLimits& limits)
        : threshold_(dataset.threshold.value_or(0)),
          roles_(std::move(roles)),
          limits_(limits),
          outcome_(roles_.outcome),
          prediction_(roles_.prediction.value_or(Column{})),
          by_(roles_.groups),
          groups_(roles_.groups.size() + roles_.strata.size()),
          values_(roles_.groups.size() + roles_.strata.size()),
          persons_(limits.person_rows_max) {
        by_.insert(by_.end(), roles_.strata.begin(), roles_.strata.end());
    }

    Status header(const stats::TableRow& names) override;
    Status row(const stats::TableRow& row) override;

    // What the rows came to; once.
    [[nodiscard]] Result<Sample> sample(std::vector<std::string>& warnings);
    [[nodiscard]] const Roles& roles() const { return roles_; }
    [[nodiscard]] const LabelReader& outcome() const { return outcome_; }
    [[nodiscard]] const LabelReader& prediction() const { return prediction_; }

private:
    [[nodiscard]] Result<Label> read_label(LabelReader& reader, const stats::TableRow& row,
                                           std::size_t index) const;
    [[nodiscard]] Result<Label> read_score(const stats::TableRow& row) const;
    Status read_groups(const stats::TableRow& row);
    Status read_person(const stats::TableRow& row, std::uint32_t cell);
    Status read_weight(const stats::TableRow& row, std::uint32_t cell);

    double threshold_;
    Roles roles_;
    CountLimits limits_;
    LabelReader outcome_;
    LabelReader prediction_;
    std::size_t outcome_index_ = 0;
    std::size_t prediction_index_ = 0;  // or of the score
    std::vector<std::size_t> group_indices_;
    std::size_t person_index_ = 0;
    std::size_t weight_index_ = 0;
    std::vector<Column> by_;  // groups, then strata
    GroupIndex groups_;
    std::vector<std::string_view> values_;
    stats::CodeCounter codes_;  // leaf, outcome, prediction
    PersonRows persons_;
    std::vector<Weights> weights_;
};

Status RowCounter::header(const stats::TableRow& names) {
    std::vector<std::string> known(names.fields().begin(), names.fields().end());
    std::optional<Error> problem;
    const auto index_of = [&](const Column& column) -> std::size_t {
        const auto it = std::find(known.begin(), known.end(), column.name);
        if (it != known.end()) return static_cast<std::size_t>(it - known.begin());
        if (!problem) {
            auto error = input_error("T0101", fmt::format("there is no column '{}'", column.name))
                             .at(names.location(0))
                             .hinted("correct the name of the column" +
                                     did_you_mean_suffix(column.name, known));
            if (auto remark = header_remark(column.name, known); !remark.empty())
                error.notes.push_back(std::move(remark));
            problem = std::move(error);
        }
        return 0;
    };
    outcome_index_ = index_of(roles_.outcome);
    prediction_index_ = index_of(roles_.prediction ? *roles_.prediction : *roles_.score);
    for (const Column& column : by_)
        group_indices_.push_back(index_of(column));
    for (const Column& column : roles_.unused)
        (void)index_of(column);
    if (roles_.person) person_index_ = index_of(*roles_.person);
    if (roles_.weight) weight_index_ = index_of(*roles_.weight);
    if (problem) return fail(*problem);
    return {};
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
    const std::string_view text = row[prediction_index_];
    const auto& missing = roles_.score->missing;
    if (text.empty() || std::find(missing.begin(), missing.end(), text) != missing.end())
        return Label::missing;
    const auto score = parse_number(text);
    if (!score)
        return fail(input_error("T0103", fmt::format("'{}' in column '{}' is not a finite number",
                                                     text, roles_.score->name))
                        .at(row.location(prediction_index_))
                        .hinted("declare the values that stand for missing; numbers are written "
                                "with '.', as in 0.61"));
    return *score >= threshold_ ? Label::positive : Label::negative;
}

Status RowCounter::read_groups(const stats::TableRow& row) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const std::size_t index = group_indices_[i];
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
    std::string_view id = row[person_index_];
    if (std::find(missing.begin(), missing.end(), id) != missing.end()) id = {};
    if (persons_.add(id, cell)) return {};
    return fail(input_error("T0106",
                            fmt::format("more than {} rows name a person", limits_.person_rows_max))
                    .at(row.location(person_index_))
                    .hinted("whether persons repeat cannot be checked; when every row is about "
                            "another person, do not declare the column"));
}

Status RowCounter::read_weight(const stats::TableRow& row, std::uint32_t cell) {
    const auto weight = parse_number(row[weight_index_]);
    if (!weight || !(*weight > 0) || *weight > 1e12)
        return fail(input_error("T0107", fmt::format("'{}' in column '{}' is no weight",
                                                     row[weight_index_], roles_.weight->name))
                        .at(row.location(weight_index_))
                        .hinted("a weight is a number above 0, up to 10^12, as in 1.25; leave out "
                                "rows that count for nothing"));
    if (cell == PersonRows::no_cell) return {};
    if (weights_.size() <= cell) weights_.resize(cell + 1);
    ++weights_[cell][*weight];
    if (weights_[cell].size() <= limits_.distinct_weights_max) return {};
    return fail(input_error("T0106", fmt::format("rows of one kind have more than {} distinct "
                                                 "weights",
                                                 limits_.distinct_weights_max))
                    .at(row.location(weight_index_))
                    .hinted("round the weights; three digits are usual"));
}

Status RowCounter::row(const stats::TableRow& row) {
    const auto outcome = read_label(outcome_, row, outcome_index_);
    if (!outcome) return fail(outcome.error());
    const auto prediction =
        roles_.prediction ? read_label(prediction_, row, prediction_index_) : read_score(row);
    if (!prediction) return fail(prediction.error());
    if (auto status = read_groups(row); !status) return status;
    const std::size_t leaf = groups_.leaf_of(values_);
    if (leaf >= std::min(limits_.cells_max, codes_max / labelings))
        return fail(input_error("T0104", fmt::format("the group columns have more than {} distinct "
                                                     "combinations",
                                                     limits_.cells_max))
                        .at(row.location(group_indices_.back()))
                        .hinted("a column that identifies persons is no group; group ages or dates "
                                "into bands"));
    codes_.grow((leaf + 1) * labelings);
    codes_.add(static_cast<std::uint16_t>(leaf * labelings +
                                          static_cast<std::size_t>(*outcome) * 3 +
                                          static_cast<std::size_t>(*prediction)));
    if (!roles_.person && !roles_.weight) return {};
    const bool complete = *outcome != Label::missing && *prediction != Label::missing;
    const auto cell =
        complete ? static_cast<std::uint32_t>(leaf * kinds_of_row + kind_of(*outcome, *prediction))
                 : PersonRows::no_cell;
    if (roles_.person)
        if (auto status = read_person(row, cell); !status) return status;
    if (roles_.weight)
        if (auto status = read_weight(row, cell); !status) return status;
    return {};
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

std::string listed(const LabelReader& reader, Label label) {
    std::string text = join(reader.seen(label), ", ");
    return reader.more_seen() ? text + ", and others" : text;
}

void describe_labels(const LabelReader& reader, const std::string& prefix, RowCounts& counts) {
    const Column& column = reader.column();
    counts.parameters[prefix + "_column"] = column.name;
    counts.parameters[prefix + "_positive"] =
        column.positive.empty() ? listed(reader, Label::positive) : join(column.positive, ", ");
    const auto negative = reader.seen(Label::negative);
    counts.parameters[prefix + "_negative"] = listed(reader, Label::negative);
    if (negative.size() > 1 && !column.positive.empty()) {
        counts.parameters[prefix + "_coding"] =
            fmt::format("{} counts as yes; every other value as no: {}",
                        counts.parameters[prefix + "_positive"], listed(reader, Label::negative));
        counts.warnings.push_back(fmt::format("column '{}': these values count as negative: {}",
                                              column.name, listed(reader, Label::negative)));
    }
}

// A misspelt positive value would make every figure wrong without a trace.
Status check_positive(const LabelReader& reader, const std::string& name) {
    const Column& column = reader.column();
    const auto negative = reader.seen(Label::negative);
    if (column.positive.empty() || negative.size() < 2 || reader.more_seen() ||
        !reader.seen(Label::positive).empty())
        return {};
    return fail(
        input_error("S0111",
                    fmt::format("none of the positive values of column '{}' occurs", column.name))
            .at({name, 0, 0})
            .note("declared: " + join(column.positive, ", "))
            .note("found: " + join(negative, ", "))
            .hinted("correct the declared values" +
                    did_you_mean_suffix(column.positive[0], negative)));
}

Status check_references(const Cube& cube, const Roles& roles, const std::string& name) {
    for (const Column& column : roles.groups) {
        if (column.reference.empty() || cube.cells().empty()) continue;
        auto found = cube.values_of(column.name);
        if (std::find(found.begin(), found.end(), column.reference) != found.end()) continue;
        std::replace(found.begin(), found.end(), std::string(), std::string("(missing)"));
        return fail(
            input_error("S0110", fmt::format("the reference group '{}' does not occur in "
                                             "column '{}'",
                                             column.reference, column.name))
                .at({name, 0, 0})
                .note("found: " + join(found, ", "))
                .hinted("correct the reference" + did_you_mean_suffix(column.reference, found)));
    }
    return {};
}

std::string folded(std::string_view text) {
    std::string result(trim(text));
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

// 'white' and 'White ' are two groups here; the reader of the figures should know.
void warn_of_near_labels(const Cube& cube, std::vector<std::string>& warnings) {
    for (const std::string& attribute : cube.attributes()) {
        std::map<std::string, std::string> seen;
        for (const std::string& value : cube.values_of(attribute)) {
            const auto [first, fresh] = seen.emplace(folded(value), value);
            if (!fresh)
                warnings.push_back(
                    fmt::format("column '{}': the groups '{}' and '{}' differ only in "
                                "case or blanks, and are counted apart",
                                attribute, first->second, value));
        }
    }
}

Result<RowCounts> finish(RowCounter& counter, const Dataset& dataset,
                         const stats::TableFacts& facts, const std::string& name) {
    RowCounts counts;
    counts.facts = facts;
    auto sample = counter.sample(counts.warnings);
    if (!sample) return fail(Error(sample.error()).at({name, 0, 0}));
    counts.sample = std::move(*sample);
    const Roles& roles = counter.roles();
    if (auto status = check_positive(counter.outcome(), name); !status) return fail(status.error());
    if (auto status = check_positive(counter.prediction(), name); !status)
        return fail(status.error());
    if (auto status = check_references(counts.sample.cube, roles, name); !status)
        return fail(status.error());
    const bool attempts = dataset.form == DataForm::attempts;
    describe_labels(counter.outcome(), attempts ? "failure" : "outcome", counts);
    if (roles.score) {
        counts.parameters["score_column"] = roles.score->name;
        counts.parameters["threshold"] = shortest(*dataset.threshold);
    } else if (!attempts) {
        describe_labels(counter.prediction(), "prediction", counts);
    }
    counts.parameters["rows"] = fmt::format("{}", facts.rows);
    if (facts.rows == 0)
        counts.warnings.push_back(fmt::format("data set '{}' has no rows", dataset.id));
    if (facts.empty_lines > 0)
        counts.warnings.push_back(
            fmt::format("{} empty lines are not counted as rows", facts.empty_lines));
    warn_of_near_labels(counts.sample.cube, counts.warnings);
    return counts;
}

template <class Source>
Result<RowCounts> count_from(const Dataset& dataset, const Source& source, const std::string& name,
                             const CountLimits& limits) {
    auto roles = roles_of(dataset);
    if (!roles) return fail(roles.error());
    RowCounter counter(dataset, std::move(*roles), limits);
    stats::TableOptions options;
    options.separator = stats::separator_for(name);
    const auto facts = stats::read_table(source, name, options, counter);
    if (!facts) return fail(facts.error());
    return finish(counter, dataset, *facts, name);
}

}  // namespace

Result<RowCounts> count_rows(const Dataset& dataset, const std::filesystem::path& path,
                             const std::string& name, const CountLimits& limits) {
    return count_from(dataset, path, name, limits);
}

Result<RowCounts> count_rows(const Dataset& dataset, const stats::ByteSource& source,
                             const std::string& name, const CountLimits& limits) {
    return count_from(dataset, source, name, limits);
}

}  // namespace isonomia::fairness
