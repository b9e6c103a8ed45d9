#include "fairness/cube.hpp"

#include <algorithm>

#include "core/ensure.hpp"

namespace isonomia::fairness {

void Cell::add(const Cell& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i)
        for (std::size_t j = 0; j < counts_[i].size(); ++j)
            counts_[i][j] += other.counts_[i][j];
}

Confusion Cell::confusion() const {
    return {count(Label::positive, Label::positive), count(Label::negative, Label::positive),
            count(Label::negative, Label::negative), count(Label::positive, Label::negative)};
}

std::uint64_t Cell::rows() const {
    std::uint64_t sum = 0;
    for (const auto& by_prediction : counts_)
        for (const std::uint64_t count : by_prediction)
            sum += count;
    return sum;
}

std::uint64_t Cell::missing() const { return rows() - confusion().all(); }

bool GroupOrder::operator()(const GroupValues& a, const GroupValues& b) const {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](const std::string& x, const std::string& y) {
                                            if (x.empty() || y.empty())
                                                return !x.empty() && y.empty();
                                            return x < y;
                                        });
}

Cell& Cube::at(const GroupValues& values) {
    ensure(values.size() == attributes_.size(), "a cell has one value per attribute");
    return cells_[values];
}

void Cube::merge(const Cube& other) {
    ensure(attributes_ == other.attributes_, "only cubes of the same attributes merge");
    for (const auto& [values, cell] : other.cells_)
        cells_[values].add(cell);
}

Cube Cube::project(const std::vector<std::string>& attributes) const {
    std::vector<std::size_t> kept;
    for (const std::string& attribute : attributes) {
        const auto it = std::find(attributes_.begin(), attributes_.end(), attribute);
        ensure(it != attributes_.end(), "a projection keeps attributes of the cube");
        kept.push_back(static_cast<std::size_t>(it - attributes_.begin()));
    }
    Cube result(attributes);
    for (const auto& [values, cell] : cells_) {
        GroupValues part;
        for (const std::size_t i : kept)
            part.push_back(values[i]);
        result.cells_[part].add(cell);
    }
    return result;
}

std::vector<std::string> Cube::values_of(const std::string& attribute) const {
    const Cube alone = project({attribute});
    std::vector<std::string> values;
    for (const auto& [value, cell] : alone.cells_)
        values.push_back(value.front());
    return values;
}

Cell Cube::total() const {
    Cell sum;
    for (const auto& [values, cell] : cells_)
        sum.add(cell);
    return sum;
}

}  // namespace isonomia::fairness
