#include "explain/cells.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace isonomia::explain {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double codes_max = 65'536;

tl::unexpected<Error> unknown(const Model& model, std::size_t input, const std::string& why) {
    return fail(input_error("E0702", fmt::format("what changes of '{}' do cannot be searched: {}",
                                                 model.inputs[input].name, why))
                    .at({model.file, 0, 0})
                    .hinted("freeze this feature to search the others"));
}

// Steps between a number and the next in the precision in which the model takes it.
double after(const Model& model, double x) {
    if (model.single) return static_cast<double>(std::nextafter(static_cast<float>(x), INFINITY));
    return std::nextafter(x, infinite);
}
double before(const Model& model, double x) {
    if (model.single) return static_cast<double>(std::nextafter(static_cast<float>(x), -INFINITY));
    return std::nextafter(x, -infinite);
}

bool linear_step(const Step& step) {
    return step.kind == StepKind::round32 || step.kind == StepKind::subtract ||
           step.kind == StepKind::multiply || step.kind == StepKind::divide ||
           step.kind == StepKind::replace_missing;
}

class CellMaker {
public:
    CellMaker(const Model& model, std::size_t output, std::size_t input)
        : model_(model), output_(output), input_(input) {}

    // The numbers at which something may change: each starts a cell of its own, and the numbers
    // after it another.
    Result<std::vector<double>> cuts(double& slope) {
        for (std::size_t c = 0; c < model_.columns.size(); ++c) {
            if (model_.columns[c].feature != input_) continue;
            if (auto status = cut_column(c, slope); !status) return fail(status.error());
        }
        std::sort(cuts_.begin(), cuts_.end());
        cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
        return cuts_;
    }

private:
    Status cut_column(std::size_t c, double& slope) {
        const ModelColumn& column = model_.columns[c];
        const double weight = model_.weights.empty() ? 0 : model_.weights[output_][c];
        bool line = true;
        bool plain = true;
        for (const Step& step : column.steps) {
            if (step.kind == StepKind::look_up || step.kind == StepKind::bin) {
                if (!plain) return unknown(model_, input_, "it is scaled before it is looked up");
                line = false;
                for (const Knot& knot : step.knots)
                    cuts_.push_back(knot.from);
                for (const Bin& bin : step.bins)
                    for (const auto& end : {bin.low, bin.high})
                        if (end) cuts_.push_back(*end);
            } else if (!linear_step(step)) {
                return unknown(model_, input_, "it is bent by a transformation");
            } else if (step.kind != StepKind::round32 && step.kind != StepKind::replace_missing) {
                plain = false;
            }
        }
        if (weight != 0 && line) slope += weight * (column.value(1) - column.value(0));
        if (!asked(c)) return {};
        if (line && !plain) return unknown(model_, input_, "trees ask about it after scaling");
        if (line) cut_tests(c);
        return {};
    }

    [[nodiscard]] bool asked(std::size_t c) const {
        for (const Tree& tree : model_.trees)
            for (const Node& node : tree.nodes)
                if (tree.output == output_ && node.test != Test::leaf &&
                    static_cast<std::size_t>(node.column) == c)
                    return true;
        return false;
    }

    void cut_tests(std::size_t c) {
        for (const Tree& tree : model_.trees)
            for (const Node& node : tree.nodes) {
                if (tree.output != output_ || node.test == Test::leaf ||
                    static_cast<std::size_t>(node.column) != c)
                    continue;
                if (node.zero_is_missing)
                    for (const double end : {-Tree::zero_width, Tree::zero_width})
                        cuts_.push_back(end);
                if (node.test == Test::in_set) {
                    const auto& set = tree.sets[static_cast<std::size_t>(node.set)];
                    const double size =
                        std::min(codes_max, 64.0 * static_cast<double>(set.words.size()));
                    for (double code = 0; code <= size; ++code)
                        cuts_.push_back(code);
                } else if (node.test != Test::is_missing) {
                    cuts_.push_back(node.threshold);
                }
            }
    }

    const Model& model_;
    std::size_t output_;
    std::size_t input_;
    std::vector<double> cuts_;
};

// Narrows a cell to what the limits allow; false when nothing is left.
bool narrow(Cell& cell, double own, const Limit& limit) {
    if (limit.low) cell.low = std::max(cell.low, *limit.low);
    if (limit.high) cell.high = std::min(cell.high, *limit.high);
    if (limit.direction > 0) cell.low = std::max(cell.low, own);
    if (limit.direction < 0) cell.high = std::min(cell.high, own);
    if (limit.whole) {
        cell.low = std::ceil(cell.low);
        cell.high = std::floor(cell.high);
    }
    return cell.low <= cell.high;
}

}  // namespace

Result<InputCells> cells_of(const Model& model, std::size_t output, std::size_t input, double own,
                            const Limit& limit) {
    InputCells result;
    const ModelInput& known = model.inputs[input];
    result.category = known.type == InputType::category && !known.categories.empty();
    if (limit.frozen || std::isnan(own)) {
        result.cells = {{own, own, own, 0}};
        return result;
    }
    if (result.category) {
        for (std::size_t code = 0; code < known.categories.size(); ++code) {
            const auto value = static_cast<double>(code);
            if (value == own) result.own = code;
            result.cells.push_back({value, value, value, value == own ? 0.0 : 1.0});
        }
        return result;
    }
    const auto cuts = CellMaker(model, output, input).cuts(result.slope);
    if (!cuts) return fail(cuts.error());
    std::vector<Cell> all;
    double from = -infinite;
    for (const double cut : *cuts) {
        all.push_back({from, before(model, cut), 0, 0});
        all.push_back({cut, cut, 0, 0});
        from = after(model, cut);
    }
    all.push_back({from, infinite, 0, 0});
    const double taken = model.single ? static_cast<double>(static_cast<float>(own)) : own;
    bool placed = false;
    for (Cell cell : all) {
        const bool holds = cell.low <= taken && taken <= cell.high;
        if (holds) {  // his own value is allowed, whatever the limits
            Cell wider = cell;
            if (!narrow(wider, own, limit)) wider = {own, own, own, 0};
            cell = {std::min(wider.low, own), std::max(wider.high, own), own, 0};
            result.own = result.cells.size();
            placed = true;
        } else {
            if (!narrow(cell, own, limit)) continue;
            cell.point = std::clamp(own, cell.low, cell.high);
            cell.cost = std::abs(cell.point - own) / limit.scale;
        }
        result.cells.push_back(cell);
    }
    if (!placed) return unknown(model, input, "its own value lies in no cell");
    return result;
}

}  // namespace isonomia::explain
