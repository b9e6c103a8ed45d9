#include "explain/every_row.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/exact_sum.hpp"
#include "explain/shapley/background_shapley.hpp"
#include "explain/shapley/path_shapley.hpp"
#include "stats/in_threads.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t rows_in_hand = 4096;

class EveryRow {
public:
    EveryRow(const Model& model, std::size_t output, unsigned threads)
        : model_(model),
          output_(output),
          threads_(threads),
          sums_(model.inputs.size()),
          sizes_(model.inputs.size()) {}

    Status compare_with(const std::vector<Row>& background) {
        if (background.empty()) {
            auto path = PathShapley::of(model_, output_);
            if (!path) return fail(path.error());
            path_ = std::move(*path);
        } else {
            auto others = BackgroundShapley::of(model_, output_, background, threads_);
            if (!others) return fail(others.error());
            others_ = std::move(*others);
        }
        return {};
    }

    Status run(std::span<const Row> rows, const RowTaker& take) {
        for (std::size_t first = 0; first < rows.size(); first += rows_in_hand) {
            const auto block = rows.subspan(first, std::min(rows_in_hand, rows.size() - first));
            const auto results = results_of(block);
            const auto attributions = others_ ? others_->attribute_rows(block, threads_)
                                              : path_->attribute_rows(block, threads_);
            for (std::size_t i = 0; i < block.size(); ++i) {
                if (auto status = add(first + i, attributions[i]); !status) return status;
                if (auto status = take(first + i, results[i], attributions[i]); !status)
                    return status;
            }
        }
        return {};
    }

    [[nodiscard]] Measurement measurement() const {
        Measurement m;
        m.id = "every-row/overall_attribution";
        m.metric = "overall_attribution";
        m.title = "How much each feature adds to the results, on average over the rows";
        m.unit = model_.link == Link::identity ? "points" : "margin";
        m.n = n_;
        m.not_shown =
            "That a feature causes what the result is said to predict, or what drove the result of "
            "one person: that can be something else.";
        m.parameters["model"] = model_.kind;
        m.parameters["output"] = model_.outputs[output_];
        m.parameters["unanswered"] = fmt::format("{}", unanswered_);
        m.parameters["method"] = others_ ? "mean size of exact interventional Shapley values"
                                         : "mean size of exact path-dependent Shapley values";
        m.parameters["base"] = shortest(others_ ? others_->base() : path_->base());
        if (n_ == 0) {
            m.undefined_reason = "the model gives no answer for any of the rows";
            return m;
        }
        m.form = ResultForm::series;
        m.parameters["additivity_error"] = shortest(worst_);
        const auto n = static_cast<double>(n_);
        std::vector<std::size_t> order(sizes_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return sizes_[a].value() > sizes_[b].value();
        });
        for (const std::size_t f : order) {
            m.series.push_back({model_.inputs[f].name, {}, sizes_[f].value() / n, {}, {}, n_});
            m.parameters["mean:" + model_.inputs[f].name] = shortest(sums_[f].value() / n);
        }
        return m;
    }

private:
    [[nodiscard]] std::vector<double> results_of(std::span<const Row> block) const {
        std::vector<double> results(block.size());
        stats::in_threads(block.size(), threads_, [&](std::uint64_t from, std::uint64_t to) {
            std::vector<double> columns(model_.columns.size());
            for (std::uint64_t i = from; i < to; ++i) {
                model_.fill_columns(block[i].data(), columns.data());
                results[i] = model_.results(model_.margins(columns.data()))[output_];
            }
        });
        return results;
    }

    Status add(std::size_t row, const Attribution& attribution) {
        if (!std::isfinite(attribution.margin) || std::isnan(attribution.additivity_error)) {
            ++unanswered_;
            return {};
        }
        if (!(attribution.additivity_error <= additivity_error_max))
            return fail(internal_error("E0901",
                                       fmt::format("the attributions of row {} do not add up: "
                                                   "relative error {}",
                                                   row + 1, shortest(attribution.additivity_error)))
                            .hinted("report this, with the model and the values"));
        ++n_;
        worst_ = std::max(worst_, attribution.additivity_error);
        for (std::size_t f = 0; f < sums_.size(); ++f) {
            sums_[f].add(attribution.values[f]);
            sizes_[f].add(std::abs(attribution.values[f]));
        }
        return {};
    }

    const Model& model_;
    std::size_t output_;
    unsigned threads_;
    std::optional<PathShapley> path_;
    std::optional<BackgroundShapley> others_;
    std::vector<ExactSum> sums_, sizes_;
    std::uint64_t n_ = 0;
    std::uint64_t unanswered_ = 0;
    double worst_ = 0;
};

}  // namespace

Result<Measurement> attribute_every_row(const Model& model, std::size_t output,
                                        const std::vector<Row>& rows,
                                        const std::vector<Row>& background, unsigned threads,
                                        const RowTaker& take) {
    EveryRow every(model, output, threads);
    if (auto status = every.compare_with(background); !status) return fail(status.error());
    if (auto status = every.run(rows, take); !status) return fail(status.error());
    return every.measurement();
}

}  // namespace isonomia::explain
