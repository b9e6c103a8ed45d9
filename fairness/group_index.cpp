#include "fairness/group_index.hpp"

namespace isonomia::fairness {

std::uint32_t ValueIndex::number_of(std::string_view value, Memory& memory) {
    if (size() <= few) {
        for (std::uint32_t i = 0; i < size(); ++i)
            if (values_[i] == value) return i;
    }
    std::uint32_t& last = memory.last;
    auto& next = memory.next;
    if (last < values_.size() && values_[last] == value) return last;
    if (last < next.size() && values_[next[last]] == value) return last = next[last];
    const auto it = numbers_.find(value);
    const std::uint32_t number = it != numbers_.end() ? it->second : size();
    if (it == numbers_.end()) {
        numbers_.emplace(value, number);
        values_.emplace_back(value);
    }
    if (last >= next.size()) next.resize(values_.size(), 0);
    next[last] = number;
    return last = number;
}

std::size_t GroupIndex::leaf_of(const std::vector<std::string_view>& values, std::size_t side) {
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::uint32_t number = columns_[i].number_of(values[i], memories_[side][i]);
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

std::vector<std::uint32_t> GroupIndex::leaves_of(const GroupIndex& other) {
    std::vector<std::uint32_t> here;
    for (std::size_t leaf = 0; leaf < other.leaf_count_; ++leaf) {
        const GroupValues& values = other.leaf_values_[leaf];
        here.push_back(static_cast<std::uint32_t>(leaf_of({values.begin(), values.end()})));
    }
    return here;
}

}  // namespace isonomia::fairness
