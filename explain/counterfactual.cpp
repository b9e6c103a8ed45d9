#include "explain/counterfactual.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::explain {

namespace {

constexpr double slack = 1e-9;  // relative; bounds are sums in another order than the model's

struct Range {  // of cells, both ends belong to it
    std::size_t first = 0;
    std::size_t last = 0;
    bool free = false;  // the feature may be changed in this box
};
using Box = std::vector<Range>;  // by input

class Search {
public:
    Search(const Model& model, const Row& row, const Goal& goal, const std::vector<Limit>& limits,
           std::uint64_t boxes_max)
        : model_(model), row_(row), goal_(goal), limits_(limits), boxes_max_(boxes_max) {}

    Result<Counterfactual> run() {
        for (std::size_t f = 0; f < row_.size(); ++f) {
            auto cells = cells_of(model_, goal_.output, f, row_[f], limits_[f]);
            if (!cells) return fail(cells.error());
            const bool linear = cells->slope != 0 && cells->cells.size() == 1 &&
                                cells->cells[0].low < cells->cells[0].high;
            if (cells->cells.size() > 1 || linear) free_.push_back(f);
            inputs_.push_back(std::move(*cells));
            home_.push_back({inputs_.back().own, inputs_.back().own, false});
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

    [[nodiscard]] double margin_of(const Row& row) const {
        std::vector<double> columns(model_.columns.size());
        model_.fill_columns(row.data(), columns.data());
        return model_.margins(columns.data())[goal_.output];
    }
    [[nodiscard]] bool reached(const Row& row) const {
        const double margin = margin_of(row);
        return goal_.at_least ? margin >= goal_.margin : margin < goal_.margin;
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
        double size = 1 + std::abs(goal_.margin) + std::abs(sum);
        for (const Tree& tree : model_.trees)
            if (tree.output == goal_.output) {
                const double best = best_leaf(tree, box) * model_.tree_scale();
                sum += best;
                size += std::abs(best);
            }
        if (!model_.weights.empty())
            for (std::size_t c = 0; c < model_.columns.size(); ++c) {
                const double best = best_term(c, box);
                sum += best;
                size += std::isfinite(best) ? std::abs(best) : 0;
            }
        return sum >= sign() * goal_.margin - slack * size;
    }

    // What the linear part of a column can add at best, in the direction of the goal.
    [[nodiscard]] double best_term(std::size_t c, const Box& box) const {
        const double weight = model_.weights[goal_.output][c] * sign();
        if (weight == 0) return 0;
        const std::size_t f = model_.columns[c].feature;
        if (!box[f].free) return weight * model_.columns[c].value(row_[f]);
        double best = -std::numeric_limits<double>::infinity();
        for (std::size_t i = box[f].first; i <= box[f].last; ++i)
            for (const double end : {inputs_[f].cells[i].low, inputs_[f].cells[i].high})
                best = std::max(best, weight * model_.columns[c].value(end));
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
        const ModelColumn& column = model_.columns[static_cast<std::size_t>(node.column)];
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
            const Cell& cell = inputs_[f].cells[box[f].first];
            const double missing = goal_.margin - margin_of(row);
            const double wanted = row[f] + missing / inputs_[f].slope;
            const double end = missing / inputs_[f].slope > 0 ? cell.high : cell.low;
            move(row, f, wanted, end);
            if (limits_[f].whole && chosen_.size() > 1) rounded_ = true;
        }
        if (!reached(row)) return;
        double cost = 0;
        for (const std::size_t f : chosen_)
            if (row[f] != row_[f])
                cost += inputs_[f].category ? 1 : std::abs(row[f] - row_[f]) / limits_[f].scale;
        if (best_ && cost >= found_.size) return;
        best_ = row;
        found_.size = cost;
    }

    // Towards `wanted`, a little beyond it where rounding leaves it short, never beyond `end`.
    void move(Row& row, std::size_t f, double wanted, double end) const {
        const double from = row[f];
        const double towards = wanted > from ? 1 : -1;
        double step = 0;
        for (int tries = 0; tries < 60; ++tries) {
            double value = wanted + towards * step;
            if (limits_[f].whole) value = towards > 0 ? std::ceil(value) : std::floor(value);
            if (towards * value >= towards * end) value = end;
            row[f] = value;
            if (reached(row) || value == end) return;
            step = step == 0 ? std::max(std::abs(wanted), 1e-300) * 1e-16 : step * 2;
        }
    }

    Result<Counterfactual> conclude() {
        const bool stopped = spent();
        if (!best_) {
            found_.certificate = stopped ? Certificate::none_found : Certificate::impossible;
            return found_;
        }
        found_.certificate = stopped || rounded_ ? Certificate::best_found : Certificate::minimal;
        for (std::size_t f = 0; f < row_.size(); ++f)
            if (const double to = (*best_)[f]; to != row_[f] && !std::isnan(row_[f]))
                found_.changes.push_back({f, row_[f], to});
        found_.margin = margin_of(*best_);
        return found_;
    }

    const Model& model_;
    const Row& row_;
    const Goal& goal_;
    const std::vector<Limit>& limits_;
    std::uint64_t boxes_max_;
    std::vector<InputCells> inputs_;
    std::vector<std::size_t> free_;
    std::vector<std::size_t> chosen_;
    Box home_;
    std::optional<Row> best_;
    Counterfactual found_;
    bool rounded_ = false;
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
    if (model.link == Link::softmax)
        return refused(
            "the result weighs several scores against each other; changes of one of "
            "them are not searched");
    std::vector<double> columns(model.columns.size());
    model.fill_columns(row.data(), columns.data());
    if (!std::isfinite(model.margin(columns.data(), goal.output)))
        return refused("the model gives no answer for these values");
    return Search(model, row, goal, limits, boxes_max).run();
}

std::optional<double> margin_at(const Model& model, double result) {
    switch (model.link) {
        case Link::identity:
        case Link::shares:
            return result;
        case Link::logistic:
            if (!(result > 0 && result < 1)) return std::nullopt;
            return std::log(result / (1 - result)) / model.link_scale;
        case Link::exponential:
            if (!(result > 0)) return std::nullopt;
            return std::log(result);
        case Link::square:
            return std::copysign(std::sqrt(std::abs(result)), result);
        case Link::softmax:
            break;
    }
    return std::nullopt;
}

std::string change_in_words(const std::vector<ModelInput>& inputs,
                            const std::vector<Change>& changes, const std::string& goal) {
    std::vector<std::string> parts;
    for (const Change& change : changes) {
        const ModelInput& input = inputs[change.input];
        parts.push_back(fmt::format("'{}' had been {} instead of {}", input.name,
                                    input_text(input, change.to), input_text(input, change.from)));
    }
    return fmt::format("The result would have been {} if {}.", goal, join(parts, " and "));
}

std::vector<Point> points_of(const std::vector<ModelInput>& inputs,
                             const std::vector<Change>& changes) {
    std::vector<Point> points;
    for (const Change& change : changes) {
        const ModelInput& input = inputs[change.input];
        Point point;
        point.label = fmt::format("{}: {} to {}", input.name, input_text(input, change.from),
                                  input_text(input, change.to));
        point.x = change.from;
        point.value = change.to;
        points.push_back(std::move(point));
    }
    return points;
}

std::string in_words(const Model& model, const Counterfactual& found, const std::string& goal) {
    if (found.certificate == Certificate::impossible)
        return fmt::format("Nothing that may be changed would have made the result {}.", goal);
    if (found.certificate == Certificate::none_found)
        return fmt::format(
            "No change that makes the result {} was found in {} tries; this does "
            "not show that there is none.",
            goal, found.boxes);
    if (found.changes.empty()) return fmt::format("The result is {} as it stands.", goal);
    return change_in_words(model.inputs, found.changes, goal) +
           (found.certificate == Certificate::minimal
                ? " No smaller change does it."
                : " A smaller change may exist: the search was cut off.");
}

}  // namespace isonomia::explain
