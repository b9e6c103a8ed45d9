// Index narrowing: a number of items or a position is computed in, or put into, fewer bits than it
// can need. Beyond the bound it wraps around, and other data are read.
#include <array>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/loop_tests.hpp"
#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 4> wide{"long", "unsigned long", "long long",
                                               "unsigned long long"};
constexpr std::array<std::string_view, 6> small{"short",         "unsigned short", "char",
                                                "unsigned char", "signed char",    "char16_t"};
constexpr std::array<std::string_view, 8> narrow{
    "int",  "unsigned int",  "short",       "unsigned short",
    "char", "unsigned char", "signed char", "char16_t"};
constexpr std::array<std::string_view, 5> sized{"resize", "reserve", "assign", "at", "malloc"};

// `n * sizeof(T)` of a number of 32 bits: a size in bytes, no product of two numbers.
bool is_size_in_bytes(const Function& function, const Node& product) {
    const auto is_sizeof = [&](Index factor) {
        const Node& at = function.nodes[factor];
        return at.kind == NodeKind::other_expression && at.children.empty();
    };
    const Index left = product.children[0];
    const Index right = product.children[1];
    return (is_sizeof(left) && function.nodes[right].bits <= 32) ||
           (is_sizeof(right) && function.nodes[left].bits <= 32);
}

bool multiplies(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    return at.kind == NodeKind::binary && at.text == "*" && at.children.size() == 2 &&
           at.type == ValueType::integer && !number_at(review, function, at.children[0]) &&
           !number_at(review, function, at.children[1]) && !is_size_in_bytes(function, at);
}

// Not what is divided or shifted back afterwards: that is a rounded share, no number of items.
Index product_below(const Review& review, const Function& function, Index node) {
    if (multiplies(review, function, node)) return node;
    const Node& at = function.nodes[node];
    if (at.kind == NodeKind::binary && (at.text == "/" || at.text == ">>" || at.text == "%"))
        return none;
    for (const Index child : at.children)
        if (const Index found = product_below(review, function, child); found != none) return found;
    return none;
}

// Both factors stand in variables of 32 bits or fewer, so the product is computed in 32.
bool is_narrow_product(const Review& review, const Function& function, Index node) {
    bool all_small = true;  // two of 16 bits fit
    for (const Index child : function.nodes[node].children) {
        const Index cell = function.nodes[child].cell;
        if (cell == none || !is_one_of(type_of(review.flow.cells[cell]), narrow)) return false;
        all_small = all_small && is_one_of(type_of(review.flow.cells[cell]), small);
    }
    return !all_small;
}

// 'unsigned long>int' of a product, or of a size into 16 bits or fewer.
bool loses_bits(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    const auto to = at.text.find('>');
    if (at.kind != NodeKind::narrowing || to == std::string::npos || at.children.empty())
        return false;
    const std::string_view from = std::string_view(at.text).substr(0, to);
    const std::string_view into = std::string_view(at.text).substr(to + 1);
    if (!is_one_of(from, wide) || !is_one_of(into, narrow)) return false;
    constexpr std::array<std::string_view, 3> sizes{"size", "length", "count"};
    return product_below(review, function, at.children[0]) != none ||
           (is_one_of(into, small) && call_below(review, function, at.children[0], sizes) != none);
}

// The product of 32 bits picks an element or a size.
bool picks(const Review& review, const Function& function, Index node) {
    Index at = node;
    for (; function.nodes[at].parent != none; at = function.nodes[at].parent) {
        const Index above = function.nodes[at].parent;
        const Node& parent = function.nodes[above];
        if (parent.kind == NodeKind::subscript) return parent.children[0] != at;
        if (parent.kind == NodeKind::call)
            return is_one_of(called(review, function, above), sized) && parent.children[0] != at;
        if (parent.kind == NodeKind::construct) return parent.text.starts_with("std::vector");
        if (parent.kind != NodeKind::binary || is_comparison(parent.text)) return false;
    }
    return false;
}

// `if (score > n * m) score = n * m;`: what is put there is smaller than what stands there.
bool is_bounded(const Review& review, const Function& function, Index node) {
    const Index arm = arm_around(function, node);
    const Index target = taken_by(function, node);
    if (arm == none || target == none || function.nodes[node].children.empty()) return false;
    const Node& branch = function.nodes[function.nodes[arm].parent];
    const std::string value = words_of(review, function, function.nodes[node].children[0]);
    if (branch.children.size() < 2 || branch.children[1] != arm) return false;
    const Node& asked = function.nodes[branch.condition];
    const bool greater = asked.text == ">" || asked.text == ">=";
    if (asked.kind != NodeKind::binary || asked.children.size() != 2 ||
        (!greater && asked.text != "<" && asked.text != "<="))
        return false;
    return core_cell(function, asked.children[greater ? 0 : 1]) == target &&
           words_of(review, function, asked.children[greater ? 1 : 0]) == value;
}

Index first_held(const Review& review, const Function& function, Index node) {
    for (const Index cell : cells_below(function, node))
        if (review.slice.holds(cell) && review.flow.cells[cell].kind != CellKind::literal)
            return cell;
    return none;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    std::set<Place> seen;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        const bool lost = loses_bits(review, function, node) && !is_bounded(review, function, node);
        const bool wraps = !lost && multiplies(review, function, node) &&
                           is_narrow_product(review, function, node) &&
                           picks(review, function, node);
        if (!lost && !wraps) return;
        const Index cell = first_held(review, function, node);
        if (cell == none || !seen.insert(at.place).second) return;
        const std::string& name = review.flow.cells[cell].name;
        Lead lead = lead_here(review, function, node, cell);
        lead.text = at.text + " " + name;
        if (wraps) lead.family = "positions";  // how large an input may be is one question
        lead.title = lost ? fmt::format("A number computed from '{}' is cut to fewer bits", name)
                          : fmt::format("A position computed from '{}' can wrap around", name);
        lead.claim = lost ? fmt::format(
                                "'{}' puts a number of items into fewer bits than it was computed "
                                "in ({}); a large input loses the upper ones.",
                                function.qualified, at.text)
                          : fmt::format(
                                "'{}' multiplies numbers of 32 bits to pick an element or a size; "
                                "for a large input the product wraps around.",
                                function.qualified);
        lead.start = lost ? "the upper bits are lost here" : "the product is computed in 32 bits";
        lead.certain = true;
        leads.push_back(std::move(lead));
    });
    return leads;
}

}  // namespace

Check index_narrowing_check() {
    return {"index_narrowing",
            "Beyond a certain size of input other data than meant are read, without an error. "
            "EuroForMix up to version 4.2.4 computed positions in 32 bits and overflowed for large "
            "cases.",
            "Take the largest input that the laboratory accepts, multiply out the numbers, and "
            "compare with 2,147,483,647; run a case beyond it.",
            false, run};
}

}  // namespace isonomia::analyzer
