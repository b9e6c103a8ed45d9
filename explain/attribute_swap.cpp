#include "explain/attribute_swap.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace isonomia::explain {

namespace {

constexpr std::size_t values_max = 64;

std::vector<double> values_of(const Model& model, std::size_t input, const Row& person,
                              const std::vector<Row>& persons) {
    std::vector<double> values;
    const std::size_t categories = model.inputs[input].categories.size();
    for (std::size_t code = 0; code < categories; ++code)
        values.push_back(static_cast<double>(code));
    if (categories > 0) return values;
    for (const Row& row : persons)
        if (!std::isnan(row[input])) values.push_back(row[input]);
    if (!std::isnan(person[input])) values.push_back(person[input]);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (values.size() <= values_max) return values;
    std::vector<double> quantiles;
    for (std::size_t i = 0; i < values_max; ++i)
        quantiles.push_back(values[i * (values.size() - 1) / (values_max - 1)]);
    return quantiles;
}

class Sides {
public:
    Sides(const Model& model, const Goal& goal)
        : model_(model), goal_(goal), columns_(model.columns.size()) {}

    // Whether the margin reaches the goal's; nothing when there is no answer.
    std::optional<bool> side(const Row& row) {
        model_.fill_columns(row.data(), columns_.data());
        const double margin = model_.margins(columns_.data())[goal_.output];
        if (!std::isfinite(margin)) return std::nullopt;
        return margin >= goal_.margin;
    }

    // The first value that puts the row on the other side.
    std::optional<double> other_side(Row row, std::size_t input, bool own,
                                     const std::vector<double>& values) {
        for (const double value : values) {
            row[input] = value;
            const auto now = side(row);
            if (now && *now != own) return value;
        }
        return std::nullopt;
    }

private:
    const Model& model_;
    const Goal& goal_;
    std::vector<double> columns_;
};

}  // namespace

Swap swap_input(const Model& model, const Goal& goal, std::size_t input, const Row& person,
                const std::vector<Row>& persons) {
    Swap swap;
    swap.input = input;
    swap.values = values_of(model, input, person, persons);
    Sides sides(model, goal);
    if (const auto own = sides.side(person))
        if (const auto to = sides.other_side(person, input, *own, swap.values)) {
            swap.changes_person = true;
            swap.to = *to;
        }
    for (const Row& row : persons) {
        const auto own = sides.side(row);
        if (!own) continue;
        ++swap.persons;
        if (sides.other_side(row, input, *own, swap.values)) ++swap.changed;
    }
    return swap;
}

}  // namespace isonomia::explain
