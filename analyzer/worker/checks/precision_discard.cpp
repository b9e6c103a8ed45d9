// Precision discard: digits are thrown away before the result is computed: a whole-number division,
// a shift, or a conversion to a coarser type.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

bool is_integer(const Function& function, Index node) {
    const ValueType type = function.nodes[node].type;
    return type == ValueType::integer;
}

// The value of `node` takes part in a floating-point computation, or is put into such a variable.
bool becomes_floating(const Review& review, const Function& function, Index node) {
    for (Index at = node; function.nodes[at].parent != none; at = function.nodes[at].parent) {
        const Node& parent = function.nodes[function.nodes[at].parent];
        switch (parent.kind) {
            case NodeKind::binary:
                if (is_comparison(parent.text)) return false;
                if (parent.type == ValueType::floating) return true;
                break;
            case NodeKind::declaration:
                return parent.cell != none &&
                       review.flow.cells[parent.cell].type == ValueType::floating;
            case NodeKind::assign:
                return function.nodes[parent.children[0]].type == ValueType::floating;
            case NodeKind::returns:
                return function.returns == ValueType::floating;
            case NodeKind::other_expression:
            case NodeKind::unary:
            case NodeKind::list:
                break;
            default:
                return false;
        }
    }
    return false;
}

bool is_index(const Function& function, Index node) {
    for (Index at = node; function.nodes[at].parent != none; at = function.nodes[at].parent) {
        const Node& parent = function.nodes[function.nodes[at].parent];
        if (parent.kind == NodeKind::subscript) return parent.children[0] != at;
        if (parent.kind != NodeKind::binary && parent.kind != NodeKind::narrowing) return false;
    }
    return false;
}

// What is lost at this node, or "".
std::string loss(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    if (at.kind == NodeKind::binary && at.children.size() == 2 && is_integer(function, node)) {
        const bool computed =
            !number_at(review, function, at.children[0]) && !is_index(function, node);
        if (!computed) return {};
        if (at.text == "/" && becomes_floating(review, function, node))
            return "divides whole numbers, so that the remainder is lost, and goes on with a "
                   "fractional number";
        constexpr double field_bits = 16;  // so many at once are a field of its own
        const auto bits = number_at(review, function, at.children[1]);
        if (at.text == ">>" && bits && *bits < field_bits &&
            becomes_floating(review, function, node))
            return "shifts the lower digits away";
        return {};
    }
    if (at.kind != NodeKind::narrowing || at.children.empty() || is_index(function, node) ||
        number_at(review, function, at.children[0]))
        return {};
    if (at.text == "double>float" || at.text == "long double>float")
        return at.is_cast ? "keeps about seven digits of a number that had fifteen" : "";
    constexpr std::array<std::string_view, 12> rounding{"floor", "floorf", "ceil",      "ceilf",
                                                        "round", "roundf", "trunc",     "truncf",
                                                        "rint",  "rintf",  "nearbyint", "lrint"};
    if (is_one_of(called(review, function, at.children[0]), rounding)) return {};
    const bool to_integer =
        function.nodes[at.children[0]].type == ValueType::floating && at.type == ValueType::integer;
    return to_integer && becomes_floating(review, function, node)
               ? "cuts a fraction off, and goes on with a fractional number"
               : "";
}

// Most fractional numbers of the program are of 32 bits: that is how it computes, no loss on the
// way.
bool computes_in_float(const Flow& flow) {
    std::size_t single = 0;
    std::size_t wider = 0;
    for (const Cell& cell : flow.cells) {
        single += cell.declared == "float" ? 1U : 0U;
        wider += cell.declared == "double" || cell.declared == "long double" ? 1U : 0U;
    }
    return single > wider;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    std::set<Place> seen;
    std::map<std::string, std::string>
        families;  // the same in another function is no other question
    const bool in_float = computes_in_float(review.flow);
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind != NodeKind::binary && at.kind != NodeKind::narrowing) return;
        const Index cell = taken_by(function, node);
        // A division counts also where the share is only compared.
        if (!review.slice.holds(cell) ||
            (!review.slice.thin[cell] && at.kind == NodeKind::narrowing))
            return;
        const std::string what = loss(review, function, node);
        if (what.empty() || !seen.insert(at.place).second) return;
        const std::string& name = review.flow.cells[cell].name;
        Lead lead = lead_here(review, function, node, cell);
        lead.text = at.text + " " + name;
        lead.family = families
                          .try_emplace(fmt::format("{} {} {}", at.place.file, at.text, name),
                                       function.key + " " + at.text)
                          .first->second;
        lead.title = fmt::format("Digits are lost on the way to '{}'", name);
        lead.claim = fmt::format("'{}' {} on the way to the result of '{}'.", function.qualified,
                                 what, review.entry);
        lead.start = "digits are lost here";
        if (in_float && at.text.ends_with(">float"))
            lead.doubt = "the program computes in numbers of 32 bits throughout";
        lead.certain = at.kind == NodeKind::binary;
        leads.push_back(std::move(lead));
    });
    return leads;
}

}  // namespace

Check precision_discard_check() {
    return {
        "precision_discard",
        "A reading that was taken with more digits is reported from fewer. In the Alcotest 7110 "
        "a 12-bit reading was divided by 256, which leaves 16 values.",
        "Find two inputs that differ only in the lost digits: the result is the same, or steps "
        "where it should move smoothly.",
        false, run};
}

}  // namespace isonomia::analyzer
