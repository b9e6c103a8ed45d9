// Gives every combination of group values a small number, fast enough for each row of a large
// table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fairness/cube.hpp"

namespace isonomia::fairness {

// Values of one column as numbers, in the order of their appearance.
class ValueIndex {
public:
    [[nodiscard]] std::uint32_t number_of(std::string_view value);
    [[nodiscard]] const std::string& value(std::uint32_t number) const { return values_[number]; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
    std::vector<std::string> values_;
    // Rows of one value often follow each other, and values often follow in the same order.
    std::uint32_t last_ = 0;
    std::vector<std::uint32_t> next_;
};

// A tree with one level per column; a leaf is a combination that occurs.
class GroupIndex {
public:
    explicit GroupIndex(std::size_t columns) : columns_(columns), levels_(columns) {}

    // `values` has one entry per column.
    [[nodiscard]] std::size_t leaf_of(const std::vector<std::string_view>& values);
    [[nodiscard]] std::size_t leaves() const { return leaf_count_; }
    [[nodiscard]] GroupValues values_of(std::size_t leaf) const { return leaf_values_[leaf]; }

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    std::vector<ValueIndex> columns_;
    std::vector<std::vector<std::vector<std::uint32_t>>> levels_;  // column, node, value: next node
    std::vector<GroupValues> leaf_values_;
    std::size_t leaf_count_ = 0;
};

}  // namespace isonomia::fairness
