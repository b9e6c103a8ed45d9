#include "analyzer/worker/flow.hpp"

#include <algorithm>
#include <numeric>

#include "analyzer/worker/definitions.hpp"
#include "analyzer/worker/labels.hpp"
#include "analyzer/worker/nodes.hpp"
#include "analyzer/worker/targets.hpp"
#include "analyzer/worker/values.hpp"

namespace isonomia::analyzer {

namespace {

// Walks one function and adds its edges.
class Walk {
public:
    Walk(const Program& program, Flow& flow, Index function, const std::vector<bool>& shared,
         const WrittenThrough& written, const std::vector<bool>& out)
        : program_(program),
          flow_(flow),
          index_(function),
          function_(program.functions[function]),
          definitions_(program, function_, shared, static_cast<Index>(flow.cells.size())),
          values_(program, function_, definitions_),
          labels_(function_),
          written_(written),
          out_(out) {}

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
                values_.of(function_.nodes[at.children[0]].children[0], EdgeKind::control, uses);
        } else {
            const Index asked = at.kind == NodeKind::choice ? at.condition : node;
            if (asked != none) values_.of(asked, EdgeKind::compare, uses);
            for (const Index label : labels_.of(node))
                values_.of(label, EdgeKind::compare, uses);
        }
        for (const Use& use : uses)
            add(use.cell, conditions_[block],
                use.kind == EdgeKind::copy ? EdgeKind::compare : use.kind, at.place);
        control(conditions_[block], block, at.place);
    }

    void add(Index from, Index to, EdgeKind kind, const Place& place) {
        if (from == none || to == none || from == to || (to < out_.size() && out_[to])) return;
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
        add_targets(program_, function_, target, cells);
        for (std::size_t i = 0; i < cells.size(); ++i)
            store(uses, cells[i], node, i == 0 ? at_least : std::max(at_least, EdgeKind::part));
        // The index at which an element is written picks which one changes.
        for (Index part = target; part != none && !cells.empty();) {
            const Node& at = function_.nodes[part];
            const bool goes_on = at.kind == NodeKind::subscript || at.kind == NodeKind::member ||
                                 at.kind == NodeKind::unary;
            if (at.kind == NodeKind::subscript && at.children.size() > 1) {
                Uses index;
                values_.of(at.children[1], EdgeKind::index, index);
                store(index, cells[0], node, EdgeKind::index);
            }
            part = goes_on && !at.children.empty() ? at.children[0] : none;
        }
    }

    [[nodiscard]] Index innermost(Index target) const {
        std::vector<Index> cells;
        add_targets(program_, function_, target, cells);
        return cells.empty() ? none : cells.front();
    }

    // `pointer = &x`, `p = array`, `it = v.begin()`, `r = std::ref(x)`, `q = p`: what is written
    // through the pointer goes into x. Every such target counts, whichever it points to at the
    // time.
    void through_pointer(Index value, Index pointer, Index node) {
        const Node& at = function_.nodes[value];
        if (pointer == none) return;
        const Uses through{{pointer, EdgeKind::copy}};
        const bool address = at.kind == NodeKind::unary && at.text == "&";
        if (address || written_.at_all(pointer)) {
            std::vector<Index> objects;
            pointed_into(program_, function_, value, objects);
            for (const Index object : objects)
                assign(object, through, node);
        }
        if (written_.directly(pointer) && copies_pointer(program_, at))
            assign(value, through, node);
        const bool is_one_of = at.kind == NodeKind::conditional || at.kind == NodeKind::narrowing ||
                               at.kind == NodeKind::list;
        for (const Index child : at.children)
            if (is_one_of && child != at.condition) through_pointer(child, pointer, node);
    }

    // A reference to `value`: what is written to it is written there.
    void refer(Index reference, Index value, Index node) {
        if (reference != none) assign(value, {{reference, EdgeKind::copy}}, node);
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
                    values_.of(child, EdgeKind::copy, uses);
                store(uses, at.cell, node);
                if (at.text == "&" && !at.children.empty()) refer(at.cell, at.children[0], node);
                for (const Index child : at.children)
                    through_pointer(child, at.cell, node);
                break;
            case NodeKind::assign:
                if (at.children.size() != 2) break;
                values_.of(at.children[1], at.text == "=" ? EdgeKind::copy : EdgeKind::arithmetic,
                           uses);
                assign(at.children[0], uses, node);
                if (function_.nodes[at.children[0]].text == "&")
                    refer(function_.nodes[at.children[0]].cell, at.children[1], node);
                else if (at.text == "=")
                    through_pointer(at.children[1], innermost(at.children[0]), node);
                break;
            case NodeKind::unary:
                if ((at.text == "++" || at.text == "--") && !at.children.empty())
                    assign(at.children[0], {}, node);
                operate(node);
                break;
            case NodeKind::subscript:
            case NodeKind::binary:
                operate(node);
                break;
            case NodeKind::returns:
                for (const Index child : at.children)
                    values_.of(child, EdgeKind::copy, uses);
                store(uses, function_.result, node, EdgeKind::returned);
                if (at.text == "&" && !at.children.empty())
                    refer(function_.result, at.children[0], node);
                for (const Index child : at.children)
                    through_pointer(child, function_.result, node);
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
        if (library && ends_object(program_.callees[at.callee])) return;
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
            values_.of(at.children[0], EdgeKind::part, object);
            store(object, body.self, node, EdgeKind::part);
            if (!program_.callees[at.callee].constant)
                assign(at.children[0], {{body.self, EdgeKind::changed}}, node);
        }
        const auto& writes = program_.callees[at.callee].writes;
        for (std::size_t i = 0; i + offset < at.children.size() && i < body.parameters.size();
             ++i) {
            Uses uses;
            values_.of(at.children[i + offset], EdgeKind::copy, uses);
            store(uses, body.parameters[i], node, EdgeKind::argument);
            if (i < writes.size() && writes[i])
                assign(at.children[i + offset], {{body.parameters[i], EdgeKind::changed}}, node);
        }
        if (body.reached != none) control(body.reached, at.block, at.place);
    }

    // An operator that is a function: the source's own behind a rewritten `<`, or the library's.
    void operate(Index node) {
        const Node& at = function_.nodes[node];
        if (at.callee == none) return;
        for (const Index body : bodies_called(program_, at.callee))
            call_body(node, body);
        if (is_stream(program_, at)) {
            const std::size_t to = at.text == "<<" ? 0 : 1;
            Uses uses;
            values_.of(at.children[1 - to], EdgeKind::passed_on, uses);
            assign(at.children[to], uses, node, EdgeKind::changed);
        }
        const auto callbacks = called_back(program_, at.callee);
        if (callbacks.empty()) return;
        Uses given;
        for (const Index child : at.children)
            values_.of(child, EdgeKind::passed_on, given);
        Uses back;
        for (const Index callback : callbacks)
            append(back, call_back(node, callback, given));
        const Callee& callee = program_.callees[at.callee];
        if (callee.method && !callee.constant)  // `m[k]` puts k where the comparison says
            assign(at.children[0], back, node, EdgeKind::changed);
    }

    void call_unread(Index node) {
        const Node& at = function_.nodes[node];
        const std::size_t offset = at.has_object ? 1 : 0;
        const Callee* callee = at.callee == none ? nullptr : &program_.callees[at.callee];
        Uses arguments;
        for (std::size_t i = offset; i < at.children.size(); ++i)
            values_.of(at.children[i], EdgeKind::passed_on, arguments);
        Uses everything = arguments;
        if (at.has_object) values_.of(at.children[0], EdgeKind::passed_on, everything);
        Uses back;
        for (const Index callback : called_back(program_, at.callee))
            append(back, call_back(node, callback, everything));
        // A function handed over is called with whatever else is there.
        for (std::size_t i = offset; i < at.children.size(); ++i)
            append(back, call_back(node, function_.nodes[at.children[i]].lambda, everything));
        append(arguments, back);
        append(everything, back);
        if (at.has_object && callee != nullptr && callee->method && !callee->constant)
            assign(at.children[0], arguments, node, EdgeKind::changed);
        for (std::size_t i = offset; callee != nullptr && i < at.children.size(); ++i)
            if (i - offset < callee->writes.size() && callee->writes[i - offset])
                assign(at.children[i], everything, node, EdgeKind::changed);
        if (may_write_range(program_, function_, at)) change_ranges(node, everything);
    }

    static void append(Uses& uses, const Uses& more) {
        uses.insert(uses.end(), more.begin(), more.end());
    }

    // The library calls a function of the source with something of what it was given. What comes
    // back: its result; what it writes to goes into the ranges that the call is given.
    Uses call_back(Index node, Index callee, const Uses& given) {
        Uses back;
        for (const Index function : bodies_called(program_, callee)) {
            const Function& body = program_.functions[function];
            const auto& writes = program_.callees[callee].writes;
            store(given, body.self, node, EdgeKind::part);
            for (std::size_t p = 0; p < body.parameters.size(); ++p) {
                store(given, body.parameters[p], node, EdgeKind::argument);
                if (p < writes.size() && writes[p])
                    change_ranges(node, {{body.parameters[p], EdgeKind::changed}});
            }
            if (body.result != none) back.push_back({body.result, EdgeKind::passed_on});
            const Node& at = function_.nodes[node];
            if (body.reached != none) control(body.reached, at.block, at.place);
        }
        return back;
    }

    // Into what the iterators point that a call is given.
    void change_ranges(Index call, const Uses& uses) {
        std::vector<Index> objects;
        for (const Index argument : function_.nodes[call].children)
            if (function_.nodes[argument].text != "&")
                pointed_into(program_, function_, argument, objects);
        for (const Index object : objects)
            assign(object, uses, call, EdgeKind::changed);
    }

    const Program& program_;
    Flow& flow_;
    Index index_;
    const Function& function_;
    Definitions definitions_;
    Values values_;
    Labels labels_;
    const WrittenThrough& written_;
    const std::vector<bool>& out_;   // by cell of the program: only ever written to
    std::vector<Index> conditions_;  // by block
};

}  // namespace

Flow value_flow(const Program& program) {
    Flow flow;
    flow.cells = program.cells;
    flow.base.resize(flow.cells.size());
    std::iota(flow.base.begin(), flow.base.end(), Index{0});
    const auto shared = shared_cells(program);
    const WrittenThrough written(program);
    const auto out = written_out(program);
    for (Index i = 0; i < program.functions.size(); ++i)
        Walk(program, flow, i, shared, written, out).run();
    index_edges(flow);
    return flow;
}

}  // namespace isonomia::analyzer
