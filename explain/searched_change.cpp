#include "explain/searched_change.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "explain/occurring.hpp"
#include "stats/philox.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t searched_values_max = 32;
constexpr std::size_t searched_categories_max = 256;
constexpr std::size_t neighbours_max = 3;
constexpr std::size_t change_chunk = 64;
constexpr int change_halvings = 16;

class QuerySearch {
public:
    QuerySearch(const Scorer& score, const std::vector<ModelInput>& inputs, const Row& row,
                double threshold, const std::vector<Row>& others, const std::vector<Limit>& limits,
                std::uint64_t queries_max, std::uint64_t seed)
        : score_(score),
          inputs_(inputs),
          row_(row),
          threshold_(threshold),
          others_(others),
          limits_(limits),
          left_(queries_max),
          budget_(queries_max),
          random_(seed, 17) {}

    SearchedChange run() {
        own_ = ask({row_}).front();
        if (std::isfinite(own_)) {
            gather();
            singles();
            if (!best_) follow();
            if (!best_ || changed(*best_).size() > 1) approach();
            if (best_) {
                prune();
                shrink();
                draw_smaller();
            }
        }
        finish();
        return std::move(result_);
    }

private:
    struct Candidate {
        std::size_t input = 0;
        double to = 0;
        double cost = 0;
    };

    // Results of as many rows as the budget leaves; NaN for the others.
    std::vector<double> ask(const std::vector<Row>& rows) {
        const std::size_t now = std::min<std::size_t>(rows.size(), left_);
        left_ -= now;
        std::vector<double> results;
        if (now > 0) results = score_(std::span(rows.data(), now));
        results.resize(rows.size(), std::numeric_limits<double>::quiet_NaN());
        return results;
    }

    [[nodiscard]] bool reaches(double result) const {
        return std::isfinite(result) && (result >= threshold_) != (own_ >= threshold_);
    }
    [[nodiscard]] double towards(double result) const {
        return own_ >= threshold_ ? -result : result;
    }

    [[nodiscard]] double cost(std::size_t f, double to) const {
        return inputs_[f].categories.empty() ? std::abs(to - row_[f]) / limits_[f].scale : 1;
    }
    [[nodiscard]] std::vector<std::size_t> changed(const Row& row) const {
        std::vector<std::size_t> inputs;
        for (std::size_t f = 0; f < row.size(); ++f)
            if (!std::isnan(row_[f]) && row[f] != row_[f]) inputs.push_back(f);
        return inputs;
    }
    [[nodiscard]] std::pair<std::size_t, double> size(const Row& row) const {
        double sum = 0;
        const auto inputs = changed(row);
        for (const std::size_t f : inputs)
            sum += cost(f, row[f]);
        return {inputs.size(), sum};
    }
    // Keeps the row when it reaches the other side by a smaller change than the best so far.
    bool keep(const Row& row, double result) {
        if (!reaches(result) || (best_ && size(*best_) <= size(row))) return false;
        best_ = row;
        best_result_ = result;
        return true;
    }

    [[nodiscard]] bool allowed(std::size_t f, double to) const {
        const Limit& limit = limits_[f];
        if (limit.frozen || std::isnan(row_[f]) || std::isnan(to) || to == row_[f]) return false;
        if (!inputs_[f].categories.empty()) return true;
        return (!limit.low || to >= *limit.low) && (!limit.high || to <= *limit.high) &&
               (limit.direction == 0 || (to > row_[f]) == (limit.direction > 0)) &&
               (!limit.whole || to == std::floor(to));
    }

    [[nodiscard]] std::vector<double> values_of(std::size_t f) const {
        std::vector<double> values;
        if (!inputs_[f].categories.empty()) {
            for (std::size_t c = 0;
                 c < std::min(inputs_[f].categories.size(), searched_categories_max); ++c)
                values.push_back(static_cast<double>(c));
            return values;
        }
        for (const Row& other : others_)
            values.push_back(other[f]);
        values = occurring(std::move(values), searched_values_max);
        for (const auto& end : {limits_[f].low, limits_[f].high})
            if (end) values.push_back(*end);
        if (others_.empty())
            for (double step = 0.25; step <= 64; step *= 2)
                for (const double sign : {-1.0, 1.0})
                    values.push_back(row_[f] + sign * step * limits_[f].scale);
        return values;
    }

    void gather() {
        for (std::size_t f = 0; f < row_.size(); ++f) {
            const std::size_t before = candidates_.size();
            for (const double to : values_of(f))
                if (allowed(f, to)) candidates_.push_back({f, to, cost(f, to)});
            if (candidates_.size() > before) free_.push_back(f);
        }
        std::stable_sort(candidates_.begin(), candidates_.end(),
                         [](const auto& a, const auto& b) { return a.cost < b.cost; });
        result_.values = candidates_.size();
    }

    [[nodiscard]] static Row with(Row row, const Candidate& candidate) {
        row[candidate.input] = candidate.to;
        return row;
    }

    // The cheapest first: the first that reaches ends it.
    void singles() {
        for (std::size_t from = 0; from < candidates_.size() && !best_ && left_ > 0;
             from += change_chunk) {
            const std::size_t to = std::min(candidates_.size(), from + change_chunk);
            std::vector<Row> rows;
            for (std::size_t i = from; i < to; ++i)
                rows.push_back(with(row_, candidates_[i]));
            const auto results = ask(rows);
            for (std::size_t i = 0; i < rows.size(); ++i)
                keep(rows[i], results[i]);
            result_.singles_tried = to == candidates_.size() && !std::isnan(results.back());
        }
        if (candidates_.empty() || best_) result_.singles_tried = true;
    }

    // One more input each time: the value that moves the result furthest.
    void follow() {
        Row now = row_;
        double at = own_;
        for (std::size_t round = 0; round < free_.size() && left_ > 0; ++round) {
            std::vector<Row> rows;
            for (const Candidate& one : candidates_)
                if (now[one.input] == row_[one.input]) rows.push_back(with(now, one));
            const auto results = ask(rows);
            std::size_t furthest = rows.size();
            for (std::size_t i = 0; i < rows.size(); ++i) {
                keep(rows[i], results[i]);
                if (std::isfinite(results[i]) && towards(results[i]) > towards(at)) {
                    furthest = i;
                    at = results[i];
                }
            }
            if (best_ || furthest == rows.size()) return;
            now = rows[furthest];
        }
    }

    // The values that may change, as one of the nearest rows with another result has them.
    void approach() {
        std::vector<Row> rows;
        for (const Row& other : others_) {
            Row row = row_;
            for (const std::size_t f : free_)
                if (allowed(f, other[f])) row[f] = other[f];
            if (row != row_) rows.push_back(std::move(row));
        }
        std::stable_sort(rows.begin(), rows.end(), [this](const Row& a, const Row& b) {
            return size(a).second < size(b).second;
        });
        std::size_t tried = 0;
        for (std::size_t i = 0; i < rows.size() && tried < neighbours_max && left_ > 0; ++i) {
            const double result = ask({rows[i]}).front();
            if (!reaches(result)) continue;
            ++tried;
            const auto before = best_;
            const double result_before = best_result_;
            best_ = rows[i];
            best_result_ = result;
            prune();
            if (before && size(*before) <= size(*best_)) {
                best_ = before;
                best_result_ = result_before;
            }
        }
    }

    // Puts back one input after the other, the dearest first, as long as that still reaches.
    void prune() {
        for (bool again = true; again && changed(*best_).size() > 1;) {
            again = false;
            auto inputs = changed(*best_);
            std::stable_sort(inputs.begin(), inputs.end(), [this](std::size_t a, std::size_t b) {
                return cost(a, (*best_)[a]) > cost(b, (*best_)[b]);
            });
            std::vector<Row> rows;
            for (const std::size_t f : inputs) {
                rows.push_back(*best_);
                rows.back()[f] = row_[f];
            }
            const auto results = ask(rows);
            for (std::size_t i = 0; i < rows.size() && !again; ++i)
                again = keep(rows[i], results[i]);
        }
    }

    // Numbers come as near to the own value as still reaches, by halving.
    void shrink() {
        for (const std::size_t f : changed(*best_)) {
            if (!inputs_[f].categories.empty()) continue;
            double fails = row_[f];
            for (int i = 0; i < change_halvings && left_ > 0; ++i) {
                double middle = fails + ((*best_)[f] - fails) / 2;
                if (limits_[f].whole)
                    middle = (*best_)[f] > fails ? std::floor(middle) : std::ceil(middle);
                if (middle == fails || middle == (*best_)[f]) break;
                Row row = *best_;
                row[f] = middle;
                if (!keep(row, ask({row}).front())) fails = middle;
            }
        }
    }

    // Sets of one input less, at random, as long as the budget lasts.
    void draw_smaller() {
        while (left_ > 0 && changed(*best_).size() > 2) {
            const std::size_t wanted = changed(*best_).size() - 1;
            std::vector<Row> rows;
            for (std::size_t i = 0; i < std::min<std::size_t>(change_chunk, left_); ++i) {
                Row row = row_;
                for (std::size_t k = 0; k < wanted; ++k) {
                    const Candidate& one = candidates_[random_.next() % candidates_.size()];
                    row[one.input] = one.to;
                }
                rows.push_back(std::move(row));
            }
            const auto results = ask(rows);
            bool better = false;
            for (std::size_t i = 0; i < rows.size(); ++i)
                better = keep(rows[i], results[i]) || better;
            if (better) shrink();
        }
    }

    void finish() {
        Counterfactual& found = result_.found;
        found.boxes = budget_ - left_;
        if (!best_) return;
        found.certificate = Certificate::best_found;
        for (const std::size_t f : changed(*best_))
            found.changes.push_back({f, row_[f], (*best_)[f]});
        found.size = size(*best_).second;
        found.margin = best_result_;
    }

    const Scorer& score_;
    const std::vector<ModelInput>& inputs_;
    const Row& row_;
    double threshold_;
    const std::vector<Row>& others_;
    const std::vector<Limit>& limits_;
    std::uint64_t left_;
    std::uint64_t budget_;
    stats::RandomStream random_;
    double own_ = 0;
    std::vector<Candidate> candidates_;
    std::vector<std::size_t> free_;
    std::optional<Row> best_;
    double best_result_ = 0;
    SearchedChange result_;
};

}  // namespace

SearchedChange search_change(const Scorer& score, const std::vector<ModelInput>& inputs,
                             const Row& row, double threshold, const std::vector<Row>& others,
                             const std::vector<Limit>& limits, std::uint64_t queries_max,
                             std::uint64_t seed) {
    return QuerySearch(score, inputs, row, threshold, others, limits, queries_max, seed).run();
}

}  // namespace isonomia::explain
