#include "analyzer/worker/patterns.hpp"

#include <algorithm>
#include <array>

#include "analyzer/worker/nodes.hpp"

namespace isonomia::analyzer {

namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool outlives(const Cell& cell) {
    return cell.kind == CellKind::field || cell.kind == CellKind::global ||
           cell.kind == CellKind::parameter;
}

// Something in the body of `function` goes into the cell.
bool is_written_in(const Review& review, Index cell, Index function) {
    const Flow& flow = review.flow;
    return std::any_of(flow.edges.begin() + flow.first_into[cell],
                       flow.edges.begin() + flow.first_into[cell + 1],
                       [&](const Edge& edge) { return edge.function == function; });
}

// Of <cstdio>: what they change is the file, which nobody asks for what was written.
bool prints(const Callee& callee) {
    constexpr std::array<std::string_view, 7> names{"fprintf", "vfprintf", "fputs", "fputc",
                                                    "putc",    "fflush",   "fwrite"};
    return callee.system && std::find(names.begin(), names.end(), callee.name) != names.end();
}

// The object and the arguments that the call may change; where the body was read, does change.
std::vector<Index> written_by_call(const Review& review, const Node& call) {
    std::vector<Index> written;
    if (call.callee == none) return written;
    const Callee& callee = review.program.callees[call.callee];
    if (prints(callee)) return written;
    const Index body = review.program.bodies[call.callee];
    const Function* read = review.program.body_of(call.callee);
    if (call.has_object && callee.method && !callee.constant && !call.children.empty() &&
        (read == nullptr || read->self == none || is_written_in(review, read->self, body)))
        written.push_back(call.children[0]);
    const std::size_t offset = call.has_object ? 1 : 0;
    for (std::size_t i = 0; i < callee.writes.size() && i + offset < call.children.size(); ++i)
        if (callee.writes[i] && (read == nullptr || i >= read->parameters.size() ||
                                 is_written_in(review, read->parameters[i], body)))
            written.push_back(call.children[i + offset]);
    return written;
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool starts =
            is_upper(c) && i > 0 &&
            (is_lower(name[i - 1]) || (i + 1 < name.size() && is_lower(name[i + 1])));
        const bool ends = c == '_' || c == ' ' || c == '-';
        if ((ends || starts) && !words.back().empty()) words.emplace_back();
        if (is_upper(c))
            words.back() += static_cast<char>(c - 'A' + 'a');
        else if (is_lower(c))
            words.back() += c;
    }
    if (words.back().empty() && words.size() > 1) words.pop_back();
    if (words.front() == "k") words.erase(words.begin());
    return words;
}

bool on_slice(const Review& review, const Function& function) {
    return review.slice.all_functions || review.slice.holds(function.result) ||
           review.slice.holds(function.self) || review.slice.holds(function.reached);
}

bool changes_result(const Review& review, const Function& function, Index node) {
    std::vector<Index> own;  // declared below the node: gone when it is left
    each_below(function, node, [&](const Node& at, Index) {
        if (at.kind == NodeKind::declaration && at.cell != none) own.push_back(at.cell);
    });
    const auto is_changed = [&](Index target) {
        const Index cell = core_cell(function, target);
        return review.slice.holds(cell) && std::find(own.begin(), own.end(), cell) == own.end();
    };
    bool changes = false;
    each_below(function, node, [&](const Node& at, Index) {
        switch (at.kind) {
            case NodeKind::returns:
            case NodeKind::throws:
                changes = true;
                break;
            case NodeKind::assign:
                changes = changes || (!at.children.empty() && is_changed(at.children[0]));
                break;
            case NodeKind::unary:
                if ((at.text == "++" || at.text == "--") && !at.children.empty())
                    changes = changes || is_changed(at.children[0]);
                break;
            case NodeKind::call:
                for (const Index written : written_by_call(review, at))
                    changes = changes || is_changed(written);
                break;
            default:
                break;
        }
    });
    return changes;
}

bool is_statement(const Function& function, Index node) {
    const Index parent = function.nodes[node].parent;
    if (parent == none) return true;
    const Node& above = function.nodes[parent];
    switch (above.kind) {
        case NodeKind::block:
        case NodeKind::label:
        case NodeKind::tries:
        case NodeKind::catches:
            return true;
        case NodeKind::branch:
        case NodeKind::loop:
            return above.condition != node;
        default:
            return false;
    }
}

bool reports(const Review& review, const Function& function, Index node, Index except) {
    bool found = false;
    each_below(function, node, [&](const Node& at, Index index) {
        if (found || (except != none && is_below(function, index, except))) return;
        if (at.kind == NodeKind::throws || at.kind == NodeKind::returns) found = true;
        if (at.kind == NodeKind::call && is_statement(function, index)) {
            // A call that only changes what the result is made of tells nobody.
            const Index object =
                at.has_object && !at.children.empty() ? core_cell(function, at.children[0]) : none;
            const bool library = at.callee != none && review.program.callees[at.callee].system;
            found = !library || object == none || !review.slice.holds(object);
        }
        if (at.kind == NodeKind::binary && at.text == "<<" && is_statement(function, index))
            found = true;
        const bool counts = at.kind == NodeKind::assign ||
                            (at.kind == NodeKind::unary && (at.text == "++" || at.text == "--"));
        if (counts && !at.children.empty()) {
            const Index cell = core_cell(function, at.children[0]);
            if (cell != none && outlives(review.flow.cells[cell]) && !review.slice.holds(cell))
                found = true;
        }
    });
    return found;
}

void put_nearest_first(const Review& review, std::vector<Lead>& leads) {
    const auto distance = [&](const Lead& lead) {
        return lead.cell == none ? none : review.slice.distance[lead.cell];
    };
    std::stable_sort(leads.begin(), leads.end(),
                     [&](const Lead& a, const Lead& b) { return distance(a) < distance(b); });
}

Lead lead_at(const Function& function, Index node, Index cell) {
    Lead lead;
    lead.place = function.nodes[node].place;
    lead.cell = cell;
    lead.function = function.qualified;
    return lead;
}

}  // namespace isonomia::analyzer
