#include "stats/isotonic.hpp"

namespace isonomia::stats {

namespace {

// Whether the share of positives of `a` is at least that of `b`: pa / na >= pb / nb without
// division. Counts are below 2^63, so the products need 128 bits.
bool at_least(const PooledBlock& a, const PooledBlock& b) {
    __extension__ using Wide = unsigned __int128;
    return Wide{a.positives} * b.negatives >= Wide{b.positives} * a.negatives;
}

}  // namespace

std::vector<PooledBlock> pool_adjacent_violators(const ScoreCounts& counts) {
    std::vector<PooledBlock> blocks;
    const auto& scores = counts.sorted();
    for (std::size_t i = 0; i < scores.size(); ++i) {
        blocks.push_back({i, i, scores[i].negatives, scores[i].positives});
        while (blocks.size() > 1 && at_least(blocks[blocks.size() - 2], blocks.back())) {
            const PooledBlock top = blocks.back();
            blocks.pop_back();
            blocks.back().last = top.last;
            blocks.back().negatives += top.negatives;
            blocks.back().positives += top.positives;
        }
    }
    return blocks;
}

}  // namespace isonomia::stats
