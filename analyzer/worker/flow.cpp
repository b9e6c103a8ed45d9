#include "analyzer/worker/flow.hpp"

#include <algorithm>
#include <numeric>

#include "analyzer/worker/definitions.hpp"
#include "analyzer/worker/labels.hpp"
#include "analyzer/worker/nodes.hpp"
#include "analyzer/worker/targets.hpp"

namespace isonomia::analyzer {

namespace {

struct Use {
    Index cell;
    EdgeKind kind;
};

// Walks one function and adds its edges.
class Walk {
public:
    Walk(const Program& program, Flow& flow, Index function, const std::vector<bool>& shared)
        : program_(program),
          flow_(flow),
          index_(function),
          function_(program.functions[function]),
          definitions_(program, function_, shared, static_cast<Index>(flow.cells.size())),
          labels_(function_),
          written_through_(written_through(program, function_)) {}

    void run() {
        for (const Index cell : definitions_.versions()) {
            flow_.cells.push_back(program_.cells[cell]);
            flow_.base.push_back(cell);
        }
        for (Index block = 0; block < function_.blocks.size(); ++block)
            add_condition(block);
        for (Index block = 0; block < function_.blocks.size(); ++block)
            connect_condition(block);
        visit(0);
    }

private:
    using Uses = std::vector<Use>;

    void add_condition(Index block) {
        const Index node = function_.blocks[block].condition;
        conditions_.push_back(none);
        if (node == none) return;
        conditions_.back() = static_cast<Index>(flow_.cells.size());
        Cell cell;
        cell.kind = CellKind::condition;
        cell.place = function_.nodes[node].place;
        cell.function = function_.qualified;
        cell.key = "if:" + std::to_string(block) + ":" + function_.key;
        cell.name = "the condition";
        flow_.cells.push_back(std::move(cell));
        flow_.base.push_back(conditions_.back());
    }

    void connect_condition(Index block) {
        if (conditions_[block] == none) return;
        const Index node = function_.blocks[block].condition;
        Uses uses;
        const Node& at = function_.nodes[node];
        if (at.kind == NodeKind::loop) {  // a range loop asks its range
            if (!at.children.empty() && !function_.nodes[at.children[0]].children.empty())
                values(function_.nodes[at.children[0]].children[0], EdgeKind::control, uses);
        } else {
            const Index asked = at.kind == NodeKind::choice ? at.condition : node;
            if (asked != none) values(asked, EdgeKind::compare, uses);
            for (const Index label : labels_.of(node))
                values(label, EdgeKind::compare, uses);
        }
        for (const Use& use : uses)
            add(use.cell, conditions_[block],
                use.kind == EdgeKind::copy ? EdgeKind::compare : use.kind, at.place);
        control(conditions_[block], block, at.place);
    }

    void add(Index from, Index to, EdgeKind kind, const Place& place) {
        if (from == none || to == none || from == to) return;
        flow_.edges.push_back({from, to, kind, place, index_});
    }

    // Everything that decides whether `block` runs takes part in what is changed there.
    void control(Index to, Index block, const Place& place) {
        if (block == none || block >= function_.blocks.size()) return;
        bool decided = false;
        for (const Index other : function_.blocks[block].controlled_by) {
            if (conditions_[other] == to || conditions_[other] == none) continue;
            add(conditions_[other], to, EdgeKind::control, place);
            decided = true;
        }
        const CellKind kind = flow_.cells[to].kind;
        // Changes that outlive the function also depend on whether it is called.
        if (!decided &&
            (kind == CellKind::field || kind == CellKind::global || kind == CellKind::self))
            add(function_.reached, to, EdgeKind::control, place);
    }

    void store(const Uses& uses, Index target, Index node, EdgeKind at_least = EdgeKind::copy) {
        if (target == none) return;
        const Node& at = function_.nodes[node];
        const auto written = definitions_.written(node, target);
        for (const Index cell : written.cells) {
            for (const Use& use : uses)
                add(use.cell, cell, std::max(use.kind, at_least), at.place);
            if (!written.whole)
                for (const Index before : definitions_.read(node, target))
                    add(before, cell, EdgeKind::copy, at.place);
            control(cell, at.block, at.place);
        }
    }

    void assign(Index target, const Uses& uses, Index node, EdgeKind at_least = EdgeKind::copy) {
        std::vector<Index> cells;
        add_targets(function_, target, cells);
        for (std::size_t i = 0; i < cells.size(); ++i)
            store(uses, cells[i], node, i == 0 ? at_least : std::max(at_least, EdgeKind::part));
        // The index at which an element is written picks which one changes.
        const Node& at = function_.nodes[target];
        if (at.kind == NodeKind::subscript && at.children.size() > 1 && !cells.empty()) {
            Uses index;
            values(at.children[1], EdgeKind::index, index);
            store(index, cells[0], node, EdgeKind::index);
        }
    }

    [[nodiscard]] Index innermost(Index target) const {
        std::vector<Index> cells;
        add_targets(function_, target, cells);
        return cells.empty() ? none : cells.front();
    }

    // `pointer = &x`, `p = array`, `it = v.begin()`: what is written through the pointer goes into
    // x. Every such target of a pointer counts, whichever it points to at the time.
    void through_pointer(Index value, Index pointer, Index node) {
        const Node& at = function_.nodes[value];
        if (pointer == none) return;
        const Index object = pointed_into(program_, function_, value);
        if (object != none && (at.text == "&" || written_through_.contains(pointer)))
            return assign(object, {{pointer, EdgeKind::copy}}, node);
        if (at.kind == NodeKind::conditional || at.kind == NodeKind::narrowing)
            for (const Index child : at.children)
                if (child != at.condition) through_pointer(child, pointer, node);
    }

    // The cells whose values make up the value of `node`.
    void values(Index node, EdgeKind as, Uses& uses) const {
        const Node& at = function_.nodes[node];
        const auto all = [&](EdgeKind kind) {
            for (const Index child : at.children)
                values(child, std::max(as, kind), uses);
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
                all(EdgeKind::part);
                return;
            case NodeKind::subscript:
                if (!at.children.empty()) values(at.children[0], as, uses);
                for (std::size_t i = 1; i < at.children.size(); ++i)
                    values(at.children[i], std::max(as, EdgeKind::index), uses);
                return;
            case NodeKind::call:
            case NodeKind::construct:
                call_value(at, as, uses);
                return;
            case NodeKind::assign:
                if (!at.children.empty()) values(at.children[0], as, uses);
                return;
            case NodeKind::binary:
                if (at.text == "," && at.children.size() == 2)
                    return values(at.children[1], as, uses);
                return all(is_comparison(at.text) ? EdgeKind::compare : EdgeKind::arithmetic);
            case NodeKind::unary:
                return all(at.text == "-" || at.text == "~" ? EdgeKind::arithmetic
                                                            : EdgeKind::copy);
            case NodeKind::conditional:
                for (std::size_t i = 0; i < at.children.size(); ++i)
                    values(at.children[i], i == 0 ? std::max(as, deciding(at.children[0])) : as,
                           uses);
                return;
            case NodeKind::lambda:
                if (at.lambda != none) result_of(at.lambda, as, uses);
                return;
            default:
                all(EdgeKind::copy);
                return;
        }
    }

    // How the parts of a condition take part in what it decides.
    [[nodiscard]] EdgeKind deciding(Index condition) const {
        const Node& at = function_.nodes[condition];
        const bool compares = at.kind == NodeKind::binary && is_comparison(at.text);
        return compares ? EdgeKind::compare : EdgeKind::control;
    }

    // Whether a body was read: of the function itself, else of what overrides it.
    bool result_of(Index callee, EdgeKind as, Uses& uses) const {
        if (callee == none) return false;
        const auto result = [&](const Function& body) {
            if (body.result != none)
                uses.push_back({body.result, std::max(as, EdgeKind::returned)});
        };
        const Function* own = program_.body_of(callee);
        if (own != nullptr) {
            result(*own);
            return true;
        }
        for (const Index derived : overriders_of(callee))
            result(program_.functions[derived]);
        return !overriders_of(callee).empty();
    }

    void call_value(const Node& at, EdgeKind as, Uses& uses) const {
        if (at.kind == NodeKind::call && result_of(at.callee, as, uses)) return;
        for (const Index child : at.children)
            values(child,
                   std::max(as, at.kind == NodeKind::call ? EdgeKind::passed_on : EdgeKind::copy),
                   uses);
    }

    void visit(Index node) {
        const Node& at = function_.nodes[node];
        for (const Index child : at.children)
            visit(child);
        Uses uses;
        switch (at.kind) {
            case NodeKind::declaration:
                if (at.cell == none) break;
                for (const Index child : at.children)
                    values(child, EdgeKind::copy, uses);
                store(uses, at.cell, node);
                if (at.text == "&" &&
                    !at.children.empty())  // writing to a reference writes through it
                    assign(at.children[0], {{at.cell, EdgeKind::copy}}, node);
                for (const Index child : at.children)
                    through_pointer(child, at.cell, node);
                break;
            case NodeKind::assign:
                if (at.children.size() != 2) break;
                values(at.children[1], at.text == "=" ? EdgeKind::copy : EdgeKind::arithmetic,
                       uses);
                assign(at.children[0], uses, node);
                if (at.text == "=")
                    through_pointer(at.children[1], innermost(at.children[0]), node);
                break;
            case NodeKind::unary:
                if ((at.text == "++" || at.text == "--") && !at.children.empty())
                    assign(at.children[0], {}, node);
                break;
            case NodeKind::returns:
                for (const Index child : at.children)
                    values(child, EdgeKind::copy, uses);
                store(uses, function_.result, node, EdgeKind::returned);
                break;
            case NodeKind::call:
            case NodeKind::construct:
                call(node);
                break;
            default:
                break;
        }
    }

    void call(Index node) {
        const Node& at = function_.nodes[node];
        ++flow_.calls;
        if (at.callee != none) {
            const Index function = program_.function_of(at.callee);
            const auto& overriders = overriders_of(at.callee);
            if (function != none) call_body(node, function);
            for (const Index derived : overriders) {
                if (function != none)
                    add(program_.functions[derived].result, program_.functions[function].result,
                        EdgeKind::returned, program_.functions[derived].place);
                call_body(node, derived);
            }
            if (function != none || !overriders.empty()) return;
        }
        const bool library = at.callee != none && program_.callees[at.callee].system;
        if (!library && at.kind == NodeKind::call) ++flow_.calls_unresolved;
        call_unread(node);
    }

    [[nodiscard]] const std::vector<Index>& overriders_of(Index callee) const {
        static const std::vector<Index> nobody;
        const auto found = program_.overriders.find(callee);
        return found == program_.overriders.end() ? nobody : found->second;
    }

    void call_body(Index node, Index target) {
        const Node& at = function_.nodes[node];
        const Function& body = program_.functions[target];
        const std::size_t offset = at.has_object ? 1 : 0;
        if (at.has_object && body.self != none) {
            Uses object;
            values(at.children[0], EdgeKind::part, object);
            store(object, body.self, node, EdgeKind::part);
            if (!program_.callees[at.callee].constant)
                assign(at.children[0], {{body.self, EdgeKind::changed}}, node);
        }
        const auto& writes = program_.callees[at.callee].writes;
        for (std::size_t i = 0; i + offset < at.children.size() && i < body.parameters.size();
             ++i) {
            Uses uses;
            values(at.children[i + offset], EdgeKind::copy, uses);
            store(uses, body.parameters[i], node, EdgeKind::argument);
            if (i < writes.size() && writes[i])
                assign(at.children[i + offset], {{body.parameters[i], EdgeKind::changed}}, node);
        }
        if (body.reached != none) control(body.reached, at.block, at.place);
    }

    void call_unread(Index node) {
        const Node& at = function_.nodes[node];
        const std::size_t offset = at.has_object ? 1 : 0;
        const Callee* callee = at.callee == none ? nullptr : &program_.callees[at.callee];
        Uses arguments;
        for (std::size_t i = offset; i < at.children.size(); ++i)
            values(at.children[i], EdgeKind::passed_on, arguments);
        if (at.has_object && callee != nullptr && callee->method && !callee->constant)
            assign(at.children[0], arguments, node, EdgeKind::changed);
        Uses everything = arguments;
        if (at.has_object) values(at.children[0], EdgeKind::passed_on, everything);
        for (std::size_t i = offset; i < at.children.size(); ++i) {
            const bool writes = callee != nullptr && i - offset < callee->writes.size() &&
                                callee->writes[i - offset];
            if (writes) assign(at.children[i], everything, node, EdgeKind::changed);
            // A function handed over is called with whatever else is there.
            const Function* body = program_.body_of(function_.nodes[at.children[i]].lambda);
            if (body == nullptr) continue;
            const Index handed = function_.nodes[at.children[i]].lambda;
            const auto& changed = program_.callees[handed].writes;
            for (std::size_t p = 0; p < body->parameters.size(); ++p) {
                store(everything, body->parameters[p], node, EdgeKind::argument);
                if (p < changed.size() && changed[p])
                    change_ranges(node, {{body->parameters[p], EdgeKind::changed}});
            }
        }
        if (callee != nullptr && may_write_range(*callee)) change_ranges(node, everything);
    }

    // Into what the iterators point that a call is given.
    void change_ranges(Index call, const Uses& uses) {
        for (const Index argument : function_.nodes[call].children) {
            const Index object = pointed_into(program_, function_, argument);
            if (object != none && function_.nodes[argument].text != "&")
                assign(object, uses, call, EdgeKind::changed);
        }
    }

    const Program& program_;
    Flow& flow_;
    Index index_;
    const Function& function_;
    Definitions definitions_;
    Labels labels_;
    std::set<Index> written_through_;  // cells
    std::vector<Index> conditions_;    // by block
};

}  // namespace

Flow value_flow(const Program& program) {
    Flow flow;
    flow.cells = program.cells;
    flow.base.resize(flow.cells.size());
    std::iota(flow.base.begin(), flow.base.end(), Index{0});
    const auto shared = shared_cells(program);
    for (Index i = 0; i < program.functions.size(); ++i)
        Walk(program, flow, i, shared).run();
    index_edges(flow);
    return flow;
}

}  // namespace isonomia::analyzer
