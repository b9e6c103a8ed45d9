#include "explain/background.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/exact_sum.hpp"
#include "stats/table_reader.hpp"

namespace isonomia::explain {

namespace {

class PersonReader final : public stats::TableVisitor {
public:
    explicit PersonReader(const AdditiveModel& model)
        : model_(model), columns_(model.features.size()), sums_(model.features.size()) {}

    Status header(const stats::TableRow& names) override {
        std::vector<std::string> known;
        for (const std::string_view name : names.fields())
            known.emplace_back(trim(name));
        for (std::size_t f = 0; f < model_.features.size(); ++f) {
            const auto at = std::find(known.begin(), known.end(), model_.features[f].name);
            if (at == known.end())
                return fail(
                    input_error("E0301", fmt::format("the comparison persons have no column '{}'",
                                                     model_.features[f].name))
                        .at(names.location(0))
                        .note("columns: " + join(known, ", "))
                        .hinted("name the columns as the features of the table" +
                                did_you_mean_suffix(model_.features[f].name, known)));
            columns_[f] = static_cast<std::size_t>(at - known.begin());
        }
        return {};
    }

    Status row(const stats::TableRow& row) override {
        ExactSum score;
        score.add(model_.intercept);
        for (std::size_t f = 0; f < columns_.size(); ++f) {
            const auto part = model_.contribution(model_.features[f], row[columns_[f]]);
            if (!part) {
                Error error = input_error("E0303", "a comparison person cannot be scored: " +
                                                       part.error().message)
                                  .at(row.location(columns_[f]));
                error.notes = part.error().notes;
                error.hint = "correct the value, or leave the person out and say so";
                return fail(std::move(error));
            }
            sums_[f].add(*part);
            score.add(*part);
        }
        scores_.add(score.value());
        ++persons_;
        return {};
    }

    [[nodiscard]] Result<BackgroundMeans> means(const std::string& file) const {
        if (persons_ == 0)
            return fail(input_error("E0302", "there are no comparison persons in the file")
                            .at({file, 0, 0})
                            .hinted("give one row per person, below the header"));
        BackgroundMeans means;
        means.persons = persons_;
        const auto n = static_cast<double>(persons_);
        for (const ExactSum& sum : sums_)
            means.contribution.push_back(sum.value() / n);
        means.score = scores_.value() / n;
        return means;
    }

private:
    const AdditiveModel& model_;
    std::vector<std::size_t> columns_;
    std::vector<ExactSum> sums_;
    ExactSum scores_;
    std::uint64_t persons_ = 0;
};

}  // namespace

Result<BackgroundMeans> background_means(const AdditiveModel& model, const fs::path& table) {
    PersonReader reader(model);
    const std::string file = table.string();
    stats::TableOptions options;
    options.separator = stats::separator_for(file);
    const auto facts = stats::read_table(table, file, options, reader);
    if (!facts) return fail(facts.error());
    return reader.means(file);
}

}  // namespace isonomia::explain
