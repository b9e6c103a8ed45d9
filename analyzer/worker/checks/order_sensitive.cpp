// Order sensitive: fractional numbers are summed in an order that nothing fixes: that of an
// unordered container, of threads, or of a parallel loop.
#include <array>

#include <fmt/format.h>

#include "analyzer/worker/findings.hpp"
#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 3> reductions{"reduce", "transform_reduce",
                                                     "parallel_reduce"};
constexpr std::array<std::string_view, 3> threads{"thread", "jthread", "async"};
constexpr std::array<std::string_view, 6> locks{"std::lock_guard",  "std::unique_lock",
                                                "std::scoped_lock", "std::mutex",
                                                "std::shared_lock", "std::atomic"};

void add(const Review& review, const Function& function, Index node, Index cell,
         std::string_view order, std::vector<Lead>& leads) {
    const std::string& name = review.flow.cells[cell].name;
    Lead lead = lead_here(review, function, node, cell);
    lead.text = name;
    lead.title = fmt::format("'{}' is summed in an order that nothing fixes", name);
    lead.claim = fmt::format(
        "'{}' adds to '{}' in the order of {}; the sum of fractional numbers depends on it, and so "
        "may the result of '{}'.",
        function.qualified, name, order, review.entry);
    lead.start = fmt::format("'{}' is added to here", name);
    leads.push_back(std::move(lead));
}

// The first sum of fractional numbers below `node`; gives the node.
Index sum_below(const Review& review, const Function& function, Index node) {
    Index found = none;
    each_below(function, node, [&](const Node& at, Index below) {
        if (found != none || at.kind != NodeKind::assign || at.children.size() != 2) return;
        if (at.text != "+=" && at.text != "*=" && at.text != "-=") return;
        const Index cell = core_cell(function, at.children[0]);
        if (review.slice.holds(cell) && function.nodes[at.children[0]].type == ValueType::floating)
            found = below;
    });
    return found;
}

bool is_unordered(const Review& review, const Function& function, Index node) {
    const Node& loop = function.nodes[node];
    if (loop.text != "range" || loop.children.empty()) return false;
    bool unordered = false;
    each_below(function, loop.children[0], [&](const Node& at, Index) {
        if (at.cell != none && at.kind != NodeKind::declaration)
            unordered =
                unordered || type_of(review.flow.cells[at.cell]).starts_with("std::unordered_");
    });
    return unordered;
}

// A comment to the compiler on the line before the loop asks for a parallel sum.
bool is_parallel(const Review& review, const Function& function, Index node) {
    const Place& place = function.nodes[node].place;
    if (place.file == none || place.line < 2) return false;
    const std::string line =
        review.source.line(review.program.files[place.file], place.line - 1, 1);
    return line.find("#pragma omp") != std::string::npos &&
           line.find("reduction(") != std::string::npos;
}

// A function handed to a thread adds to what others add to as well, without a lock.
void threaded(const Review& review, const Function& function, Index node,
              std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    for (const Index child : at.children) {
        Index body = none;
        each_below(function, child, [&](const Node& below, Index) {
            if (below.kind == NodeKind::lambda) body = below.lambda;
        });
        const Function* work = review.program.body_of(body);
        if (work == nullptr || work->nodes.empty()) continue;
        bool locked = false;
        for (const Node& inner : work->nodes)
            if (inner.cell != none)
                locked = locked || is_one_of(type_of(review.flow.cells[inner.cell]), locks);
        const Index sum = locked ? none : sum_below(review, *work, 0);
        if (sum == none) continue;
        const Index cell = core_cell(*work, work->nodes[sum].children[0]);
        if (review.flow.cells[cell].function != work->qualified)
            add(review, *work, sum, cell, "whichever thread comes first, without a lock", leads);
    }
}

// std::for_each goes in order unless it is given an execution policy.
bool is_parallel_for_each(const Review& review, const Function& function, const Node& call,
                          Index node) {
    if (called(review, function, node) != "for_each") return false;
    return std::any_of(call.children.begin(), call.children.end(), [&](Index child) {
        const Index cell = core_cell(function, child);
        return cell != none &&
               type_of(review.flow.cells[cell]).find("execution") != std::string_view::npos;
    });
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind == NodeKind::loop) {
            const Index sum = sum_below(review, function, node);
            if (sum == none) return;
            const Index cell = core_cell(function, function.nodes[sum].children[0]);
            if (is_unordered(review, function, node))
                add(review, function, sum, cell, "an unordered container", leads);
            else if (is_parallel(review, function, node))
                add(review, function, sum, cell, "the threads of a parallel loop", leads);
        }
        const bool thread = at.kind == NodeKind::construct &&
                            (at.text == "std::thread" || at.text == "std::jthread");
        if (thread ||
            (at.kind == NodeKind::call && (is_one_of(called(review, function, node), threads) ||
                                           is_parallel_for_each(review, function, at, node) ||
                                           called(review, function, node).starts_with("emplace"))))
            threaded(review, function, node, leads);
        const Index cell = at.kind == NodeKind::call ? taken_by(function, node) : none;
        if (is_one_of(called(review, function, node), reductions) && review.slice.holds(cell))
            add(review, function, node, cell, "a reduction that may be regrouped", leads);
    });
    return leads;
}

}  // namespace

Check order_sensitive_check() {
    return {
        "order_sensitive",
        "The same input can then give another figure on another machine or in another run; near "
        "a limit that changes the answer. EuroForMix sums over threads.",
        "Run the same input many times, with other numbers of threads and another standard "
        "library, and compare all digits.",
        false, run};
}

}  // namespace isonomia::analyzer
