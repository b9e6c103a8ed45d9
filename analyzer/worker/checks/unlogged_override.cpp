// Unlogged override: a setter changes what the result is made of, and no output of the program says
// which setting was in force.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 17> setting{
    "set",     "override", "adjust",    "force",  "tune",      "correct", "patch",  "edit", "amend",
    "replace", "manual",   "calibrate", "update", "configure", "remote",  "change", "apply"};
constexpr std::array<std::string_view, 16> saying{
    "log",   "report", "record", "warn", "print", "printf", "fprintf", "write",
    "audit", "note",   "trace",  "emit", "json",  "dump",   "export",  "describe"};

// Cells that some output statement names, or that are read in a function that is named for output.
std::set<Index> cells_said(const Review& review) {
    std::set<Index> said;
    for (const Function& function : review.program.functions) {
        const bool by_name = is_word_of(function.name, saying);
        for (Index i = 0; i < function.nodes.size(); ++i) {
            const Node& at = function.nodes[i];
            const bool output =
                (at.kind == NodeKind::binary && at.text == "<<" && at.type != ValueType::integer) ||
                (at.kind == NodeKind::call && is_word_of(called(review, function, i), saying));
            if (by_name && at.cell != none) said.insert(at.cell);
            if (!output) continue;
            for (const Index cell : cells_below(function, i))
                said.insert(cell);
        }
    }
    return said;
}

// The value is one of the parameters, perhaps changed to another unit; not a part of the object
// that is set, and not computed from two of them.
bool comes_from_outside(const Function& function, const Node& assign) {
    const auto object = cells_below(function, assign.children[0]);
    std::size_t given = 0;
    for (const Index cell : cells_below(function, assign.children[1]))
        if (std::find(function.parameters.begin(), function.parameters.end(), cell) !=
            function.parameters.end()) {
            if (std::find(object.begin(), object.end(), cell) != object.end()) return false;
            ++given;
        }
    return given == 1;
}

// Somewhere the value that was set takes part in the result, beyond being handed on.
bool is_used(const Review& review, Index cell) {
    return review.slice.holds(cell) && review.slice.distance[cell] > 0;
}

// The type of the object that a function of C is given to set something in, or "".
std::string given_object(const Review& review, const Function& function, Index target) {
    while (function.nodes[target].kind == NodeKind::member &&
           !function.nodes[target].children.empty())
        target = function.nodes[target].children[0];
    const Index cell = core_cell(function, target);
    return cell != none && review.flow.cells[cell].kind == CellKind::parameter
               ? review.flow.cells[cell].declared
               : "";
}

// The class that the function belongs to, or the function itself: its settings are one question.
std::string owner(const Function& function) {
    const auto colons = function.qualified.rfind("::");
    return function.self == none || colons == std::string::npos
               ? function.qualified
               : function.qualified.substr(0, colons);
}

bool is_constructor(const Function& function) {
    const std::string whole = owner(function);
    return whole != function.qualified &&
           (whole == function.name || whole.ends_with("::" + function.name));
}

// More than a number, a name, or one of several: calculated where it is handed over.
bool is_computed(const Function& function, Index argument) {
    bool computed = false;
    each_below(function, argument, [&](const Node& at, Index) {
        computed = computed || at.kind == NodeKind::call ||
                   (at.kind == NodeKind::binary && !is_comparison(at.text));
    });
    return computed;
}

// By function: every call that was read stands where the result is computed, and hands over what is
// computed there, or nobody else can call it: nobody outside has a say.
std::vector<bool> only_computed(const Review& review) {
    enum class Asked { never, computed, fixed };
    const auto& functions = review.program.functions;
    std::vector<Asked> asked(functions.size(), Asked::never);
    for (const Function& function : functions) {
        const bool computes = !review.slice.all_functions && on_slice(review, function);
        for (const Node& at : function.nodes) {
            const Index called = at.kind == NodeKind::call && at.callee != none
                                     ? review.program.bodies[at.callee]
                                     : none;
            if (called == none) continue;
            const bool varies =
                std::any_of(at.children.begin() + (at.has_object ? 1 : 0), at.children.end(),
                            [&](Index argument) { return is_computed(function, argument); });
            const bool hidden = !functions[called].exported && functions[called].self == none;
            if (!computes || (!varies && !hidden))
                asked[called] = Asked::fixed;
            else if (asked[called] == Asked::never)
                asked[called] = Asked::computed;
        }
    }
    std::vector<bool> result;
    for (const Asked one : asked)
        result.push_back(one == Asked::computed);
    return result;
}

// By function: it is called, and every call switches something on or off as the code says.
std::vector<bool> only_switched(const Review& review) {
    const auto& functions = review.program.functions;
    std::vector<bool> called(functions.size(), false);
    std::vector<bool> varied(functions.size(), false);
    const auto is_fixed = [&](const Function& function, Index argument) {
        const Node& at = function.nodes[argument];
        const auto number = number_at(review, function, argument);
        return (number && (*number == 0 || *number == 1)) ||
               (at.kind == NodeKind::literal && at.type == ValueType::boolean);
    };
    for (const Function& function : functions)
        for (const Node& at : function.nodes) {
            const Index body = at.kind == NodeKind::call && at.callee != none
                                   ? review.program.bodies[at.callee]
                                   : none;
            if (body == none) continue;
            called[body] = true;
            for (std::size_t i = at.has_object ? 1 : 0; i < at.children.size(); ++i) {
                const ValueType type = function.nodes[at.children[i]].type;
                if (is_number(type) && !is_fixed(function, at.children[i])) varied[body] = true;
            }
        }
    for (std::size_t i = 0; i < called.size(); ++i)
        called[i] = called[i] && !varied[i];
    return called;
}

// `if (x > o->best) o->best = x;`: found out, not set from outside.
bool keeps_greatest(const Function& function, Index node, Index cell) {
    const Index arm = arm_around(function, node);
    if (arm == none) return false;
    const Index asked = function.nodes[function.nodes[arm].parent].condition;
    const auto cells = cells_below(function, asked);
    return compares_order(function, asked) && std::count(cells.begin(), cells.end(), cell) != 0;
}

Lead lead_of(const Review& review, const Function& function, Index node, Index cell) {
    const std::string& name = review.flow.cells[cell].name;
    Lead lead = lead_here(review, function, node, cell);
    lead.text = name;
    const std::string object = given_object(review, function, function.nodes[node].children[0]);
    // Of a library: what the program around it says is one question, too.
    lead.family = !is_whole(review.program) ? "settings"
                  : object.empty()          ? owner(function)
                                            : object;
    lead.title = fmt::format("'{}' can be set, and no output says to what", name);
    lead.claim = fmt::format(
        "'{}' lets '{}' be changed from outside, which takes part in the result of '{}'; no output "
        "of the program that was read names it.",
        function.qualified, name, review.entry);
    lead.start = fmt::format("'{}' is set here", name);
    return lead;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    const auto said = cells_said(review);
    const auto computed = only_computed(review);
    const auto switched = only_switched(review);
    for (Index f = 0; f < review.program.functions.size(); ++f) {
        const Function& function = review.program.functions[f];
        if (function.nodes.empty() || function.initializer || !is_word_of(function.name, setting) ||
            is_constructor(function) || computed[f] || tells(review, function, 0))
            continue;
        for (Index i = 0; i < function.nodes.size(); ++i) {
            const Node& at = function.nodes[i];
            if (at.kind != NodeKind::assign || at.children.size() != 2 ||
                !comes_from_outside(function, at))
                continue;
            const Index cell = core_cell(function, at.children[0]);
            if (cell == none || !is_used(review, cell) || said.count(cell) != 0) continue;
            const Cell& changed = review.flow.cells[cell];
            if (changed.kind != CellKind::field && changed.kind != CellKind::global) continue;
            if (changed.type == ValueType::pointer) continue;  // a part is put in place
            leads.push_back(lead_of(review, function, i, cell));
            if (keeps_greatest(function, i, cell))
                leads.back().doubt = "it keeps the greatest or least value so far";
            if (switched[f] && is_whole(review.program))
                leads.back().doubt = "only the program itself switches it, as its code says";
        }
    }
    put_nearest_first(review, leads);
    return leads;
}

}  // namespace

Check unlogged_override_check() {
    return {"unlogged_override",
            "A result can then rest on a setting that nobody can find out afterwards. In the "
            "Horizon system of the British Post Office, entries were changed from afar without a "
            "trace.",
            "Set another value, run the same case, and see whether anything in the output differs "
            "but the result.",
            false, run};
}

}  // namespace isonomia::analyzer
