#include "explain/cells.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include <fmt/format.h>

namespace isonomia::explain {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// The numbers in which the model takes an input: doubles, or floats.
struct Numbers {
    bool single = false;

    [[nodiscard]] double taken(double x) const {
        return single ? static_cast<double>(static_cast<float>(x)) : x;
    }
    [[nodiscard]] double after(double x) const {
        if (!single) return std::nextafter(x, infinite);
        const auto near = static_cast<float>(x);
        return static_cast<double>(near) > x ? static_cast<double>(near)
                                             : static_cast<double>(std::nextafter(near, INFINITY));
    }
    [[nodiscard]] double before(double x) const { return -after(-x); }
};

// Where the questions about one column tell values apart.
struct Questions {
    bool asked = false;
    std::vector<double> cuts;
    std::vector<std::uint64_t> borders;  // bit c: a set holds one of the codes c - 1 and c alone

    void add(const CategorySet& set) {
        if (borders.size() <= set.words.size()) borders.resize(set.words.size() + 1);
        std::uint64_t carried = 0;
        for (std::size_t i = 0; i < set.words.size(); ++i) {
            borders[i] |= set.words[i] ^ (set.words[i] << 1U | carried);
            carried = set.words[i] >> 63U;
        }
        borders[set.words.size()] |= carried;
    }

    [[nodiscard]] std::vector<double> codes() const {
        std::vector<double> result;
        for (std::size_t i = 0; i < borders.size(); ++i)
            for (std::uint64_t left = borders[i]; left != 0; left &= left - 1)
                result.push_back(
                    static_cast<double>(64 * i + static_cast<std::size_t>(std::countr_zero(left))));
        return result;
    }
};

std::vector<Questions> questions_of(const Model& model, std::size_t output) {
    std::vector<Questions> all(model.columns.size());
    for (const Tree& tree : model.trees) {
        if (tree.output != output) continue;
        for (const Node& node : tree.nodes) {
            if (node.test == Test::leaf) continue;
            Questions& column = all[place(node.column)];
            column.asked = true;
            if (node.zero_is_missing)
                for (const double end : {-Tree::zero_width, Tree::zero_width})
                    column.cuts.push_back(end);
            if (node.test == Test::in_set)
                column.add(tree.sets[place(node.set)]);
            else if (node.test != Test::is_missing)
                column.cuts.push_back(node.threshold);
        }
    }
    return all;
}

bool starts_single(const ModelColumn& column) {
    for (const Step& step : column.steps)
        if (step.kind != StepKind::replace_missing) return step.kind == StepKind::round32;
    return false;
}

// What one number more of the input adds to the column; nothing when that is no straight line.
struct Line {
    bool straight = true;
    bool curved = false;  // neither a line nor steps
    bool plain = true;    // the input itself
    double slope = 1;
};
Line line_of(const ModelColumn& column) {
    Line line;
    for (const Step& step : column.steps) {
        if (step.kind == StepKind::multiply) line.slope *= step.value;
        if (step.kind == StepKind::divide) line.slope /= step.value;
        if (step.kind == StepKind::interpolate) line.curved = true;
        if (step.kind == StepKind::look_up || step.kind == StepKind::bin) {
            if (line.straight && !line.plain) line.curved = true;
            line.straight = false;
        } else if (step.kind != StepKind::round32 && step.kind != StepKind::replace_missing) {
            line.plain = false;
        }
    }
    return line;
}

class CellMaker {
public:
    CellMaker(const Model& model, std::size_t output, const std::vector<Questions>& questions,
              std::size_t input, double own, const Limit& limit)
        : model_(model),
          output_(output),
          questions_(questions),
          input_(input),
          own_(own),
          limit_(limit) {}

    Result<InputCells> run() {
        const ModelInput& known = model_.inputs[input_];
        result_.category = known.type == InputType::category;
        if (limit_.frozen || std::isnan(own_)) {
            result_.cells = {{own_, own_, own_, 0}};
            return result_;
        }
        if (result_.category && !known.categories.empty()) {
            for (std::size_t code = 0; code < known.categories.size(); ++code)
                add_category(static_cast<double>(code));
            return result_;
        }
        for (std::size_t c = 0; c < model_.columns.size(); ++c)
            if (model_.columns[c].feature == input_)
                if (auto status = cut_column(c); !status) return fail(status.error());
        if (result_.category) return by_code();
        return by_number();
    }

private:
    tl::unexpected<Error> unknown(const std::string& why) const {
        return fail(
            input_error("E0702", fmt::format("what changes of '{}' do cannot be searched: {}",
                                             model_.inputs[input_].name, why))
                .at({model_.file, 0, 0})
                .hinted("freeze this feature to search the others"));
    }

    Status cut_column(std::size_t c) {
        const ModelColumn& column = model_.columns[c];
        const Questions& questions = questions_[c];
        const double weight = model_.weights.empty() ? 0 : model_.weights[output_][c];
        if (weight == 0 && !questions.asked) return {};
        const Line line = line_of(column);
        if (line.curved) return unknown("it is bent by a transformation");
        if (questions.asked && line.straight && !line.plain)
            return unknown("trees ask about it after scaling");
        if (used_ && numbers_.single != starts_single(column))
            return unknown("it is rounded in one place and not in another");
        used_ = true;
        numbers_.single = starts_single(column);
        if (line.straight) {
            result_.slope += weight * line.slope;
            cuts_.insert(cuts_.end(), questions.cuts.begin(), questions.cuts.end());
            const auto codes = questions.codes();
            cuts_.insert(cuts_.end(), codes.begin(), codes.end());
            if (!codes.empty() && codes.front() == 0) cuts_.push_back(-1);  // -0.5 is cut to 0
            return {};
        }
        for (const Step& step : column.steps) {
            for (const Knot& knot : step.knots)
                cuts_.push_back(knot.from);
            for (const Bin& bin : step.bins)
                for (const auto& end : {bin.low, bin.high})
                    if (end) cuts_.push_back(*end);
        }
        return {};
    }

    void add_category(double code) {
        if (code == own_) result_.own = result_.cells.size();
        result_.cells.push_back({code, code, code, code == own_ ? 0.0 : 1.0});
    }

    Result<InputCells> by_code() {
        if (result_.slope != 0) return unknown("its codes are weighted as numbers");
        std::vector<double> codes{0, own_};
        for (const double cut : cuts_)
            for (const double code : {std::ceil(cut), std::floor(cut) + 1})
                if (code >= 0) codes.push_back(code);
        std::sort(codes.begin(), codes.end());
        codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
        for (const double code : codes)
            add_category(code);
        return result_;
    }

    Result<InputCells> by_number() {
        result_.single = numbers_.single;
        std::erase_if(cuts_, [](double cut) { return !std::isfinite(cut); });
        std::sort(cuts_.begin(), cuts_.end());
        cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
        double from = -infinite;
        for (const double cut : cuts_) {
            add(from, numbers_.before(cut));
            if (numbers_.taken(cut) == cut) add(cut, cut);
            from = numbers_.after(cut);
        }
        add(from, infinite);
        if (!placed_) return unknown("its own value lies in no cell");
        return result_;
    }

    void add(double low, double high) {
        const double taken = numbers_.taken(own_);
        if (!(low <= high) || low == infinite || high == -infinite) return;
        Cell cell{low, high, own_, 0};
        const bool allowed = narrow(cell);
        if (low <= taken && taken <= high) {  // the person's own value is allowed in any case
            if (!allowed) cell.low = cell.high = own_;
            cell.low = std::min(cell.low, own_);
            cell.high = std::max(cell.high, own_);
            result_.own = result_.cells.size();
            placed_ = true;
        } else if (!allowed) {
            return;
        } else {
            cell.point = std::clamp(own_, cell.low, cell.high);
            cell.cost = std::abs(cell.point - own_) / limit_.scale;
        }
        result_.cells.push_back(cell);
    }

    // Narrows a cell to what the limits allow; false when nothing is left. An end of the limits
    // that is no float may lie beside the cell and be rounded into it.
    bool narrow(Cell& cell) const {
        double low = limit_.low.value_or(-infinite);
        double high = limit_.high.value_or(infinite);
        if (limit_.direction > 0) low = std::max(low, own_);
        if (limit_.direction < 0) high = std::min(high, own_);
        if (limit_.whole) {
            low = std::ceil(low);
            high = std::floor(high);
            cell.low = std::ceil(cell.low);
            cell.high = std::floor(cell.high);
        }
        if (!(low <= high) || !(cell.low <= cell.high)) return false;
        if (numbers_.taken(low) > cell.high || numbers_.taken(high) < cell.low) return false;
        cell.low = std::min(std::max(cell.low, low), high);
        cell.high = std::max(std::min(cell.high, high), low);
        return true;
    }

    const Model& model_;
    std::size_t output_;
    const std::vector<Questions>& questions_;  // by column
    std::size_t input_;
    double own_;
    const Limit& limit_;
    Numbers numbers_;
    bool used_ = false;
    bool placed_ = false;
    std::vector<double> cuts_;
    InputCells result_;
};

}  // namespace

Result<std::vector<InputCells>> cells_of(const Model& model, std::size_t output, const Row& row,
                                         const std::vector<Limit>& limits) {
    const auto questions = questions_of(model, output);
    std::vector<InputCells> all;
    for (std::size_t f = 0; f < row.size(); ++f) {
        auto cells = CellMaker(model, output, questions, f, row[f], limits[f]).run();
        if (!cells) return fail(cells.error());
        all.push_back(std::move(*cells));
    }
    return all;
}

}  // namespace isonomia::explain
