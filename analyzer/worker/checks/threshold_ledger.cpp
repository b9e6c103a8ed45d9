// Threshold ledger: every literal on which the result of the entry function depends, with its value
// as written, its place and the shortest path to the result, and every setting that is looked up by
// name when the program runs. An inventory for disclosure, not a fault. Literals that are compared
// come first, then those nearest to the result.
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/limits.hpp"
#include "analyzer/worker/literals.hpp"
#include "analyzer/worker/shapes.hpp"
#include "analyzer/worker/units.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

std::string kind_of(const Cell& cell) {
    switch (cell.type) {
        case ValueType::text:
            return "text";
        case ValueType::boolean:
            return "truth value";
        default:
            return "number";
    }
}

struct Stand {
    const Function* function = nullptr;
    Index node = none;
};

// Where literals stand in functions, for the tests at their comparisons and the units of names.
std::map<Index, Stand> stands(const Program& program) {
    std::map<Index, Stand> all;
    for (const Function& function : program.functions)
        for (Index i = 0; i < function.nodes.size(); ++i)
            if (function.nodes[i].kind == NodeKind::literal && function.nodes[i].cell != none)
                all.emplace(function.nodes[i].cell, Stand{&function, i});
    return all;
}

// ' mm' where the name that takes the value, or is compared with it, tells a unit.
std::string unit_at(const Review& review, const Stand& stand) {
    const Function& function = *stand.function;
    const Index parent = function.nodes[stand.node].parent;
    if (parent == none) return {};
    const Node& above = function.nodes[parent];
    const bool compares = above.kind == NodeKind::binary && is_comparison(above.text);
    if (above.kind != NodeKind::declaration && above.kind != NodeKind::assign && !compares)
        return {};
    for (const Index cell : above.kind == NodeKind::declaration ? std::vector<Index>{above.cell}
                                                                : cells_below(function, parent))
        if (cell != none)
            if (const UnitWord* unit = unit_of(review.flow.cells[cell]))
                return fmt::format(" {}", unit->unit);
    return {};
}

// By literal: the name that it is given to, and the other values that the code gives to it.
std::map<Index, std::string> conflicts(const Review& review) {
    std::map<Index, std::string> all;
    for (const auto& [name, limits] : conflicting_limits(review))
        for (const Limit& limit : limits) {
            std::vector<std::string> others;
            std::set<double> values{limit.value};
            for (const Limit& other : limits)
                if (values.insert(other.value).second) others.push_back(place_of(review, other));
            for (const Index cell : cells_below(*limit.function, limit.node))
                if (review.flow.cells[cell].kind == CellKind::literal)
                    all[cell] = fmt::format(" Elsewhere the code gives '{}' another value: {}.",
                                            review.flow.cells[limit.cell].name, join(others, ", "));
        }
    return all;
}

constexpr std::array<std::string_view, 19> asking{
    "getenv", "env",   "config", "conf", "cfg",     "option",   "options",
    "opt",    "param", "params", "flag", "setting", "settings", "pref",
    "ini",    "cmd",   "arg",    "args", "property"};
constexpr std::array<std::string_view, 9> giving{"set",   "add",   "register", "define", "print",
                                                 "parse", "write", "unset",    "putenv"};

// A setting that is looked up by its name when the program runs: getenv("X"),
// config.value("limit", 0.5). Gives the node of the name, or none.
Index setting_asked(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    const std::string_view name = called(review, function, node);
    const bool asks = name.ends_with("getenv") || is_word_of(name, asking);
    if (name.empty() || !asks || is_word_of(name, giving)) return none;
    for (std::size_t i = at.has_object ? 1 : 0; i < at.children.size(); ++i) {
        Index child = at.children[i];
        while (function.nodes[child].kind == NodeKind::construct &&  // std::string("X")
               !function.nodes[child].children.empty())
            child = function.nodes[child].children[0];
        const Node& argument = function.nodes[child];
        if (argument.kind == NodeKind::literal && argument.type == ValueType::text) return child;
    }
    return none;
}

// What takes the value that was looked up, on the slice; or none.
Index takes_setting(const Review& review, const Function& function, Index node, Index name) {
    const Index taken = taken_by(function, node);
    if (review.slice.holds(taken)) return taken;
    const Index literal = function.nodes[name].cell;
    return review.slice.holds(literal) ? literal : none;
}

// `named` takes up the literals that are names of settings.
std::vector<Lead> settings(const Review& review, std::set<Index>& named) {
    std::vector<Lead> leads;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind != NodeKind::call) return;
        const Index name = setting_asked(review, function, node);
        const Index taken = name == none ? none : takes_setting(review, function, node, name);
        if (taken == none) return;
        const Node& key = function.nodes[name];
        named.insert(key.cell);
        std::string fallback;
        for (const Index child : at.children)
            if (child != name && !fixed_value(review, function, child).empty())
                fallback = fmt::format(" Where it is not set, {} is taken.",
                                       fixed_value(review, function, child));
        Lead lead = lead_here(review, function, node, taken);
        lead.text = "setting " + key.text;
        lead.value = key.text;
        lead.title = fmt::format("The setting {} takes part in the result", key.text);
        lead.claim = fmt::format(
            "'{}' looks up {} with {}() when the program runs, on the way to the result of '{}'; "
            "its value does not stand in the source.{}",
            function.qualified, key.text, called(review, function, node), review.entry, fallback);
        lead.start = fmt::format("the setting {} is looked up", key.text);
        leads.push_back(std::move(lead));
    });
    return leads;
}

// The variable that the literal is given to, which may take other values too; or none.
Index starts(const Review& review, const Stand& stand) {
    if (stand.function == nullptr) return none;
    const Index taken = taken_by(*stand.function, stand.node);
    const bool varies =
        taken != none && taken != stand.function->result && !review.flow.cells[taken].constant;
    return varies ? taken : none;
}

Lead lead_of(const Review& review, const LiteralUse& use, const Stand& stand) {
    const Cell& cell = review.flow.cells[use.cell];
    Lead lead;
    lead.place = cell.place;
    lead.cell = use.cell;
    lead.function = cell.function;
    lead.text = cell.name;
    lead.value = cell.name;
    std::string what = fmt::format("{} {}", kind_of(cell), cell.name);
    if (stand.function != nullptr) {
        what += unit_at(review, stand);
        if (use.compared) lead.witness = witness_at(review, *stand.function, stand.node);
    }
    std::string where = cell.function.empty() ? "" : fmt::format(" in '{}'", cell.function);
    if (!cell.macro.empty()) what += fmt::format(" (macro {})", cell.macro);
    if (!cell.declared.empty()) what += fmt::format(" (template argument {})", cell.declared);
    if (!use.named.empty())
        where = cell.function.ends_with(use.named)
                    ? fmt::format(", named '{}',", use.named)
                    : fmt::format(", named '{}'{},", use.named, where);
    else if (use.is_default)
        where += ", a default where no other value is given,";
    const Index given = use.compared ? starts(review, stand) : none;
    const std::string given_to = given == none ? "" : review.flow.cells[given].name;
    lead.title = !given_to.empty()
                     ? fmt::format("{} is given to '{}', which is compared", cell.name, given_to)
                 : use.compared ? fmt::format("{} is compared on the way to the result", cell.name)
                                : fmt::format("{} takes part in the result", cell.name);
    lead.claim =
        fmt::format("The {}{} {} on the way to the result of '{}'.", what, where,
                    !given_to.empty() ? fmt::format("is given to '{}', which is compared", given_to)
                    : use.compared    ? "is compared with another value"
                    : use.thin        ? "takes part in computing a value"
                                      : "helps to decide what is done",
                    review.entry);
    lead.start = fmt::format("{} stands here", cell.name);
    return lead;
}

std::vector<Lead> run(const Review& review) {
    std::set<Index> named;
    std::vector<Lead> leads = settings(review, named);
    const auto where = stands(review.program);
    const auto others = conflicts(review);
    for (const LiteralUse& use : literals_on_slice(review)) {
        if (named.count(use.cell) != 0) continue;
        const auto stand = where.find(use.cell);
        Lead lead = lead_of(review, use, stand == where.end() ? Stand{} : stand->second);
        if (const auto other = others.find(use.cell); other != others.end())
            lead.claim += other->second;
        leads.push_back(std::move(lead));
    }
    return leads;
}

}  // namespace

Check threshold_ledger_check() {
    return {"threshold_ledger",
            "A value written into the program was chosen by somebody. Whoever relies on the result "
            "can be asked "
            "who chose it, when, and on what evidence.",
            "Run the program with another value and compare the results, or ask for the validation "
            "that "
            "supports this one.",
            true, run};
}

}  // namespace isonomia::analyzer
