// The cube: counts per intersection of groups, outcome and prediction. All group metrics are
// functions of it. Cubes of shards, files or machines merge by addition, in any order, to the same
// cube.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "fairness/confusion.hpp"

namespace isonomia::fairness {

enum class Label : std::uint8_t { negative, positive, missing };

// Counts of one group by outcome and prediction; what is missing is counted, never dropped.
class Cell {
public:
    void add(Label outcome, Label prediction, std::uint64_t count = 1) {
        counts_[index(outcome)][index(prediction)] += count;
    }
    void add(const Cell& other);

    [[nodiscard]] std::uint64_t count(Label outcome, Label prediction) const {
        return counts_[index(outcome)][index(prediction)];
    }
    [[nodiscard]] Confusion confusion() const;  // rows with both labels
    [[nodiscard]] std::uint64_t rows() const;
    [[nodiscard]] std::uint64_t missing() const;  // rows without outcome, prediction or both

    bool operator==(const Cell&) const = default;

private:
    static std::size_t index(Label label) { return static_cast<std::size_t>(label); }
    std::array<std::array<std::uint64_t, 3>, 3> counts_{};
};

// Group values in the order of the attributes; "" is a label that was not recorded.
using GroupValues = std::vector<std::string>;

// By bytes, value by value; what was not recorded comes last.
struct GroupOrder {
    bool operator()(const GroupValues& a, const GroupValues& b) const;
};

class Cube {
public:
    using Cells = std::map<GroupValues, Cell, GroupOrder>;

    explicit Cube(std::vector<std::string> attributes = {}) : attributes_(std::move(attributes)) {}

    [[nodiscard]] const std::vector<std::string>& attributes() const { return attributes_; }
    [[nodiscard]] const Cells& cells() const& { return cells_; }
    const Cells& cells() && = delete;  // a range over the cells of a temporary would dangle

    // The values of one of its attributes, in the order of the cells.
    [[nodiscard]] std::vector<std::string> values_of(const std::string& attribute) const;

    // The cell of these values, one per attribute; made when it is new.
    [[nodiscard]] Cell& at(const GroupValues& values);

    // Adds another cube of the same attributes.
    void merge(const Cube& other);

    // Sums over all attributes but these, which must be among its own.
    [[nodiscard]] Cube project(const std::vector<std::string>& attributes) const;

    [[nodiscard]] Cell total() const;

    bool operator==(const Cube&) const = default;

private:
    std::vector<std::string> attributes_;
    Cells cells_;
};

}  // namespace isonomia::fairness
