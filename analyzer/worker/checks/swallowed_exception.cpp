// Swallowed exception: an error is caught on the way to the result, nobody is told, and the program
// goes on to the result.
#include <array>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

// What the attempt would have changed, if it is part of the result; else none.
Index attempted(const Review& review, const Function& function, Index node) {
    Index cell = none;
    each_below(function, node, [&](const Node& at, Index) {
        if (cell != none || at.children.empty()) return;
        Index changed = none;
        if (at.kind == NodeKind::assign)
            changed = core_cell(function, at.children[0]);
        else if (at.kind == NodeKind::returns)
            changed = function.result;
        else if (at.kind == NodeKind::declaration)
            changed = at.cell;
        else if (at.kind == NodeKind::call && at.has_object)
            changed = core_cell(function, at.children[0]);
        if (review.slice.holds(changed)) cell = changed;
    });
    return cell;
}

// ' with 25 in its place' where the handler puts a number written in the code there, or ' without
// it'.
std::string goes_on(const Review& review, const Function& function, Index handler) {
    std::string value;
    each_below(function, handler, [&](const Node& at, Index) {
        Index cell = none;
        if (at.kind == NodeKind::assign && at.text == "=" && at.children.size() == 2)
            cell = core_cell(function, at.children[0]);
        else if (at.kind == NodeKind::returns && !at.children.empty())
            cell = function.result;
        if (value.empty() && review.slice.holds(cell))
            value = fixed_value(review, function, at.children.back());
    });
    return value.empty() ? " without it" : fmt::format(" with {} in its place", value);
}

// The error itself is kept, or a mark of it that a later branch asks for and tells somebody.
bool is_told_later(const Review& review, const Function& function, Index handler) {
    constexpr std::array<std::string_view, 1> keeping{"current_exception"};
    if (call_below(review, function, handler, keeping) != none) return true;
    std::vector<Index> marks;
    each_below(function, handler, [&](const Node& at, Index) {
        if (at.kind == NodeKind::assign) marks.push_back(core_cell(function, at.children[0]));
    });
    return told_after(review, function, handler, marks);
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind != NodeKind::catches || at.parent == none || function.name.starts_with("~") ||
            function.name == "main")
            return;
        const Node& whole = function.nodes[at.parent];
        if (whole.kind != NodeKind::tries || whole.children.empty()) return;
        const Index cell = attempted(review, function, whole.children[0]);
        if (cell == none || tells(review, function, node) || is_told_later(review, function, node))
            return;
        const std::string& name = review.flow.cells[cell].name;
        Lead lead = lead_here(review, function, node, cell);
        lead.text = "catch " + name;
        lead.family = fmt::format("{} {}", function.key, at.parent);
        lead.title = fmt::format("An error on the way to '{}' is caught and nobody is told", name);
        lead.claim = fmt::format(
            "When the work on '{}' fails with an exception, '{}' goes on{}, and the result of '{}' "
            "is given all the same.",
            name, function.qualified, goes_on(review, function, node), review.entry);
        lead.start = "the error ends here";
        lead.certain = true;
        leads.push_back(std::move(lead));
    });
    return leads;
}

}  // namespace

Check swallowed_exception_check() {
    return {
        "swallowed_exception",
        "An input that could not be read then looks like one that was never there. In "
        "libbiomeval a record that cannot be parsed is taken as absent.",
        "Give the program an input that makes this step fail (a damaged record) and see whether "
        "anything in its output says so.",
        false, run};
}

}  // namespace isonomia::analyzer
