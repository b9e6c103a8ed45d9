#include "explain/counterfactual.hpp"

#include <algorithm>
#include <cmath>

#include "explain/least_margin.hpp"

namespace isonomia::explain {

namespace {

struct Range {  // of cells, both ends belong to it
    std::size_t first = 0;
    std::size_t last = 0;
    bool free = false;  // the feature may be changed in this box
};
using Box = std::vector<Range>;  // by input

// How far a sum may be from the one that it stands for, as a share of the sizes of its terms:
// twice the first-order bound, for terms that are themselves rounded.
double rounding_of(const Model& model, std::size_t output) {
    const auto trees = std::count_if(model.trees.begin(), model.trees.end(),
                                     [&](const Tree& tree) { return tree.output == output; });
    const double terms = static_cast<double>(trees) + static_cast<double>(model.columns.size());
    return std::max(1e-9, 2 * (terms + 5) * (model.single ? 0x1p-24 : 0x1p-53));
}

class ExactSearch {
public:
    // `margin` is the least margin that prints the result of the goal.
    ExactSearch(const Model& model, const Row& row, const Goal& goal, double margin,
                const std::vector<Limit>& limits, std::uint64_t boxes_max)
        : model_(model),
          row_(row),
          goal_(goal),
          margin_(margin),
          limits_(limits),
          boxes_max_(boxes_max),
          rounding_(rounding_of(model, goal.output)) {}

    Result<Counterfactual> run() {
        auto cells = cells_of(model_, goal_.output, row_, limits_);
        if (!cells) return fail(cells.error());
        inputs_ = std::move(*cells);
        columns_of_.resize(row_.size());
        for (std::size_t c = 0; c < model_.columns.size(); ++c)
            columns_of_[model_.columns[c].feature].push_back(c);
        for (std::size_t f = 0; f < row_.size(); ++f) {
            const InputCells& input = inputs_[f];
            const bool linear = input.slope != 0 && input.cells.size() == 1 &&
                                input.cells[0].low < input.cells[0].high;
            if (input.cells.size() > 1 || linear) free_.push_back(f);
            home_.push_back({input.own, input.own, false});
            if (std::isnan(row_[f]) && !limits_[f].frozen) found_.left_missing.push_back(f);
        }
        if (reached(row_)) {
            found_.certificate = Certificate::minimal;
            found_.margin = margin_of(row_);
            return found_;
        }
        for (std::size_t size = 1; size <= free_.size() && !best_ && !spent(); ++size) {
            chosen_.clear();
            if (!possible(with_free(0))) break;
            try_sets(size);
        }
        return conclude();
    }

private:
    [[nodiscard]] bool spent() const { return found_.boxes >= boxes_max_; }

    [[nodiscard]] std::vector<double> margins_of(const Row& row) const {
        std::vector<double> columns(model_.columns.size());
        model_.fill_columns(row.data(), columns.data());
        return model_.margins(columns.data());
    }
    [[nodiscard]] double margin_of(const Row& row) const { return margins_of(row)[goal_.output]; }
    [[nodiscard]] bool reached(const Row& row) const {
        const double result = model_.results(margins_of(row))[goal_.output];
        return goal_.at_least ? result >= goal_.result : result < goal_.result;
    }

    // The sets of `size` features, in order; sets whose best is not good enough are cut off.
    void try_sets(std::size_t size) {
        std::vector<std::size_t> next{0};  // by depth, the place in free_ to try
        while (!next.empty() && !spent()) {
            const std::size_t depth = next.size() - 1;
            if (next[depth] + (size - depth) > free_.size()) {
                next.pop_back();
                if (!chosen_.empty()) chosen_.pop_back();
                continue;
            }
            const std::size_t place = next[depth]++;
            chosen_.push_back(free_[place]);
            const bool whole = chosen_.size() == size;
            if (!possible(whole ? with_chosen() : with_free(place + 1))) {
                chosen_.pop_back();
                continue;
            }
            if (whole) {
                search_boxes();
                chosen_.pop_back();
            } else {
                next.push_back(place + 1);
            }
        }
    }

    [[nodiscard]] Box with_chosen() const {
        Box box = home_;
        for (const std::size_t f : chosen_)
            box[f] = {0, inputs_[f].cells.size() - 1, true};
        return box;
    }
    [[nodiscard]] Box with_free(std::size_t from) const {
        Box box = with_chosen();
        for (std::size_t i = from; i < free_.size(); ++i)
            box[free_[i]] = {0, inputs_[free_[i]].cells.size() - 1, true};
        return box;
    }

    [[nodiscard]] double sign() const { return goal_.at_least ? 1 : -1; }

    [[nodiscard]] bool possible(const Box& box) {
        ++found_.boxes;
        double sum = model_.base[goal_.output] * sign();
        double size = std::abs(margin_) + std::abs(sum);
        const auto add = [&](double best) {
            sum += best;
            size += std::isfinite(best) ? std::abs(best) : 0;
        };
        for (const Tree& tree : model_.trees)
            if (tree.output == goal_.output) add(best_leaf(tree, box) * model_.tree_scale());
        if (!model_.weights.empty())
            for (std::size_t f = 0; f < row_.size(); ++f)
                add(best_line(f, box[f], size));
        return sum >= sign() * margin_ - rounding_ * size;
    }

    // What the linear part of an input can add at best, in the direction of the goal. What terms
    // that cancel each other have in size goes to `size`.
    [[nodiscard]] double best_line(std::size_t f, const Range& range, double& size) const {
        const auto at = [&](double x) {
            double sum = 0;
            for (const std::size_t c : columns_of_[f]) {
                const double weight = model_.weights[goal_.output][c] * sign();
                if (weight == 0) continue;
                const double term = weight * model_.columns[c].value(x);
                sum += term;
                if (columns_of_[f].size() > 1 && std::isfinite(term)) size += std::abs(term);
            }
            return std::isnan(sum) ? std::numeric_limits<double>::infinity() : sum;
        };
        if (!range.free) return at(row_[f]);
        double best = -std::numeric_limits<double>::infinity();
        for (std::size_t i = range.first; i <= range.last; ++i)
            for (const double end : {inputs_[f].cells[i].low, inputs_[f].cells[i].high})
                best = std::max(best, at(end));
        return best;
    }

    // The best leaf that some cell of the box reaches. A leaf without an answer counts as the
    // worst.
    [[nodiscard]] double best_leaf(const Tree& tree, const Box& box) {
        double best = -std::numeric_limits<double>::max();
        stack_.assign(1, 0);
        while (!stack_.empty()) {
            const Node& node = tree.nodes[static_cast<std::size_t>(stack_.back())];
            stack_.pop_back();
            if (node.test == Test::leaf) {
                if (!std::isnan(node.value)) best = std::max(best, sign() * node.value);
                continue;
            }
            push_children(tree, node, box);
        }
        return best;
    }

    void push_children(const Tree& tree, const Node& node, const Box& box) {
        const ModelColumn& column = model_.columns[place(node.column)];
        const Range range = box[column.feature];
        const auto& cells = inputs_[column.feature].cells;
        const auto way = [&](std::size_t cell) {
            return tree.next(node, column.value(cells[cell].point));
        };
        const bool ordered = (node.test == Test::less || node.test == Test::less_or_equal) &&
                             !node.zero_is_missing && column.plain();
        const std::int32_t first = way(range.first);
        stack_.push_back(first);
        if (ordered) {
            if (const std::int32_t last = way(range.last); last != first) stack_.push_back(last);
            return;
        }
        for (const std::int32_t child : {node.yes, node.no, node.third()}) {
            if (child < 0 || child == first) continue;
            for (std::size_t i = range.first; i <= range.last; ++i)
                if (way(i) == child) {
                    stack_.push_back(child);
                    break;
                }
        }
    }

    [[nodiscard]] double least_cost(const Box& box) const {
        double cost = 0;
        for (const std::size_t f : chosen_) {
            const InputCells& input = inputs_[f];
            if (input.category) {
                const bool home = box[f].first <= input.own && input.own <= box[f].last;
                cost += home ? 0 : 1;
            } else {
                cost += input.cells[std::clamp(input.own, box[f].first, box[f].last)].cost;
            }
        }
        return cost;
    }

    void search_boxes() {
        std::vector<Box> open{with_chosen()};
        while (!open.empty() && !spent()) {
            const Box box = std::move(open.back());
            open.pop_back();
            if (best_ && least_cost(box) >= found_.size) continue;
            if (!possible(box)) continue;
            std::size_t widest = chosen_.front();
            for (const std::size_t f : chosen_)
                if (box[f].last - box[f].first > box[widest].last - box[widest].first) widest = f;
            if (box[widest].first == box[widest].last) {
                try_cell(box);
                continue;
            }
            const std::size_t middle = (box[widest].first + box[widest].last) / 2;
            Box low = box;
            Box high = box;
            low[widest].last = middle;
            high[widest].first = middle + 1;
            const bool home_is_low = inputs_[widest].own <= middle;
            open.push_back(home_is_low ? high : low);  // the nearer half is tried first
            open.push_back(home_is_low ? low : high);
        }
    }

    // One cell for each feature: the trees are constant here, and what is missing must come from
    // the linear part, from the feature that gives most for its cost first.
    void try_cell(const Box& box) {
        Row row = row_;
        for (const std::size_t f : chosen_)
            row[f] = inputs_[f].cells[box[f].first].point;
        std::vector<std::size_t> order;
        for (const std::size_t f : chosen_)
            if (inputs_[f].slope != 0) order.push_back(f);
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::abs(inputs_[a].slope) * limits_[a].scale >
                   std::abs(inputs_[b].slope) * limits_[b].scale;
        });
        for (const std::size_t f : order) {
            if (reached(row)) break;
            move(row, f, inputs_[f].cells[box[f].first]);
            if (limits_[f].whole && chosen_.size() > 1) whole_ = true;
        }
        if (!reached(row)) {
            within_rounding_ = within_rounding_ || !order.empty();
            return;
        }
        double cost = 0;
        for (const std::size_t f : chosen_)
            if (row[f] != row_[f])
                cost += inputs_[f].category ? 1 : std::abs(row[f] - row_[f]) / limits_[f].scale;
        if (best_ && cost >= found_.size) return;
        best_ = row;
        found_.size = cost;
    }

    // Moves one feature along its line to the first number that reaches the goal, or as far as the
    // cell allows. Where that number lies is known but for rounding: it is enclosed, then halved.
    void move(Row& row, std::size_t f, const Cell& cell) const {
        constexpr double most = std::numeric_limits<double>::max();
        const double slope = inputs_[f].slope;
        const bool up = (slope > 0) == goal_.at_least;
        const double end = std::clamp(up ? cell.high : cell.low, -most, most);
        const auto fitted = [&](double x) {  // outwards to a number that may be taken
            if (limits_[f].whole) x = up ? std::ceil(x) : std::floor(x);
            if (inputs_[f].single) {
                const auto near = static_cast<float>(x);
                const bool short_of =
                    up ? static_cast<double>(near) < x : static_cast<double>(near) > x;
                x = static_cast<double>(short_of ? std::nextafter(near, up ? INFINITY : -INFINITY)
                                                 : near);
            }
            return up ? std::min(x, end) : std::max(x, end);
        };
        const auto reaches = [&](double x) {
            row[f] = x;
            return reached(row);
        };
        double near = row[f];  // does not reach
        const double wanted = std::clamp(near + (margin_ - margin_of(row)) / slope, -most, most);
        if (std::isnan(wanted)) return;
        double step = std::max({std::abs(wanted) * 1e-16, std::abs(margin_ / slope) * 1e-17,
                                std::numeric_limits<double>::min()});
        double far = fitted(up ? std::max(wanted, near) : std::min(wanted, near));
        for (; !reaches(far); step *= 2) {
            if (far == end) return;
            near = far;
            far = fitted(std::clamp(far + (up ? step : -step), -most, most));
        }
        for (int halvings = 0; halvings < 1100; ++halvings) {
            const double middle = fitted(near + (far - near) / 2);
            if (middle == near || middle == far) break;
            (reaches(middle) ? far : near) = middle;
        }
        row[f] = far;
    }

    Result<Counterfactual> conclude() {
        const bool stopped = spent();
        if (!best_) {
            found_.certificate = stopped            ? Certificate::none_found
                                 : within_rounding_ ? Certificate::undecided
                                                    : Certificate::impossible;
            return found_;
        }
        const bool best = stopped || whole_ || within_rounding_;
        found_.certificate = best ? Certificate::best_found : Certificate::minimal;
        found_.within_rounding = best && !stopped && !whole_;
        for (std::size_t f = 0; f < row_.size(); ++f)
            if (const double to = (*best_)[f]; to != row_[f] && !std::isnan(row_[f]))
                found_.changes.push_back({f, row_[f], to});
        found_.margin = margin_of(*best_);
        return found_;
    }

    const Model& model_;
    const Row& row_;
    const Goal& goal_;
    double margin_;
    const std::vector<Limit>& limits_;
    std::uint64_t boxes_max_;
    double rounding_;  // of sums, as a share of the sizes of their terms
    std::vector<InputCells> inputs_;
    std::vector<std::vector<std::size_t>> columns_of_;  // by input
    std::vector<std::size_t> free_;
    std::vector<std::size_t> chosen_;
    Box home_;
    std::optional<Row> best_;
    Counterfactual found_;
    bool whole_ = false;            // whole numbers were chosen for several features at once
    bool within_rounding_ = false;  // a cell whose bound reaches the goal did not
    std::vector<std::int32_t> stack_;
};

}  // namespace

Result<Counterfactual> counterfactual(const Model& model, const Row& row, const Goal& goal,
                                      const std::vector<Limit>& limits, std::uint64_t boxes_max) {
    const auto refused = [&](const std::string& why) {
        return fail(input_error("E0701", why)
                        .at({model.file, 0, 0})
                        .hinted("attributions and predictions are not touched by this"));
    };
    if (model.row_norm != RowNorm::none)
        return refused("the model scales each row as a whole; its changes cannot be searched");
    if (weighs_outputs(model))
        return refused(
            "the result weighs several scores against each other; changes of one of "
            "them are not searched");
    const auto margin = least_margin(model, goal.result);
    if (!margin) return refused("every result of the model is on the same side");
    std::vector<double> columns(model.columns.size());
    model.fill_columns(row.data(), columns.data());
    if (!std::isfinite(model.margin(columns.data(), goal.output)))
        return refused("the model gives no answer for these values");
    return ExactSearch(model, row, goal, *margin, limits, boxes_max).run();
}

}  // namespace isonomia::explain
