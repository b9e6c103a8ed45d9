#include "analyzer/worker/control.hpp"

#include <algorithm>
#include <vector>

namespace isonomia::analyzer {

namespace {

using Blocks = std::vector<std::vector<Index>>;

// With chains of thousands of branches, all that decide would be a number squared.
constexpr std::size_t deciding_max = 64;

// The graph from its ends back to its beginning, each block after all that every way from it out of
// the function leads through.
class Postdominators {
public:
    explicit Postdominators(const std::vector<Block>& blocks)
        : blocks_(blocks),
          before_(blocks.size()),
          number_(blocks.size(), none),
          seen_(blocks.size(), false),
          ends_(blocks.size(), false),
          nearest_(blocks.size(), unknown) {
        for (Index block = 0; block < blocks.size(); ++block)
            for (const Index next : blocks[block].next)
                before_[next].push_back(block);
        for (Index block = 0; block < blocks.size(); ++block)
            if (blocks[block].next.empty()) count_back_from(block);
        // Of an endless loop the block before its beginning, which has the highest number.
        for (auto block = static_cast<Index>(blocks.size()); block-- > 0;)
            if (number_[block] == none) count_back_from(furthest_from(block));
        for (bool changes = true; changes;) {
            changes = false;
            for (auto block = order_.rbegin(); block != order_.rend(); ++block)
                changes = improve(*block) || changes;
        }
    }

    // The nearest block through which every way out leads, or none.
    [[nodiscard]] Index nearest(Index block) const { return nearest_[block]; }

private:
    static constexpr Index unknown = none - 1;

    // Numbers what leads to `end` and has no number, in postorder.
    void count_back_from(Index end) {
        struct Step {
            Index block;
            std::size_t done;
        };
        std::vector<Step> open{{end, 0}};
        ends_[end] = true;
        seen_[end] = true;
        while (!open.empty()) {
            Step& at = open.back();
            if (at.done == before_[at.block].size()) {
                number_[at.block] = static_cast<Index>(order_.size());
                order_.push_back(at.block);
                open.pop_back();
                continue;
            }
            const Index earlier = before_[at.block][at.done++];
            if (!seen_[earlier]) open.push_back({earlier, 0});
            seen_[earlier] = true;
        }
    }

    // In an endless loop: the last block met on a walk from `start`.
    [[nodiscard]] Index furthest_from(Index start) const {
        std::vector<bool> met(blocks_.size(), false);
        std::vector<Index> open{start};
        Index last = start;
        while (!open.empty()) {
            const Index block = open.back();
            open.pop_back();
            if (met[block]) continue;
            met[block] = true;
            last = block;
            for (const Index next : blocks_[block].next)
                if (!met[next]) open.push_back(next);
        }
        return last;
    }

    // Where the ways from both meet on their way out, or none.
    [[nodiscard]] Index meeting(Index one, Index other) const {
        while (one != other && one != none && other != none) {
            Index& further = number_[one] < number_[other] ? one : other;
            further = nearest_[further];
        }
        return one == other ? one : none;
    }

    bool improve(Index block) {
        Index best = ends_[block] ? none : unknown;
        for (const Index next : blocks_[block].next)
            if (nearest_[next] != unknown) best = best == unknown ? next : meeting(best, next);
        const bool changes = best != nearest_[block];
        nearest_[block] = best;
        return changes;
    }

    const std::vector<Block>& blocks_;
    Blocks before_;
    std::vector<Index> order_;   // postorder of the walk from the ends
    std::vector<Index> number_;  // by block, its position there
    std::vector<bool> seen_;
    std::vector<bool> ends_;
    std::vector<Index> nearest_;
};

// From each way on, up to where all ways meet again.
Blocks direct(const std::vector<Block>& blocks) {
    const Postdominators after(blocks);
    Blocks deciding(blocks.size());
    for (Index block = 0; block < blocks.size(); ++block) {
        if (blocks[block].next.size() < 2) continue;
        for (Index at : blocks[block].next)
            for (; at != none && at != after.nearest(block); at = after.nearest(at))
                deciding[at].push_back(block);
    }
    for (auto& all : deciding) {
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
    }
    return deciding;
}

Blocks deciding_blocks(const std::vector<Block>& blocks) {
    const Blocks nearest = direct(blocks);
    Blocks all = nearest;
    for (auto& deciding : all) {
        for (std::size_t i = 0; i < deciding.size() && deciding.size() < deciding_max; ++i)
            for (const Index further : nearest[deciding[i]])
                if (deciding.size() < deciding_max &&
                    std::find(deciding.begin(), deciding.end(), further) == deciding.end())
                    deciding.push_back(further);
        std::sort(deciding.begin(), deciding.end());
    }
    return all;
}

}  // namespace

void decide(Function& function) {
    auto deciding = deciding_blocks(function.blocks);
    for (Index block = 0; block < function.blocks.size(); ++block)
        function.blocks[block].controlled_by = std::move(deciding[block]);
}

}  // namespace isonomia::analyzer
