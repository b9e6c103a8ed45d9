#include "analyzer/worker/shapes.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::size_t told_depth_max = 3;  // calls followed to see whether one of them tells

constexpr std::array<std::string_view, 30> telling_words{
    "log",     "logger", "report",  "record", "warn",   "warning", "print",   "printf",
    "fprintf", "puts",   "trace",   "audit",  "note",   "notify",  "error",   "fail",
    "abort",   "exit",   "write",   "alert",  "flag",   "raise",   "message", "fatal",
    "reject",  "emit",   "dropped", "tell",   "syslog", "critical"};

const Function* initializer_of(const Program& program, const Cell& cell) {
    const std::string key = "init:" + cell.key;
    const auto at =
        std::lower_bound(program.functions.begin(), program.functions.end(), key,
                         [](const Function& f, const std::string& k) { return f.key < k; });
    return at != program.functions.end() && at->key == key ? &*at : nullptr;
}

std::optional<double> number_of(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != '\'') digits += c;
    const bool hexadecimal = digits.starts_with("0x") || digits.starts_with("0X");
    if (hexadecimal) {
        double value = 0;
        for (const char c : digits.substr(2)) {
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) break;
            value = value * 16 + digit;
        }
        return value;
    }
    while (!digits.empty() && std::string_view("fFlLuUzZ").find(digits.back()) != std::string::npos)
        digits.pop_back();
    if (digits.ends_with('.')) digits.pop_back();
    if (digits.starts_with('.')) digits.insert(0, "0");
    return parse_number(digits);
}

bool returns_error(const Review& review, const Function& function, const Node& at) {
    if (at.children.empty()) return false;
    const Node& value = function.nodes[at.children[0]];
    if (value.kind == NodeKind::call || value.kind == NodeKind::construct) {
        const bool object = value.type == ValueType::object;
        return object || is_word_of(called(review, function, at.children[0]), telling_words);
    }
    return value.type == ValueType::object;  // std::nullopt, an error that was made before
}

bool call_tells(const Review& review, const Function& function, Index node, std::size_t depth);

bool tells(const Review& review, const Function& function, Index node, std::size_t depth) {
    bool found = false;
    each_below(function, node, [&](const Node& at, Index index) {
        if (found) return;
        switch (at.kind) {
            case NodeKind::throws:
                found = true;
                break;
            case NodeKind::returns:
                found = returns_error(review, function, at);
                break;
            case NodeKind::binary:
                found = at.text == "<<" && is_statement(function, index);
                break;
            case NodeKind::call:
                found = is_statement(function, index) && call_tells(review, function, index, depth);
                break;
            case NodeKind::assign:
            case NodeKind::unary: {
                if (at.children.empty() ||
                    (at.kind == NodeKind::unary && at.text != "++" && at.text != "--"))
                    break;
                const Index cell = core_cell(function, at.children[0]);
                if (cell == none || review.slice.holds(cell)) break;
                const CellKind kind = review.flow.cells[cell].kind;
                found = kind == CellKind::field || kind == CellKind::global ||
                        kind == CellKind::parameter;
                break;
            }
            default:
                break;
        }
    });
    return found;
}

bool call_tells(const Review& review, const Function& function, Index node, std::size_t depth) {
    const Node& at = function.nodes[node];
    if (at.callee == none) return true;  // through a pointer: may tell
    const Callee& callee = review.program.callees[at.callee];
    if (is_word_of(callee.name, telling_words)) return true;
    const Index object =
        at.has_object && !at.children.empty() ? core_cell(function, at.children[0]) : none;
    if (at.has_object && !review.slice.holds(object)) return true;
    const Function* body = review.program.body_of(at.callee);
    if (body == nullptr) return !callee.system;
    return depth < told_depth_max && !body->nodes.empty() && tells(review, *body, 0, depth + 1);
}

// One of several states, no bound.
bool is_enumerator(const Review& review, const Function& function, Index node) {
    const Index cell = core_cell(function, node);
    return cell != none && review.flow.cells[cell].kind == CellKind::constant_name;
}

}  // namespace

void each_on_slice(const Review& review,
                   const std::function<void(const Function&, const Node&, Index)>& visit) {
    for (const Function& function : review.program.functions) {
        if (function.nodes.empty() || function.initializer || !on_slice(review, function)) continue;
        for (Index i = 0; i < function.nodes.size(); ++i)
            visit(function, function.nodes[i], i);
    }
}

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_word_of(std::string_view name, std::span<const std::string_view> words) {
    const auto parts = name_words(name);
    return std::any_of(parts.begin(), parts.end(),
                       [&](const std::string& part) { return is_one_of(part, words); });
}

std::optional<double> number_at(const Review& review, const Function& function, Index node) {
    if (node == none) return std::nullopt;
    const Node& at = function.nodes[node];
    switch (at.kind) {
        case NodeKind::literal:
            if (at.type == ValueType::text || at.type == ValueType::boolean) return std::nullopt;
            return number_of(at.text);
        case NodeKind::unary:
            if ((at.text == "-" || at.text == "+") && at.children.size() == 1)
                if (const auto value = number_at(review, function, at.children[0]))
                    return at.text == "-" ? -*value : *value;
            return std::nullopt;
        case NodeKind::narrowing:
            return at.children.empty() ? std::nullopt : number_at(review, function, at.children[0]);
        case NodeKind::list:
            return at.children.size() == 1 ? number_at(review, function, at.children[0])
                                           : std::nullopt;
        case NodeKind::reference:
        case NodeKind::member: {
            if (at.cell == none || !review.flow.cells[at.cell].constant) return std::nullopt;
            const Cell& cell = review.flow.cells[at.cell];
            if (const Function* value = initializer_of(review.program, cell))
                return value->nodes[0].children.empty()
                           ? std::nullopt
                           : number_at(review, *value, value->nodes[0].children[0]);
            const Index local = declared_value(function, at.cell);
            return local == none || function.nodes[local].kind == NodeKind::reference
                       ? std::nullopt
                       : number_at(review, function, local);
        }
        default:
            return std::nullopt;
    }
}

std::string fixed_value(const Review& review, const Function& function, Index node) {
    if (node == none) return {};
    const Node& at = function.nodes[node];
    if (number_at(review, function, node)) {
        if (at.kind == NodeKind::unary && !at.children.empty())
            return at.text + fixed_value(review, function, at.children[0]);
        if (at.kind == NodeKind::literal) return at.text;
        if (at.cell != none) return review.flow.cells[at.cell].name;
        return at.children.empty() ? "" : fixed_value(review, function, at.children[0]);
    }
    if (at.kind == NodeKind::unary && at.text == "-" && at.children.size() == 1) {
        const std::string inner = fixed_value(review, function, at.children[0]);
        return inner.empty() ? inner : "-" + inner;
    }
    constexpr std::array<std::string_view, 7> extremes{
        "max", "min", "lowest", "infinity", "quiet_NaN", "signaling_NaN", "epsilon"};
    const bool call = at.kind == NodeKind::call && at.children.size() <= (at.has_object ? 1U : 0U);
    return call && is_one_of(called(review, function, node), extremes) ? at.text + "()" : "";
}

std::string_view type_of(const Cell& cell) { return cell.declared; }

std::string_view called(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    return at.callee == none || at.kind != NodeKind::call
               ? std::string_view{}
               : std::string_view(review.program.callees[at.callee].name);
}

Index call_below(const Review& review, const Function& function, Index node,
                 std::span<const std::string_view> names) {
    Index found = none;
    each_below(function, node, [&](const Node& at, Index index) {
        if (found == none && at.kind == NodeKind::call &&
            is_one_of(called(review, function, index), names))
            found = index;
    });
    return found;
}

Index taken_by(const Function& function, Index node) {
    for (Index at = node; function.nodes[at].parent != none; at = function.nodes[at].parent) {
        const Index above = function.nodes[at].parent;
        const Node& parent = function.nodes[above];
        switch (parent.kind) {
            case NodeKind::declaration:
                return parent.cell;
            case NodeKind::returns:
                return function.result;
            case NodeKind::assign:
                return parent.children[0] == at ? none : core_cell(function, parent.children[0]);
            case NodeKind::binary:
            case NodeKind::narrowing:
            case NodeKind::list:
            case NodeKind::construct:
            case NodeKind::member:
            case NodeKind::unary:
            case NodeKind::other_expression:
                break;
            case NodeKind::conditional:
                if (parent.condition == at) return none;
                break;
            case NodeKind::call:
                if (parent.callee == none) return none;
                break;
            default:
                return none;
        }
    }
    return none;
}

bool is_out_argument(const Review& review, const Function& function, Index node) {
    Index child = node;
    Index parent = function.nodes[node].parent;
    if (parent != none && function.nodes[parent].kind == NodeKind::unary &&
        function.nodes[parent].text == "&") {
        child = parent;
        parent = function.nodes[parent].parent;
    }
    if (parent == none) return false;
    const Node& call = function.nodes[parent];
    if (call.kind != NodeKind::call || call.callee == none) return false;
    const auto& writes = review.program.callees[call.callee].writes;
    const auto at = std::find(call.children.begin(), call.children.end(), child);
    const auto position =
        static_cast<std::size_t>(at - call.children.begin()) - (call.has_object ? 1 : 0);
    return at != call.children.end() && position < writes.size() && writes[position];
}

Index arm_around(const Function& function, Index node) {
    for (Index at = node; function.nodes[at].parent != none; at = function.nodes[at].parent) {
        const Node& above = function.nodes[function.nodes[at].parent];
        if (above.kind == NodeKind::branch && above.condition != at) return at;
        if (above.kind == NodeKind::loop || above.kind == NodeKind::catches) return none;
    }
    return none;
}

bool tells(const Review& review, const Function& function, Index node) {
    return tells(review, function, node, 0);
}

bool told_after(const Review& review, const Function& function, Index node,
                std::span<const Index> cells) {
    bool told = false;
    each_below(function, 0, [&](const Node& at, Index below) {
        if (told || below < node || at.kind != NodeKind::branch || at.condition == none) return;
        const auto asked = cells_below(function, at.condition);
        told = std::any_of(cells.begin(), cells.end(),
                           [&](Index cell) {
                               return std::binary_search(asked.begin(), asked.end(), cell);
                           }) &&
               tells(review, function, below);
    });
    return told;
}

std::vector<Cut> cuts_in(const Review& review, const Function& function, Index node) {
    std::vector<Cut> cuts;
    const Node& at = function.nodes[node];
    if (at.condition == none || at.children.size() < 2 || !compares_order(function, at.condition))
        return cuts;
    const Node& condition = function.nodes[at.condition];
    if (condition.kind != NodeKind::binary || condition.children.size() != 2) return cuts;
    each_below(function, at.children[1], [&](const Node& change, Index below) {
        const bool assigns = change.kind == NodeKind::assign && change.text == "=";
        const bool resizes = change.kind == NodeKind::call && change.has_object &&
                             called(review, function, below) == "resize";
        if ((!assigns && !resizes) || change.children.size() < 2) return;
        const std::string bound = fixed_value(review, function, change.children[1]);
        const Index cell = core_cell(function, change.children[0]);
        if (bound.empty() || !review.slice.holds(cell) ||
            is_enumerator(review, function, change.children[1]))
            return;
        for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
            if (fixed_value(review, function, condition.children[1 - side]) != bound ||
                core_cell(function, condition.children[side]) != cell)
                continue;
            const bool from_below = condition.text.starts_with('<') == (side == 0);
            cuts.push_back({below, cell, bound, from_below});
            return;
        }
    });
    return cuts;
}

bool compares_order(const Function& function, Index condition) {
    bool compares = false;
    each_below(function, condition, [&](const Node& at, Index) {
        compares =
            compares || (at.kind == NodeKind::binary &&
                         (at.text == "<" || at.text == ">" || at.text == "<=" || at.text == ">="));
    });
    return compares;
}

Lead lead_here(const Review& review, const Function& function, Index node, Index cell) {
    Lead lead = lead_at(function, node, cell);
    lead.witness = witness_at(review, function, node);
    return lead;
}

}  // namespace isonomia::analyzer
