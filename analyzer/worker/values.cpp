#include "analyzer/worker/values.hpp"

#include <algorithm>

#include "analyzer/worker/nodes.hpp"
#include "analyzer/worker/targets.hpp"

namespace isonomia::analyzer {

void Values::of(Index node, EdgeKind as, Uses& uses) const {
    const Node& at = function_.nodes[node];
    const auto all = [&](EdgeKind kind) {
        for (const Index child : at.children)
            of(child, std::max(as, kind), uses);
    };
    switch (at.kind) {
        case NodeKind::literal:
        case NodeKind::reference:
        case NodeKind::self:
            if (at.cell != none)
                for (const Index cell : definitions_.read(node, at.cell))
                    uses.push_back({cell, as});
            else if (at.lambda != none)
                result_of(at.lambda, as, uses);
            return;
        case NodeKind::member:
            if (at.cell != none) uses.push_back({at.cell, as});
            return all(EdgeKind::part);
        case NodeKind::call:
        case NodeKind::construct:
            return call(at, as, uses);
        case NodeKind::assign:
            if (!at.children.empty()) of(at.children[0], as, uses);
            return;
        case NodeKind::subscript:
        case NodeKind::binary:
        case NodeKind::unary:
            return operation(at, as, uses);
        case NodeKind::conditional:
            for (std::size_t i = 0; i < at.children.size(); ++i)
                of(at.children[i], i == 0 ? std::max(as, deciding(at.children[0])) : as, uses);
            return;
        case NodeKind::lambda:
            if (at.lambda != none) result_of(at.lambda, as, uses);
            return;
        default:
            return all(EdgeKind::copy);
    }
}

// How the parts of a condition take part in what it decides.
EdgeKind Values::deciding(Index condition) const {
    const Node& at = function_.nodes[condition];
    const bool compares = at.kind == NodeKind::binary && is_comparison(at.text);
    return compares ? EdgeKind::compare : EdgeKind::control;
}

// Whether a body was read: of the function itself, else of what overrides it.
bool Values::result_of(Index callee, EdgeKind as, Uses& uses) const {
    const auto bodies = bodies_called(program_, callee);
    for (const Index body : bodies)
        if (const Index result = program_.functions[body].result; result != none)
            uses.push_back({result, std::max(as, EdgeKind::returned)});
    return !bodies.empty();
}

void Values::call(const Node& at, EdgeKind as, Uses& uses) const {
    const bool calls = at.kind == NodeKind::call;
    if (calls && result_of(at.callee, as, uses)) return;
    for (const Index child : at.children)
        of(child, std::max(as, calls ? EdgeKind::passed_on : EdgeKind::copy), uses);
    for (const Index callback : called_back(program_, at.callee))
        result_of(callback, std::max(as, EdgeKind::passed_on), uses);
}

void Values::operation(const Node& at, EdgeKind as, Uses& uses) const {
    EdgeKind kind = EdgeKind::copy;
    if (at.kind == NodeKind::binary)
        kind = is_comparison(at.text) ? EdgeKind::compare : EdgeKind::arithmetic;
    else if (at.kind == NodeKind::unary && (at.text == "-" || at.text == "~"))
        kind = EdgeKind::arithmetic;
    const EdgeKind found = at.kind == NodeKind::subscript ? EdgeKind::index : kind;
    if (result_of(at.callee, std::max(as, found), uses)) return;
    for (const Index callback : called_back(program_, at.callee))
        result_of(callback, std::max(as, found), uses);
    const bool stream = is_stream(program_, at);
    for (std::size_t i = 0; i < at.children.size(); ++i) {
        if (i > 0 && stream) break;                                         // `in >> x` is `in`
        if (i == 0 && at.text == "," && at.children.size() == 2) continue;  // the last one counts
        of(at.children[i], std::max(as, i > 0 ? found : kind), uses);
    }
}

}  // namespace isonomia::analyzer
