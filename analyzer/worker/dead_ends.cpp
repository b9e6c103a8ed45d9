#include "analyzer/worker/dead_ends.hpp"

#include <algorithm>
#include <set>

#include "analyzer/worker/control.hpp"

namespace isonomia::analyzer {

namespace {

constexpr Index exit_block = 0;  // the block where a function is left

// No way from the beginning, or from a handler, leads out but by an exception or the end of the
// program.
bool never_comes_back(const Function& function) {
    if (function.blocks.empty()) return false;
    std::vector<bool> met(function.blocks.size(), false);
    std::vector<Index> open{static_cast<Index>(function.blocks.size() - 1)};
    for (const Node& at : function.nodes)
        if (at.kind == NodeKind::catches && at.block < met.size()) open.push_back(at.block);
    while (!open.empty()) {
        const Index block = open.back();
        open.pop_back();
        if (met[block]) continue;
        met[block] = true;
        for (const Index next : function.blocks[block].next)
            if (next != exit_block || !function.blocks[block].throws_out) open.push_back(next);
    }
    return !met[exit_block];
}

struct Call {
    Index function;
    Index block;
};

class DeadEnds {
public:
    explicit DeadEnds(Program& program) : program_(program), is_dead_(program.functions.size()) {}

    void run() {
        std::vector<Index> open;
        for (Index f = 0; f < program_.functions.size(); ++f)
            if (never_comes_back(program_.functions[f])) open.push_back(f);
        if (open.empty()) return;
        list_calls();
        for (const Index f : open)
            is_dead_[f] = true;
        std::set<Index> cut;
        while (!open.empty()) {
            const Index function = open.back();
            open.pop_back();
            for (const Index caller : cut_calls_of(program_.functions[function].key)) {
                cut.insert(caller);
                if (is_dead_[caller] || !never_comes_back(program_.functions[caller])) continue;
                is_dead_[caller] = true;
                open.push_back(caller);
            }
        }
        for (const Index function : cut)
            decide(program_.functions[function]);
    }

private:
    void list_calls() {
        calls_.resize(program_.callees.size());
        for (Index f = 0; f < program_.functions.size(); ++f)
            for (const Node& at : program_.functions[f].nodes) {
                const bool calls = at.kind == NodeKind::call || at.kind == NodeKind::construct;
                if (calls && at.callee != none && program_.bodies[at.callee] != none &&
                    at.block < program_.functions[f].blocks.size())
                    calls_[at.callee].push_back({f, at.block});
            }
    }

    // The functions that call it, each once.
    std::set<Index> cut_calls_of(const std::string& key) {
        std::set<Index> callers;
        const Index callee = callee_named(program_, key);
        if (callee == none || program_.overriders.contains(callee)) return callers;
        for (Index f = program_.bodies[callee];
             f < program_.functions.size() && program_.functions[f].key == key; ++f)
            if (!is_dead_[f]) return callers;
        for (const Call& call : calls_[callee]) {
            Block& block = program_.functions[call.function].blocks[call.block];
            if (block.throws_out) continue;
            block.throws_out = true;
            block.next = {exit_block};
            callers.insert(call.function);
        }
        return callers;
    }

    Program& program_;
    std::vector<bool> is_dead_;             // by function
    std::vector<std::vector<Call>> calls_;  // by callee, of functions that were read
};

}  // namespace

void end_at_dead_ends(Program& program) { DeadEnds(program).run(); }

}  // namespace isonomia::analyzer
