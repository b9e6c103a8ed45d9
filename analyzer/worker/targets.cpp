#include "analyzer/worker/targets.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace isonomia::analyzer {

namespace {

// Of <algorithm> and <numeric>: they look, and leave the range as it is.
constexpr std::array<std::string_view, 41> looking{"accumulate",
                                                   "adjacent_find",
                                                   "advance",
                                                   "all_of",
                                                   "any_of",
                                                   "begin",
                                                   "binary_search",
                                                   "count",
                                                   "count_if",
                                                   "distance",
                                                   "end",
                                                   "equal",
                                                   "equal_range",
                                                   "find",
                                                   "find_end",
                                                   "find_first_of",
                                                   "find_if",
                                                   "find_if_not",
                                                   "for_each",
                                                   "for_each_n",
                                                   "includes",
                                                   "inner_product",
                                                   "is_heap",
                                                   "is_partitioned",
                                                   "is_permutation",
                                                   "is_sorted",
                                                   "is_sorted_until",
                                                   "lexicographical_compare",
                                                   "lower_bound",
                                                   "max_element",
                                                   "min_element",
                                                   "minmax_element",
                                                   "mismatch",
                                                   "next",
                                                   "none_of",
                                                   "partition_point",
                                                   "prev",
                                                   "reduce",
                                                   "search",
                                                   "transform_reduce",
                                                   "upper_bound"};

bool is_written(const Callee& callee, std::size_t argument) {
    return argument < callee.writes.size() && callee.writes[argument];
}

bool is_place(const Node& value) {
    return value.type == ValueType::pointer || value.type == ValueType::other;
}

// A plain pointer to another type than the argument's cannot point into it: fopen(name, …).
bool may_point_into(const Program& program, const Callee& callee, const Node& argument) {
    if (callee.returns != ValueType::pointer || argument.cell == none) return true;
    return callee.returns_name == "void" ||
           callee.returns_name == program.cells[argument.cell].declared;
}

// What a call of the library lends out: the object it is made on, what it takes by reference, and
// what the pointers and iterators that it takes point into.
void lent_by(const Program& program, const Function& function, const Node& call,
             std::vector<Index>& nodes) {
    if (call.callee == none) return;
    const Callee& callee = program.callees[call.callee];
    if (!callee.system || !callee.lends) return;
    const std::size_t offset = call.has_object ? 1 : 0;
    for (std::size_t i = 0; i < call.children.size(); ++i) {
        const Index child = call.children[i];
        const bool by_reference = i < offset ? callee.method && !callee.constant
                                             : is_written(callee, i - offset) &&
                                                   function.nodes[child].type != ValueType::pointer;
        if (by_reference)
            nodes.push_back(child);
        else if (i >= offset && may_point_into(program, callee, function.nodes[child]))
            pointed_into(program, function, child, nodes);
    }
}

// `t = …` where `auto t = std::tie(a, b)`: assigning to a tuple of references writes to what they
// refer to.
bool assigns_through(const Program& program, const Node& at) {
    if (at.kind != NodeKind::assign || at.callee == none) return false;
    const Callee& callee = program.callees[at.callee];
    return callee.system && (callee.qualified.starts_with("std::tuple") ||
                             callee.qualified.starts_with("std::pair"));
}

}  // namespace

std::vector<bool> written_out(const Program& program) {
    constexpr std::array<std::string_view, 8> names{"cout",  "cerr",  "clog",   "wcout",
                                                    "wcerr", "wclog", "stdout", "stderr"};
    std::vector<bool> out;
    for (const Cell& cell : program.cells)
        out.push_back(cell.kind == CellKind::global && cell.place.file == none &&
                      std::find(names.begin(), names.end(), cell.name) != names.end());
    return out;
}

bool ends_object(const Callee& callee) {
    constexpr std::array<std::string_view, 5> names{"free", "fclose", "pclose", "closedir",
                                                    "munmap"};
    return callee.system && !callee.method &&
           std::find(names.begin(), names.end(), callee.name) != names.end();
}

bool is_stream(const Program& program, const Node& node) {
    if (node.kind != NodeKind::binary || node.callee == none || node.children.size() != 2 ||
        (node.text != "<<" && node.text != ">>"))
        return false;
    const Callee& callee = program.callees[node.callee];
    return callee.method ? !callee.constant : is_written(callee, 0);
}

void add_targets(const Program& program, const Function& function, Index node,
                 std::vector<Index>& cells) {
    const Node& at = function.nodes[node];
    const auto go_on = [&](std::size_t child) {
        if (child < at.children.size()) add_targets(program, function, at.children[child], cells);
    };
    switch (at.kind) {
        case NodeKind::reference:
        case NodeKind::self:
            if (at.cell != none) cells.push_back(at.cell);
            return;
        case NodeKind::member:
            if (at.cell != none) cells.push_back(at.cell);
            return go_on(0);
        case NodeKind::subscript:
        case NodeKind::unary:
        case NodeKind::narrowing:
            return go_on(0);
        case NodeKind::binary:
            if (at.text == ".*" || at.text == "->*") go_on(1);
            if (at.text == ".*" || at.text == "->*" || is_stream(program, at)) go_on(0);
            if (at.type == ValueType::pointer)  // `std::memmove(p + k, …)`
                for (std::size_t i = 0; i < at.children.size(); ++i)
                    if (is_place(function.nodes[at.children[i]])) go_on(i);
            return;
        case NodeKind::call: {  // `v.at(i) = x`, `*it = x`, `std::tie(a, b) = x`
            const Callee* callee = at.callee == none ? nullptr : &program.callees[at.callee];
            const auto bodies = bodies_called(program, at.callee);
            for (const Index body : bodies)
                if (callee->lends) cells.push_back(program.functions[body].result);
            if (at.has_object) return go_on(0);
            for (std::size_t i = 0;
                 callee != nullptr && bodies.empty() && callee->lends && i < callee->writes.size();
                 ++i)
                if (callee->writes[i]) go_on(i);
            return;
        }
        case NodeKind::conditional:
            go_on(1);
            return go_on(2);
        default:
            return;
    }
}

void pointed_into(const Program& program, const Function& function, Index value,
                  std::vector<Index>& nodes) {
    const Node& at = function.nodes[value];
    switch (at.kind) {
        case NodeKind::reference:
        case NodeKind::member:
        case NodeKind::subscript:  // of the types that cells have, only arrays are of no kind
            if (at.type == ValueType::other && at.lambda == none) nodes.push_back(value);
            return;
        case NodeKind::unary:
            if (at.text == "&" && !at.children.empty()) nodes.push_back(at.children[0]);
            return;
        case NodeKind::binary:
            if ((at.text == "+" || at.text == "-") && !at.children.empty())
                pointed_into(program, function, at.children[0], nodes);
            return;
        case NodeKind::call:
        case NodeKind::construct:
            return lent_by(program, function, at, nodes);
        default:
            return;
    }
}

bool copies_pointer(const Program& program, const Node& value) {
    switch (value.kind) {
        case NodeKind::reference:
        case NodeKind::member:
        case NodeKind::subscript:
            return value.type == ValueType::pointer;
        case NodeKind::call:
            return value.callee != none && program.callees[value.callee].lends &&
                   !bodies_called(program, value.callee).empty();
        default:
            return false;
    }
}

WrittenThrough::WrittenThrough(const Program& program)
    : at_all_(program.cells.size(), false), directly_(program.cells.size(), false) {
    for (const Function& function : program.functions)
        for (const Node& at : function.nodes)
            look_at(program, function, at);
}

void WrittenThrough::look_at(const Program& program, const Function& function, const Node& at) {
    const auto mark = [&](Index target) {
        std::vector<Index> found;
        add_targets(program, function, target, found);
        for (const Index cell : found)
            at_all_[cell] = true;
        if (!found.empty()) directly_[found.front()] = true;
    };
    const Index first = at.children.empty() ? none : at.children[0];
    if (first == none) return;
    const bool changes = at.kind == NodeKind::assign ||
                         (at.kind == NodeKind::unary && (at.text == "++" || at.text == "--")) ||
                         (at.kind == NodeKind::declaration && at.text == "&");
    if (changes &&
        (function.nodes[first].kind != NodeKind::reference || assigns_through(program, at)))
        mark(first);
    if (at.callee == none || ends_object(program.callees[at.callee])) return;
    const Callee& callee = program.callees[at.callee];
    const bool calls = at.kind == NodeKind::call || at.kind == NodeKind::construct;
    const std::size_t offset = at.has_object ? 1 : 0;
    for (std::size_t i = 0; calls && i + offset < at.children.size(); ++i)
        if (is_written(callee, i)) mark(at.children[i + offset]);
    // `p->push_back(x)`: a member function of the library changes what `p` points to.
    const Node& object = function.nodes[first];
    if (calls && callee.system && callee.method && !callee.constant &&
        (object.kind != NodeKind::reference || object.type == ValueType::pointer))
        mark(first);
}

std::string_view library_name(const Program& program, const Function& function, const Node& call) {
    if (call.callee == none || !program.callees[call.callee].system) return {};
    const Callee& callee = program.callees[call.callee];
    if (callee.name != "operator()" || call.children.empty()) return callee.name;
    const Node& object = function.nodes[call.children[0]];
    return object.kind == NodeKind::reference && object.cell != none
               ? std::string_view(program.cells[object.cell].name)
               : std::string_view{};
}

bool may_write_range(const Program& program, const Function& function, const Node& call) {
    const std::string_view name = library_name(program, function, call);
    if (name.empty()) return false;
    const Callee& callee = program.callees[call.callee];
    const bool is_object = callee.name == "operator()";  // `std::ranges::copy`
    return (is_object || !callee.method) && callee.qualified.starts_with("std::") &&
           std::find(looking.begin(), looking.end(), name) == looking.end();
}

}  // namespace isonomia::analyzer
