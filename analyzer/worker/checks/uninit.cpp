// Uninitialised: a number is read on the way to the result where nothing may have set it.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/definitions.hpp"
#include "analyzer/worker/local_flow.hpp"
#include "analyzer/worker/loop_tests.hpp"
#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

bool is_plain(const Cell& cell) {
    return cell.kind == CellKind::local &&
           (cell.type == ValueType::integer || cell.type == ValueType::floating ||
            cell.type == ValueType::boolean || cell.type == ValueType::pointer);
}

// What `>>` reads into is set by it.
bool is_read_into(const Function& function, Index node) {
    const Index parent = function.nodes[node].parent;
    return parent != none && function.nodes[parent].kind == NodeKind::binary &&
           function.nodes[parent].text == ">>" && function.nodes[parent].children.size() == 2 &&
           function.nodes[parent].children[1] == node;
}

bool is_declared_bare(const Function& function, Index cell) {
    for (const Node& node : function.nodes) {
        if (node.kind != NodeKind::declaration || node.cell != cell) continue;
        const Node* parent = node.parent == none ? nullptr : &function.nodes[node.parent];
        return node.children.empty() && (parent == nullptr || parent->text != "range");
    }
    return false;
}

bool is_address(const Function& function, Index node) {
    const Index parent = function.nodes[node].parent;
    return parent != none && function.nodes[parent].kind == NodeKind::unary &&
           function.nodes[parent].text == "&";
}

// The first read that the declaration reaches with nothing set on the way.
Index first_unset_read(const Review& review, const LocalFlow& flow, const Function& function,
                       Index cell) {
    const auto reads = flow.reads(cell);
    for (const Index read : reads)
        if (is_read_into(function, read) || is_address(function, read)) return none;
    for (const Index read : reads) {
        if (is_out_argument(review, function, read)) continue;
        const auto reaching = flow.reaching(read, cell);
        const bool by_call =
            std::any_of(reaching.writes.begin(), reaching.writes.end(), [&](Index write) {
                return flow.writes()[write].kind == WriteKind::argument ||
                       flow.writes()[write].kind == WriteKind::object;
            });
        if (reaching.from_before && !by_call) return read;
    }
    return none;
}

// The arms of `if` in which the node stands, each as its condition in words.
std::set<std::string> arms_around(const Review& review, const Function& function, Index node) {
    std::set<std::string> arms;
    Index arm = arm_around(function, node);
    while (arm != none) {
        const Index above = function.nodes[arm].parent;
        const Node& branch = function.nodes[above];
        const bool first = branch.children.size() > 1 && branch.children[1] == arm;
        arms.insert((first ? "" : "else ") + words_of(review, function, branch.condition));
        arm = arm_around(function, above);
    }
    return arms;
}

// Why the way on which nothing set it is hardly taken, or "".
std::string doubt_of(const Review& review, const LocalFlow& flow, const Function& function,
                     Index cell, Index read) {
    if (review.flow.cells[cell].type == ValueType::pointer)
        return "a pointer that nothing set ends the program rather than changing a figure";
    const auto around_read = arms_around(review, function, read);
    for (const Write& write : flow.writes()) {
        if (write.cell != cell || write.node >= read) continue;
        for (const std::string& arm : arms_around(review, function, write.node))
            if (around_read.contains(arm)) return "it is set under the same condition before";
        const Index loop = enclosing(function, write.node, NodeKind::loop);
        if (loop != none && !is_below(function, read, loop))
            return "it is set in a loop before, and stays unset only where no round sets it";
    }
    return {};
}

// `shared`: another function, a lambda, names the local too and may set it.
void search(const Review& review, const Function& function, const std::vector<bool>& shared,
            std::vector<Lead>& leads) {
    std::set<Index> cells;
    for (const Node& node : function.nodes)
        if (node.kind == NodeKind::declaration && node.children.empty() && node.cell != none &&
            is_plain(review.flow.cells[node.cell]) && review.slice.holds(node.cell) &&
            !shared[node.cell])
            cells.insert(node.cell);
    if (cells.empty()) return;
    const LocalFlow flow(review.program, function);
    for (const Index cell : cells) {
        if (!is_declared_bare(function, cell)) continue;
        const Index read = first_unset_read(review, flow, function, cell);
        if (read == none) continue;
        const std::string& name = review.flow.cells[cell].name;
        Lead lead = lead_here(review, function, read, cell);
        lead.text = name;
        lead.title = fmt::format("'{}' may be read before anything sets it", name);
        lead.claim = fmt::format(
            "'{}' declares '{}' without a value and reads it here, on a way on which nothing has "
            "set it.",
            function.qualified, name);
        lead.start = fmt::format("'{}' is read", name);
        lead.doubt = doubt_of(review, flow, function, cell, read);
        lead.certain = true;
        leads.push_back(std::move(lead));
    }
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    const auto shared = shared_cells(review.program);
    for (const Function& function : review.program.functions)
        if (!function.nodes.empty() && !function.initializer && !function.blocks.empty() &&
            on_slice(review, function))
            search(review, function, shared, leads);
    return leads;
}

}  // namespace

Check uninit_check() {
    return {
        "uninit",
        "What is read then is whatever was left in memory: the same input can give another "
        "figure at the next run. The fingerprint program FJFX had such a fault, since mended by "
        "its authors.",
        "Build the program with a memory checker (clang -fsanitize=memory, or valgrind) and run "
        "an input that takes this way.",
        false, run};
}

}  // namespace isonomia::analyzer
