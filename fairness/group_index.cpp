#include "fairness/group_index.hpp"

namespace isonomia::fairness {

std::uint32_t ValueIndex::number_of(std::string_view value) {
    if (last_ < values_.size() && values_[last_] == value) return last_;
    if (last_ < next_.size() && values_[next_[last_]] == value) return last_ = next_[last_];
    const auto it = numbers_.find(value);
    const auto number =
        it != numbers_.end() ? it->second : static_cast<std::uint32_t>(values_.size());
    if (it == numbers_.end()) {
        numbers_.emplace(value, number);
        values_.emplace_back(value);
        next_.push_back(0);
    }
    next_[last_] = number;
    return last_ = number;
}

std::size_t GroupIndex::leaf_of(const std::vector<std::string_view>& values) {
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::uint32_t number = columns_[i].number_of(values[i]);
        auto& nodes = levels_[i];
        if (nodes.size() <= node) nodes.resize(node + 1);
        auto& next = nodes[node];
        if (next.size() <= number) next.resize(number + 1, none);
        if (next[number] == none) {
            const bool last = i + 1 == columns_.size();
            next[number] = static_cast<std::uint32_t>(last ? leaf_count_ : levels_[i + 1].size());
            if (last)
                ++leaf_count_;
            else
                levels_[i + 1].emplace_back();
        }
        node = next[number];
    }
    if (leaf_values_.size() <= node) leaf_values_.emplace_back(values.begin(), values.end());
    if (columns_.empty()) leaf_count_ = 1;
    return node;
}

}  // namespace isonomia::fairness
