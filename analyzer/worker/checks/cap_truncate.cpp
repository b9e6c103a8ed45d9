// Cap or truncate: a value or a number of items is cut to a fixed bound on the way to the result.
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 3> bounding{"min", "clamp", "fmin"};

// INT_MAX and the like: what is wider has to be cut somewhere, and that is beyond all that counts.
bool is_end_of_type(const std::string& bound) {
    constexpr double largest_int = 2147483647;
    const auto number = parse_number(bound);
    return bound.ends_with("_MAX") || bound == "max()" || (number && *number >= largest_int);
}

// By rule, the function that first follows it: the same rule in another one is no other question,
// nor are further ones in the same.
using Families = std::map<std::string, std::string>;

// Why an expert would pass over the cut, or "".
std::string doubt_of(const std::string& bound, bool from_below) {
    constexpr double least = 1e-6;
    const auto number = parse_number(bound.starts_with('.') ? "0" + bound : bound);
    if (!number) return {};
    if (*number == 0 && from_below) return "it only keeps a number from going below nothing";
    return *number != 0 && std::abs(*number) <= least
               ? "it only keeps a number away from nothing, as for a logarithm or a division"
               : "";
}

void add(const Review& review, const Function& function, const Cut& at, const std::string& rule,
         Families& families, std::vector<Lead>& leads) {
    const auto& [node, cell, bound, from_below] = at;
    const Cell& cut = review.flow.cells[cell];
    const std::string& name = cut.name;
    // A whole number that is kept from going below its first value, and only picks or counts.
    const bool counts = cut.type == ValueType::integer && !review.slice.thin[cell];
    if (counts && (bound == "0" || bound == "1")) return;
    if (is_end_of_type(bound)) return;
    Lead lead = lead_here(review, function, node, cell);
    lead.text = name + " " + bound;
    lead.family = families.try_emplace(rule, function.key).first->second;
    lead.doubt = doubt_of(bound, from_below);
    lead.title = fmt::format("'{}' is cut at {} and nothing says so", name, bound);
    lead.claim = fmt::format(
        "'{}' cuts '{}' at {}; what lies beyond does not reach the result of '{}', and nothing "
        "records that it was cut.",
        function.qualified, name, bound, review.entry);
    lead.start = fmt::format("'{}' is cut at {}", name, bound);
    leads.push_back(std::move(lead));
}

// std::min(x, limit), std::clamp(x, low, high)
void bounded(const Review& review, const Function& function, Index node, Families& families,
             std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    const Index cell = taken_by(function, node);
    const Index arm = arm_around(function, node);
    if (at.children.size() < 2 || !review.slice.holds(cell) ||
        (arm != none && tells(review, function, arm)))
        return;
    std::string bound;
    bool varies = false;
    for (const Index child : at.children) {
        const std::string value = fixed_value(review, function, child);
        if (value.empty())
            varies = true;
        else
            bound = value;
    }
    if (varies && !bound.empty())
        add(review, function, {node, cell, bound}, function.key + " " + bound, families, leads);
}

void branch(const Review& review, const Function& function, Index node, Families& families,
            std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    if (at.place.file == none || at.children.size() < 2 || tells(review, function, at.children[1]))
        return;
    for (const Cut& cut : cuts_in(review, function, node)) {
        // A number of items that has to be some, as by std::max.
        if (cut.from_below && review.flow.cells[cut.cell].type == ValueType::integer) continue;
        add(review, function, cut,
            fmt::format("{} {}", review.program.files[at.place.file], cut.bound), families, leads);
    }
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    Families families;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind == NodeKind::call && is_one_of(called(review, function, node), bounding))
            bounded(review, function, node, families, leads);
        if (at.kind == NodeKind::branch) branch(review, function, node, families, leads);
    });
    return leads;
}

}  // namespace

Check cap_truncate_check() {
    return {"cap_truncate",
            "What lies beyond a bound is not weighed, and a figure at the bound reads like a "
            "measured one. Bozorth3 keeps 150 minutiae and says so only when asked to be verbose.",
            "Run the program on an input beyond the bound and on the same input cut by hand: the "
            "results are equal, and nothing in the output tells them apart.",
            false, run};
}

}  // namespace isonomia::analyzer
