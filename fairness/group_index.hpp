// Gives every combination of group values a small number, fast enough for each row of a large
// table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text_map.hpp"
#include "fairness/cube.hpp"

namespace isonomia::fairness {

// Values as numbers, in the order of their appearance.
class ValueIndex {
public:
    // Rows of one value often follow each other, and values often follow in the same order. What a
    // reader of one column remembers; readers of several columns of one index have one each.
    struct Memory {
        std::uint32_t last = 0;
        std::vector<std::uint32_t> next;
    };
    [[nodiscard]] std::uint32_t number_of(std::string_view value, Memory& memory);
    [[nodiscard]] const std::string& value(std::uint32_t number) const { return values_[number]; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }

private:
    static constexpr std::uint32_t few = 8;  // so many are compared one by one
    TextMap<std::uint32_t> numbers_;
    std::vector<std::string> values_;
};

// A tree with one level per column; a leaf is a combination that occurs.
class GroupIndex {
public:
    // `sides`: how many sets of columns share the numbering.
    explicit GroupIndex(std::size_t columns, std::size_t sides = 1)
        : columns_(columns),
          memories_(sides, std::vector<ValueIndex::Memory>(columns)),
          levels_(columns) {}

    // `values` has one entry per column.
    [[nodiscard]] std::size_t leaf_of(const std::vector<std::string_view>& values,
                                      std::size_t side = 0);
    // The leaves here of another index over the same columns, in the order of its leaves.
    [[nodiscard]] std::vector<std::uint32_t> leaves_of(const GroupIndex& other);
    [[nodiscard]] std::size_t leaves() const { return leaf_count_; }
    [[nodiscard]] GroupValues values_of(std::size_t leaf) const { return leaf_values_[leaf]; }

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    std::vector<ValueIndex> columns_;
    std::vector<std::vector<ValueIndex::Memory>> memories_;        // side, column
    std::vector<std::vector<std::vector<std::uint32_t>>> levels_;  // column, node, value: next node
    std::vector<GroupValues> leaf_values_;
    std::size_t leaf_count_ = 0;
};

}  // namespace isonomia::fairness
