#include "analyzer/worker/definitions.hpp"

#include <algorithm>

#include "analyzer/worker/callees.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::size_t bits_max = std::size_t{1} << 26U;  // of one function; beyond, no versions

// Of one local. Each of many branches that change it in turn may have to take its value from any
// earlier one: beyond, every write may be there at every read, and the edges stay linear.
constexpr std::size_t versions_max = 64;

// The parameters that are copies: what happens to them, the caller never sees.
std::vector<bool> taken_by_value(const Program& program, const Function& function) {
    std::vector<bool> result(function.parameters.size(), false);
    const Callee* declared = callee_of(program, function);
    for (std::size_t i = 0; declared != nullptr && i < result.size() && i < declared->writes.size();
         ++i)
        result[i] = !declared->writes[i];
    return result;
}

}  // namespace

std::vector<bool> shared_cells(const Program& program) {
    std::vector<bool> shared(program.cells.size(), false);
    std::vector<Index> first(program.cells.size(), none);
    for (Index f = 0; f < program.functions.size(); ++f)
        for (const Node& node : program.functions[f].nodes) {
            if (node.cell == none || node.kind == NodeKind::literal) continue;
            if (first[node.cell] == none) first[node.cell] = f;
            if (first[node.cell] != f) shared[node.cell] = true;
        }
    return shared;
}

Definitions::Definitions(const Program& program, const Function& function,
                         const std::vector<bool>& shared, Index first_version)
    : program_(program), function_(function), first_(first_version) {
    if (function.blocks.empty()) return;
    track(LocalFlow(program, function), taken_by_value(program, function), shared);
    if (!tracked_.empty()) solve();
}

void Definitions::track(const LocalFlow& flow, const std::vector<bool>& by_value,
                        const std::vector<bool>& shared) {
    std::map<Index, std::vector<const analyzer::Write*>> writes;
    for (const analyzer::Write& write : flow.writes())
        writes[write.cell].push_back(&write);
    Index bits = 0;
    for (const auto& [cell, all] : writes) {
        const CellKind kind = program_.cells[cell].kind;
        const auto& parameters = function_.parameters;
        const auto at = std::find(parameters.begin(), parameters.end(), cell);
        const bool copied =
            at != parameters.end() && by_value[static_cast<std::size_t>(at - parameters.begin())];
        const bool own = kind == CellKind::local || (kind == CellKind::parameter && copied);
        const std::size_t least = kind == CellKind::local ? 2 : 1;
        const bool replaced =
            std::any_of(all.begin(), all.end(), [](const auto* w) { return w->whole; });
        if (!own || shared[cell] || flow.is_escaped(cell) || all.size() < least ||
            all.size() > versions_max || !replaced || !is_number(program_.cells[cell].type))
            continue;
        Tracked& tracked = tracked_[cell];
        tracked.first_bit = bits++;
        for (const analyzer::Write* write : all) {
            const Node& node = function_.nodes[write->node];
            auto& here = tracked.by_block[node.block];
            if (!here.empty() && here.back().node == write->node) continue;  // f(x, x)
            const Index version = first_ + static_cast<Index>(versions_.size());
            versions_.push_back(cell);
            tracked.versions.push_back(version);
            here.push_back({write->node, node.order, version, write->whole});
            ++bits;
        }
        for (auto& [block, list] : tracked.by_block)
            std::stable_sort(list.begin(), list.end(),
                             [](const Write& a, const Write& b) { return a.order < b.order; });
    }
    if (std::size_t{bits} * function_.blocks.size() <= bits_max) return;
    tracked_.clear();
    versions_.clear();
}

Index Definitions::bit_of(const Tracked& tracked, Index version) const {
    return tracked.first_bit + 1 + (version - tracked.versions.front());
}

// From the beginning of the block to its end.
void Definitions::through(const std::vector<Here>& writes, Bits& bits) const {
    const auto put = [&](Index bit, bool on) {
        const std::uint64_t mask = std::uint64_t{1} << (bit % 64U);
        bits[bit / 64U] = on ? bits[bit / 64U] | mask : bits[bit / 64U] & ~mask;
    };
    for (const auto& [tracked, write] : writes) {
        if (write->whole)
            for (Index i = 0; i <= tracked->versions.size(); ++i)
                put(tracked->first_bit + i, false);
        put(bit_of(*tracked, write->version), true);
    }
}

void Definitions::solve() {
    const std::size_t blocks = function_.blocks.size();
    const std::size_t words = (versions_.size() + tracked_.size() + 63) / 64;
    at_start_.assign(blocks, Bits(words, 0));
    for (const auto& [cell, tracked] : tracked_)  // the last block is the entry
        at_start_.back()[tracked.first_bit / 64U] |= std::uint64_t{1} << (tracked.first_bit % 64U);
    for (const Node& node : function_.nodes)  // a handler is entered from anywhere
        if (node.kind == NodeKind::catches && node.block < blocks)
            at_start_[node.block].assign(words, ~std::uint64_t{0});
    std::vector<std::vector<Here>> writes(blocks);
    for (const auto& [cell, tracked] : tracked_)
        for (const auto& [block, list] : tracked.by_block)
            for (const Write& write : list)
                if (block < blocks) writes[block].emplace_back(&tracked, &write);
    // Blocks are numbered against the direction of the flow, so few rounds settle it.
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t block = blocks; block-- > 0;) {
            Bits bits = at_start_[block];
            through(writes[block], bits);
            for (const Index next : function_.blocks[block].next)
                for (std::size_t word = 0; word < words && next < blocks; ++word) {
                    const std::uint64_t before = at_start_[next][word];
                    at_start_[next][word] |= bits[word];
                    changed = changed || at_start_[next][word] != before;
                }
        }
    }
}

std::vector<Index> Definitions::read(Index node, Index cell) const {
    const auto found = tracked_.find(cell);
    if (found == tracked_.end()) return {cell};
    const Tracked& tracked = found->second;
    const Node& at = function_.nodes[node];
    std::vector<Index> cells;
    bool from_start = at.block < at_start_.size();
    if (from_start)
        if (const auto here = tracked.by_block.find(at.block); here != tracked.by_block.end())
            for (auto write = here->second.rbegin(); write != here->second.rend(); ++write) {
                if (write->order >= at.order || !from_start) continue;
                cells.push_back(write->version);
                from_start = !write->whole;
            }
    if (from_start) {
        const Bits& bits = at_start_[at.block];
        for (Index i = 0; i <= tracked.versions.size(); ++i) {
            const Index bit = tracked.first_bit + i;
            if ((bits[bit / 64U] >> (bit % 64U) & 1U) == 0) continue;
            cells.push_back(i == 0 ? cell : tracked.versions[i - 1]);
        }
    }
    if (cells.empty()) {  // where no graph leads, every value may be there
        cells = tracked.versions;
        cells.push_back(cell);
    }
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    return cells;
}

Definitions::Written Definitions::written(Index node, Index cell) const {
    const auto found = tracked_.find(cell);
    if (found == tracked_.end()) return {{cell}, true};
    const Tracked& tracked = found->second;
    const auto here = tracked.by_block.find(function_.nodes[node].block);
    if (here != tracked.by_block.end())
        for (const Write& write : here->second)
            if (write.node == node) return {{write.version}, write.whole};
    Written all{tracked.versions, true};
    all.cells.push_back(cell);
    return all;
}

}  // namespace isonomia::analyzer
