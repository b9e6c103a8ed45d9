#include "analyzer/worker/limits.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 21> words{
    "threshold", "thresh",  "limit",   "cutoff",  "tolerance",  "min",       "max",
    "minimum",   "maximum", "floor",   "ceiling", "theta",      "frequency", "weight",
    "penalty",   "rate",    "epsilon", "quality", "confidence", "margin",    "correction"};

// A value in a list of lists: one row of a table, not a limit.
bool is_row(const Function& function, const Node& assign) {
    const Index list = assign.parent;
    if (list == none || function.nodes[list].kind != NodeKind::list) return false;
    const Index above = function.nodes[list].parent;
    return above != none && function.nodes[above].kind == NodeKind::list;
}

// Of 'PASS1_MIN' and 'pass2Min' the digits count.
std::string name_of(const Cell& cell) {
    std::string name = join(name_words(cell.name), " ");
    std::string digits;
    for (const char c : cell.name)
        if (c >= '0' && c <= '9') digits += c;
    return digits.empty() ? name : name + " " + digits;
}

using Limits = std::map<std::string, std::vector<Limit>>;  // by name

void note(const Review& review, const Function& function, Index value, Index cell, Limits& all) {
    if (cell == none || value == none) return;
    const Cell& named = review.flow.cells[cell];
    const auto number = number_at(review, function, value);
    const bool plain = function.nodes[value].kind != NodeKind::reference &&
                       function.nodes[value].kind != NodeKind::member;
    const bool lasting = named.kind == CellKind::field || named.kind == CellKind::global ||
                         named.kind == CellKind::parameter ||
                         (named.kind == CellKind::local && named.constant);
    if (!number || !plain || !lasting || !is_word_of(named.name, words)) return;
    all[name_of(named)].push_back({*number, fixed_value(review, function, value),
                                   function.nodes[value].place, &function, value, cell});
}

Limits limits_of(const Review& review) {
    Limits all;
    for (const Function& function : review.program.functions)
        for (Index i = 0; i < function.nodes.size(); ++i) {
            const Node& at = function.nodes[i];
            if (at.kind == NodeKind::declaration && at.children.size() == 1)
                note(review, function, at.children[0], at.cell, all);
            if (at.kind == NodeKind::assign && at.text == "=" && at.children.size() == 2 &&
                !is_row(function, at) &&
                function.nodes[at.children[0]].kind != NodeKind::subscript)  // one of many
                note(review, function, at.children[1], core_cell(function, at.children[0]), all);
            const Function* body =
                at.kind == NodeKind::call ? review.program.body_of(at.callee) : nullptr;
            if (body == nullptr) continue;
            const std::size_t offset = at.has_object ? 1 : 0;
            for (std::size_t p = 0; p < body->parameters.size() && p + offset < at.children.size();
                 ++p)
                if (function.nodes[at.children[p + offset]].is_default)
                    note(review, function, at.children[p + offset], body->parameters[p], all);
        }
    return all;
}

// The class of a field, "" for all else.
std::string owner_of(const Cell& cell) {
    const auto field = cell.key.rfind("@FI@");
    return cell.kind == CellKind::field && field != std::string::npos ? cell.key.substr(0, field)
                                                                      : "";
}

// At least two values. Two classes may each have a 'threshold': only fields, and a name of one
// word, differ within their class. A whole 0 and null say that there is none yet.
bool differ(const Review& review, const std::string& name, const std::vector<Limit>& limits) {
    std::set<double> values;
    std::map<std::string, std::set<double>> by_owner;
    for (const Limit& limit : limits) {
        const Cell& cell = review.flow.cells[limit.cell];
        if (limit.value == 0 && cell.type != ValueType::floating) continue;
        values.insert(limit.value);
        by_owner[owner_of(cell)].insert(limit.value);
    }
    const bool apart = name.find(' ') == std::string::npos && by_owner.count("") == 0 &&
                       std::all_of(by_owner.begin(), by_owner.end(),
                                   [](const auto& one) { return one.second.size() < 2; });
    return values.size() >= 2 && !apart;
}

}  // namespace

std::map<std::string, std::vector<Limit>> conflicting_limits(const Review& review) {
    Limits all = limits_of(review);
    for (auto& [name, limits] : all) {
        std::erase_if(limits, [](const Limit& limit) { return limit.place.file == none; });
        std::sort(limits.begin(), limits.end(),
                  [](const Limit& one, const Limit& other) { return one.place < other.place; });
    }
    std::erase_if(all,
                  [&](const auto& entry) { return !differ(review, entry.first, entry.second); });
    return all;
}

std::string place_of(const Review& review, const Limit& limit) {
    return fmt::format("{} at {}:{}", limit.text, review.program.files[limit.place.file],
                       limit.place.line);
}

}  // namespace isonomia::analyzer
