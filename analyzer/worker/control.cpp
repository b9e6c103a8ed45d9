#include "analyzer/worker/control.hpp"

#include <algorithm>

#include <clang/Analysis/Analyses/Dominators.h>
#include <clang/Analysis/CFG.h>

namespace isonomia::analyzer {

namespace {

using Blocks = std::vector<std::vector<Index>>;

// With chains of thousands of branches, all that decide would be a number squared.
constexpr std::size_t deciding_max = 64;

// From each way on, up to where all ways meet again.
Blocks direct(clang::CFG& graph) {
    clang::CFGPostDomTree tree(&graph);
    Blocks blocks(graph.getNumBlockIDs());
    for (clang::CFGBlock* block : graph) {
        const auto* node = tree.getBase().getNode(block);
        if (block->succ_size() < 2 || node == nullptr) continue;
        for (const auto& next : block->succs()) {
            clang::CFGBlock* to = next.getReachableBlock();
            const auto* at = to == nullptr ? nullptr : tree.getBase().getNode(to);
            for (; at != nullptr && at != node->getIDom(); at = at->getIDom())
                if (at->getBlock() != nullptr)
                    blocks[at->getBlock()->getBlockID()].push_back(block->getBlockID());
        }
    }
    for (auto& deciding : blocks) {
        std::sort(deciding.begin(), deciding.end());
        deciding.erase(std::unique(deciding.begin(), deciding.end()), deciding.end());
    }
    return blocks;
}

}  // namespace

std::vector<std::vector<Index>> deciding_blocks(clang::CFG& graph) {
    const Blocks nearest = direct(graph);
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

}  // namespace isonomia::analyzer
