#include "analyzer/worker/local_flow.hpp"

#include <algorithm>
#include <set>

#include "analyzer/worker/nodes.hpp"

namespace isonomia::analyzer {

LocalFlow::LocalFlow(const Program& program, const Function& function)
    : program_(program), function_(function), is_target_(function.nodes.size(), false) {
    before_.resize(function.blocks.size());
    nodes_.resize(function.blocks.size());
    for (Index block = 0; block < function.blocks.size(); ++block)
        for (const Index next : function.blocks[block].next)
            if (next < before_.size()) before_[next].push_back(block);
    for (Index node = 0; node < function.nodes.size(); ++node)
        if (function.nodes[node].block < nodes_.size())
            nodes_[function.nodes[node].block].push_back(node);
    for (auto& nodes : nodes_)
        std::stable_sort(nodes.begin(), nodes.end(), [&](Index a, Index b) {
            return function.nodes[a].order < function.nodes[b].order;
        });
    collect();
    std::sort(escaped_.begin(), escaped_.end());
    for (Index i = 0; i < writes_.size(); ++i)
        writes_of_[writes_[i].cell].push_back(i);
}

// Of '&v[i].w' that is v, not i; of '&p->w', where p is a pointer, what p points to, not p.
void LocalFlow::escape(Index node) {
    for (Index at = node; at != none;) {
        const Node& here = function_.nodes[at];
        if (at != node && here.type == ValueType::pointer) return;
        if (here.cell != none) escaped_.push_back(here.cell);
        const bool goes_on = here.kind == NodeKind::member || here.kind == NodeKind::subscript ||
                             here.kind == NodeKind::unary || here.kind == NodeKind::narrowing;
        if (here.kind == NodeKind::conditional || here.kind == NodeKind::call)
            for (const Index cell : cells_below(function_, at))
                escaped_.push_back(cell);
        at = goes_on && !here.children.empty() ? here.children[0] : none;
    }
}

void LocalFlow::add(Index node, Index target, Index value, WriteKind kind) {
    bool whole = kind == WriteKind::initial || kind == WriteKind::assigned;
    for (Index at = target; at != none;) {
        const Node& here = function_.nodes[at];
        const bool names = here.kind == NodeKind::reference || here.kind == NodeKind::member ||
                           here.kind == NodeKind::self || here.kind == NodeKind::declaration;
        if (names && here.cell != none) {
            const CellKind held = program_.cells[here.cell].kind;
            const bool own = held == CellKind::local || held == CellKind::parameter;
            writes_.push_back({node, here.cell, value, kind, whole && own});
            if (whole) is_target_[at] = true;
        }
        whole = false;
        const bool goes_on = here.kind == NodeKind::member || here.kind == NodeKind::subscript ||
                             here.kind == NodeKind::unary || here.kind == NodeKind::narrowing ||
                             (here.kind == NodeKind::call && here.has_object);
        at = goes_on && !here.children.empty() ? here.children[0] : none;
    }
}

void LocalFlow::collect() {
    for (Index i = 0; i < function_.nodes.size(); ++i) {
        const Node& at = function_.nodes[i];
        const Index first = at.children.empty() ? none : at.children[0];
        switch (at.kind) {
            case NodeKind::declaration:
                if (first != none) add(i, i, first, WriteKind::initial);
                if (at.text.ends_with('&')) {  // a reference and what it refers to
                    escaped_.push_back(at.cell);
                    if (first != none) escape(first);
                }
                break;
            case NodeKind::assign:
                if (at.children.size() == 2)
                    add(i, first, at.children[1],
                        at.text == "=" ? WriteKind::assigned : WriteKind::updated);
                break;
            case NodeKind::unary:
                if (first != none && (at.text == "++" || at.text == "--"))
                    add(i, first, none, WriteKind::updated);
                if (first != none && at.text == "&" && at.parent != none &&
                    function_.nodes[at.parent].kind != NodeKind::call)
                    escape(first);
                break;
            case NodeKind::lambda:
                for (const Index cell : cells_below(function_, i))
                    escaped_.push_back(cell);
                break;
            case NodeKind::call:
            case NodeKind::construct: {
                if (at.callee == none) break;
                const Callee& callee = program_.callees[at.callee];
                const std::size_t offset = at.has_object ? 1 : 0;
                if (at.has_object && callee.method && !callee.constant)
                    add(i, first, none, WriteKind::object);
                for (std::size_t p = 0; p + offset < at.children.size(); ++p)
                    if (p < callee.writes.size() && callee.writes[p])
                        add(i, at.children[p + offset], none, WriteKind::argument);
                break;
            }
            default:
                break;
        }
    }
}

bool LocalFlow::is_escaped(Index cell) const {
    return std::binary_search(escaped_.begin(), escaped_.end(), cell);
}

std::vector<Index> LocalFlow::reads(Index cell) const {
    std::vector<Index> nodes;
    for (Index i = 0; i < function_.nodes.size(); ++i) {
        const Node& at = function_.nodes[i];
        if (at.cell == cell && at.kind != NodeKind::declaration && !is_target_[i])
            nodes.push_back(i);
    }
    return nodes;
}

LocalFlow::Reaching LocalFlow::reaching(Index node, Index cell) const {
    Reaching result;
    const auto known = writes_of_.find(cell);
    const Index start = function_.nodes[node].block;
    if (known == writes_of_.end()) {
        result.from_before = true;
        return result;
    }
    if (start >= before_.size()) {  // without a graph every write may be there
        result.writes = known->second;
        result.from_before = true;
        return result;
    }
    const bool kills = !is_escaped(cell);
    std::set<Index> found;
    std::vector<bool> seen(before_.size(), false);
    std::vector<Index> open;
    // Backwards through one block; whether its beginning is reached.
    const auto through = [&](Index block, Index below) {
        std::vector<Index> here;
        for (const Index write : known->second) {
            const Node& at = function_.nodes[writes_[write].node];
            if (at.block == block && at.order < below) here.push_back(write);
        }
        std::stable_sort(here.begin(), here.end(), [&](Index a, Index b) {
            return function_.nodes[writes_[a].node].order < function_.nodes[writes_[b].node].order;
        });
        for (auto it = here.rbegin(); it != here.rend(); ++it) {
            found.insert(*it);
            if (writes_[*it].whole && kills) return false;
        }
        return true;
    };
    const auto go_on = [&](Index block) {
        const bool handler = std::any_of(nodes_[block].begin(), nodes_[block].end(), [&](Index n) {
            return function_.nodes[n].kind == NodeKind::catches;
        });
        // The last block is the entry; a handler is entered from anywhere.
        if (block + 1 == before_.size() || handler) result.from_before = true;
        for (const Index earlier : before_[block]) {
            if (!seen[earlier]) open.push_back(earlier);
            seen[earlier] = true;
        }
    };
    if (through(start, function_.nodes[node].order)) go_on(start);
    while (!open.empty()) {
        const Index block = open.back();
        open.pop_back();
        if (through(block, none)) go_on(block);
    }
    result.writes.assign(found.begin(), found.end());
    return result;
}

std::vector<Index> LocalFlow::deciders(Index node) const {
    std::vector<Index> conditions;
    const Index block = function_.nodes[node].block;
    if (block >= function_.blocks.size()) return conditions;
    for (const Index other : function_.blocks[block].controlled_by)
        if (function_.blocks[other].condition != none)
            conditions.push_back(function_.blocks[other].condition);
    std::sort(conditions.begin(), conditions.end());
    return conditions;
}

// To the node `to`, or out of the function when `to` is none.
bool LocalFlow::walk(Index from, Index to, const Stop& stop) const {
    const Index start = function_.nodes[from].block;
    if (start >= nodes_.size()) return true;
    enum class End { found, stopped, through };
    const auto through = [&](Index block, Index above) {
        for (const Index node : nodes_[block]) {
            const Node& at = function_.nodes[node];
            if (at.order <= above && above != none) continue;
            if (node == to) return End::found;
            if (stop && stop(node)) return End::stopped;
        }
        if (function_.blocks[block].throws_out) return End::stopped;
        return function_.blocks[block].next.empty() && to == none ? End::found : End::through;
    };
    std::vector<bool> seen(nodes_.size(), false);
    std::vector<Index> open;
    const auto go_on = [&](Index block) {
        for (const Index next : function_.blocks[block].next) {
            if (next >= seen.size() || seen[next]) continue;
            seen[next] = true;
            open.push_back(next);
        }
    };
    End end = through(start, function_.nodes[from].order);
    if (end == End::through) go_on(start);
    while (end != End::found && !open.empty()) {
        const Index block = open.back();
        open.pop_back();
        end = through(block, none);
        if (end == End::through) go_on(block);
    }
    return end == End::found;
}

bool LocalFlow::may_follow(Index from, Index to, const Stop& stop) const {
    return walk(from, to, stop);
}

bool LocalFlow::may_leave(Index from, const Stop& stop) const { return walk(from, none, stop); }

}  // namespace isonomia::analyzer
