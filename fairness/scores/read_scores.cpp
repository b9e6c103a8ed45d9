#include "fairness/scores/read_scores.hpp"

#include <functional>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/labels.hpp"
#include "fairness/period.hpp"
#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::uint64_t check_every = 1'000'000;  // rows between looks at the memory

class ScoreReader final : public stats::TableVisitor {
public:
    ScoreReader(const Dataset& dataset, Column outcome, Column score, const ScoreLimits& limits)
        : limits_(limits),
          period_(dataset.period.value_or(Period::value)),
          outcome_(std::move(outcome)),
          score_(std::move(score)),
          groups_(columns_with(dataset, ColumnRole::group)) {
        for (const Column& column : columns_with(dataset, ColumnRole::person))
            person_ = column;
        for (const Column& column : columns_with(dataset, ColumnRole::time))
            time_ = column;
    }

    Status header(const stats::TableRow& names) override {
        HeaderPlaces places(names);
        outcome_place_ = places.of(outcome_.column());
        score_place_ = places.of(score_);
        groups_.find(places);
        if (person_) person_place_ = places.of(*person_);
        if (time_) time_place_ = places.of(*time_);
        return places.status();
    }

    Status row(const stats::TableRow& row) override {
        const auto label = outcome_.read(row[outcome_place_]);
        if (!label)
            return fail(
                input_error("T0102", fmt::format("'{}' in column '{}' is neither positive nor "
                                                 "negative",
                                                 row[outcome_place_], outcome_.column().name))
                    .at(row.location(outcome_place_))
                    .hinted("state which values count as positive, and which stand for missing; "
                            "without that, 0/1, true/false and yes/no are read"));
        const auto score = read_number(score_, row, score_place_);
        if (!score) return fail(score.error());
        const auto leaf = groups_.leaf(row);
        if (!leaf) return fail(leaf.error());
        if (cube_.counts.size() <= *leaf) {
            cube_.counts.resize(*leaf + 1);
            cube_.missing.resize(*leaf + 1, 0);
            cube_.unknown.resize(*leaf + 1);
        }
        if (*label == Label::missing || !*score) {
            ++cube_.missing[*leaf];
            add_unknown(cube_.unknown[*leaf], *label, *score);
            if (auto status = check_size(row); !status) return status;
        } else {
            cube_.counts[*leaf].add(**score, *label == Label::positive);
            if (auto status = check_size(row); !status) return status;
            if (auto status = add_period(row, *leaf, **score, *label == Label::positive); !status)
                return status;
        }
        if (person_ && !is_missing(*person_, row[person_place_])) count_person(row[person_place_]);
        return {};
    }

    [[nodiscard]] ScoreCube finish(const stats::TableFacts& facts, const std::string& dataset);

private:
    void count_person(std::string_view id) {
        const std::size_t hash = std::hash<std::string_view>{}(id);
        if (persons_.contains(hash))
            ++repeated_;
        else if (persons_.size() < limits_.persons_checked_max)
            persons_.insert(hash);
        else
            ++unchecked_;
    }

    static void add_unknown(stats::MissingScores& unknown, Label label,
                            const std::optional<double>& score) {
        if (score)
            unknown.unlabelled.add(*score, false);
        else
            ++(label == Label::positive   ? unknown.positives
               : label == Label::negative ? unknown.negatives
                                          : unknown.neither);
    }

    Status check_size(const stats::TableRow& row) {
        if (++counted_ % check_every != 0) return {};
        std::size_t distinct = 0;
        for (const stats::MissingScores& unknown : cube_.unknown)
            distinct += unknown.unlabelled.sorted().size();
        for (const stats::ScoreCounts& counts : cube_.counts)
            distinct += counts.sorted().size();
        for (const auto& periods : cube_.by_period)
            for (const auto& [period, counts] : periods)
                distinct += counts.sorted().size();
        if (distinct <= limits_.distinct_scores_max) return {};
        return fail(input_error("T0110", fmt::format("column '{}' has more than {} distinct scores",
                                                     score_.name, limits_.distinct_scores_max))
                        .at(row.location(score_place_))
                        .hinted("all of them are held in memory; round the scores, six digits are "
                                "usual"));
    }

    Status add_period(const stats::TableRow& row, std::size_t leaf, double score, bool positive) {
        if (!time_) return {};
        const auto period = period_of(*time_, period_, row, time_place_);
        if (!period) return fail(period.error());
        if (!*period) {
            ++without_time_;
            return {};
        }
        periods_.insert(**period);
        if (periods_.size() > limits_.periods_max)
            return fail(input_error("T0110", fmt::format("column '{}' has more than {} periods",
                                                         time_->name, limits_.periods_max))
                            .at(row.location(time_place_))
                            .hinted("say how a time names a period: the period 'month'"));
        if (cube_.by_period.size() <= leaf) cube_.by_period.resize(leaf + 1);
        cube_.by_period[leaf][**period].add(score, positive);
        return {};
    }

    ScoreLimits limits_;
    Period period_;
    std::optional<Column> time_;
    std::size_t time_place_ = 0;
    std::set<std::string> periods_;
    std::uint64_t without_time_ = 0;
    std::uint64_t counted_ = 0;
    LabelReader outcome_;
    Column score_;
    GroupColumns groups_;
    std::optional<Column> person_;
    std::unordered_set<std::size_t> persons_;  // hashes: two ids that share one count as one
    std::uint64_t repeated_ = 0;
    std::uint64_t unchecked_ = 0;
    std::size_t outcome_place_ = 0;
    std::size_t score_place_ = 0;
    std::size_t person_place_ = 0;
    ScoreCube cube_;
};

ScoreCube ScoreReader::finish(const stats::TableFacts& facts, const std::string& dataset) {
    for (std::size_t leaf = 0; leaf < groups_.leaves(); ++leaf)
        cube_.leaves.push_back(groups_.values_of(leaf));
    cube_.counts.resize(cube_.leaves.size());
    cube_.missing.resize(cube_.leaves.size(), 0);
    cube_.unknown.resize(cube_.leaves.size());
    if (time_) cube_.by_period.resize(cube_.leaves.size());
    cube_.rows = facts.rows;
    cube_.parameters["rows"] = fmt::format("{}", facts.rows);
    cube_.parameters["score_column"] = score_.name;
    cube_.parameters["outcome_column"] = outcome_.column().name;
    cube_.parameters["outcome_positive"] =
        join(outcome_.column().positive.empty() ? outcome_.seen(Label::positive)
                                                : outcome_.column().positive,
             ", ");
    if (facts.rows == 0)
        cube_.warnings.push_back(fmt::format("data set '{}' has no rows", dataset));
    if (facts.empty_lines > 0)
        cube_.warnings.push_back(
            fmt::format("{} empty lines are not counted as rows", facts.empty_lines));
    groups_.warn(cube_.warnings);
    if (without_time_ > 0)
        cube_.warnings.push_back(fmt::format(
            "column '{}': {} rows without a time belong to no period", time_->name, without_time_));
    if (unchecked_ > 0)
        cube_.warnings.push_back(fmt::format(
            "column '{}': {} rows are of persons beyond the first {}, and whether these repeat is "
            "not checked",
            person_->name, unchecked_, limits_.persons_checked_max));
    if (person_ && repeated_ > 0) {
        const std::string text = fmt::format(
            "column '{}': repeated persons, {} rows beyond the first of each, are "
            "no independent rows: neither intervals nor tests are given",
            person_->name, repeated_);
        cube_.warnings.push_back(text);
        cube_.parameters["repeated_persons"] = text;
    }
    return std::move(cube_);
}

template <class Source>
Result<ScoreCube> read_from(const Dataset& dataset, const Source& source, const std::string& name,
                            const ScoreLimits& limits) {
    if (auto status = check_declaration(dataset); !status) return fail(status.error());
    auto outcome = column_with(dataset, ColumnRole::outcome);
    if (!outcome) return fail(outcome.error());
    auto score = column_with(dataset, ColumnRole::score);
    if (!score) return fail(score.error());
    ScoreReader reader(dataset, std::move(*outcome), std::move(*score), limits);
    stats::TableOptions options;
    options.separator = stats::separator_for(name);
    const auto facts = stats::read_table(source, name, options, reader);
    if (!facts) return fail(facts.error());
    return reader.finish(*facts, dataset.id);
}

}  // namespace

Result<ScoreCube> read_scores(const Dataset& dataset, const stats::ByteSource& source,
                              const std::string& name, const ScoreLimits& limits) {
    return read_from(dataset, source, name, limits);
}

Result<ScoreCube> read_scores(const Dataset& dataset, const std::filesystem::path& path,
                              const std::string& name, const ScoreLimits& limits) {
    return read_from(dataset, path, name, limits);
}

}  // namespace isonomia::fairness
