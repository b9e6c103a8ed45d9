#include "analyzer/worker/lower.hpp"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>
#include <clang/Analysis/CFG.h>

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/control.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::size_t depth_max = 2000;       // of nested syntax
constexpr std::size_t nodes_max = 2'000'000;  // of one function
constexpr std::size_t overrides_max = 1000;   // of one function

// To a handler of the same function it goes on.
bool throws_out(const clang::CFGBlock& block, const clang::CFGBlock& way_out) {
    const auto last = block.empty() ? std::nullopt : block.back().getAs<clang::CFGStmt>();
    return last && llvm::isa<clang::CXXThrowExpr>(last->getStmt()) && block.succ_size() == 1 &&
           block.succ_begin()->getReachableBlock() == &way_out;
}

}  // namespace

std::string reference_text(clang::QualType type, const char* to_constant) {
    if (!type->isReferenceType()) return {};
    return type->getPointeeType().isConstQualified() ? to_constant : "&";
}

bool Lowering::is_cut(const clang::Stmt& at) {
    if (depth_ < depth_max && current_.nodes.size() < nodes_max) return false;
    Unit& unit = naming_.unit;
    if (unit.errors++ == 0)
        unit.first_error = fmt::format(
            "'{}' is nested deeper than {} levels or too large, and was read in part "
            "(line {})",
            current_.qualified, depth_max, naming_.place(at.getBeginLoc()).line);
    return true;
}

Index Lowering::add(NodeKind kind, const clang::Stmt* statement, Index parent) {
    const auto index = static_cast<Index>(current_.nodes.size());
    Node node;
    node.kind = kind;
    node.parent = parent;
    node.is_default = in_default_;
    if (statement != nullptr) {
        node.place = naming_.place(statement->getBeginLoc());
        if (const auto* expression = llvm::dyn_cast<clang::Expr>(statement)) {
            const auto type = expression->getType();
            node.type = Naming::type(type);
            if (!type.isNull() && !type->isDependentType() && type->isArithmeticType()) {
                node.bits = static_cast<std::uint16_t>(naming_.context.getTypeSize(type));
                node.is_signed = type->isSignedIntegerType() || type->isFloatingType();
            }
        }
        node_of_.try_emplace(statement, index);
    }
    current_.nodes.push_back(std::move(node));
    if (parent != none) current_.nodes[parent].children.push_back(index);
    return index;
}

void Lowering::alias(const clang::Stmt* statement, Index node) {
    if (node != none) node_of_.try_emplace(statement, node);
}

void Lowering::children_of(const clang::Stmt& statement, Index parent) {
    for (const clang::Stmt* child : statement.children())
        if (child != nullptr) this->statement(child, parent);
}

std::vector<const clang::FunctionDecl*> Lowering::take_lambdas() {
    return std::exchange(lambdas_, {});
}

void Lowering::function(const clang::FunctionDecl& declaration) {
    current_ = {};
    node_of_.clear();
    current_.key = naming_.key(declaration);
    if (current_.key.empty()) return;
    current_.name = declaration.getNameAsString();
    current_.qualified = Naming::qualified(declaration);
    current_.signature = current_.qualified + "(";
    for (const auto* parameter : declaration.parameters()) {
        if (current_.signature.back() != '(') current_.signature += ", ";
        current_.signature += parameter->getType().getAsString(naming_.context.getPrintingPolicy());
        current_.parameters.push_back(naming_.cell(*parameter));
    }
    current_.signature += ")";
    current_.place = naming_.place(declaration.getLocation());
    current_.end_line = naming_.place(declaration.getEndLoc()).line;
    current_.exported = declaration.isExternallyVisible();
    current_.returns = Naming::type(declaration.getReturnType());
    returns_text_ = reference_text(declaration.getReturnType(), "");
    current_.result = naming_.function_cell(declaration, CellKind::result);
    current_.reached = naming_.function_cell(declaration, CellKind::reached);
    if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&declaration)) {
        if (method->isInstance())
            current_.self = naming_.function_cell(declaration, CellKind::self);
        overrides(*method);
    }
    const Index body = add(NodeKind::block, declaration.getBody(), none);
    if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&declaration))
        constructor_initializers(*constructor, body);
    if (const auto* attempt = llvm::dyn_cast<clang::CXXTryStmt>(declaration.getBody()))
        control_statement(*attempt, body);
    else
        children_of(*declaration.getBody(), body);
    blocks(declaration);
    naming_.unit.functions.push_back(std::move(current_));
}

// What it overrides; and what that overrides where it has no body here, as nobody else tells.
void Lowering::overrides(const clang::CXXMethodDecl& method) {
    std::set<const clang::CXXMethodDecl*> seen;
    std::vector<const clang::CXXMethodDecl*> open{&method};
    while (!open.empty() && seen.size() < overrides_max) {
        const clang::CXXMethodDecl* at = open.back();
        open.pop_back();
        for (const auto* base : at->overridden_methods()) {
            if (!seen.insert(base->getCanonicalDecl()).second) continue;
            current_.overrides.push_back(naming_.key(*base));
            if (!base->hasBody()) open.push_back(base);
        }
    }
    std::sort(current_.overrides.begin(), current_.overrides.end());
}

void Lowering::initializer(const clang::ValueDecl& declaration, const clang::Expr& value) {
    current_ = {};
    node_of_.clear();
    const Index cell = naming_.cell(declaration);
    if (cell == none) return;
    current_.key = "init:" + naming_.unit.cells[cell].key;
    current_.name = declaration.getNameAsString();
    current_.qualified = Naming::qualified(declaration);
    current_.signature = current_.qualified;
    current_.place = naming_.place(declaration.getLocation());
    current_.initializer = true;
    const Index node = add(NodeKind::declaration, nullptr, none);
    current_.nodes[node].cell = cell;
    current_.nodes[node].place = current_.place;
    current_.nodes[node].text = reference_text(declaration.getType(), "const&");
    expression(&value, node);
    naming_.unit.functions.push_back(std::move(current_));
}

void Lowering::constructor_initializers(const clang::CXXConstructorDecl& constructor,
                                        Index parent) {
    for (const auto* initializer : constructor.inits()) {
        if (initializer->getInit() == nullptr) continue;
        if (!initializer->isAnyMemberInitializer()) {
            expression(initializer->getInit(), parent);
            continue;
        }
        const Index node = add(NodeKind::assign, nullptr, parent);
        current_.nodes[node].text = "=";
        current_.nodes[node].place = naming_.place(initializer->getInit()->getBeginLoc());
        const Index target = add(NodeKind::member, nullptr, node);
        current_.nodes[target].cell = naming_.cell(*initializer->getAnyMember());
        current_.nodes[target].text = reference_text(initializer->getAnyMember()->getType(), "");
        current_.nodes[target].place = current_.nodes[node].place;
        const Index self = add(NodeKind::self, nullptr, target);
        current_.nodes[self].cell = current_.self;
        const bool was_default = std::exchange(in_default_, !initializer->isWritten());
        expression(initializer->getInit(), node);
        in_default_ = was_default;
    }
}

void Lowering::place_nodes(const clang::CFG& graph) {
    for (const clang::CFGBlock* block : graph) {
        const auto id = static_cast<Index>(block->getBlockID());
        Index order = 0;
        for (const clang::CFGElement& element : *block) {
            ++order;
            const clang::Stmt* at = nullptr;
            if (const auto part = element.getAs<clang::CFGStmt>()) at = part->getStmt();
            const auto found = at != nullptr ? node_of_.find(at) : node_of_.end();
            if (found == node_of_.end()) continue;
            current_.nodes[found->second].block = id;
            current_.nodes[found->second].order = order;
        }
        if (const clang::Stmt* label = block->getLabel())
            if (const auto found = node_of_.find(label); found != node_of_.end())
                current_.nodes[found->second].block = id;
    }
    // What the graph does not list stands where its first listed part stands, else where its parent
    // does.
    for (std::size_t i = current_.nodes.size(); i-- > 0;) {
        const Node& node = current_.nodes[i];
        if (node.block == none || node.parent == none) continue;
        Node& parent = current_.nodes[node.parent];
        const bool holds_blocks = parent.kind == NodeKind::block ||
                                  parent.kind == NodeKind::tries ||
                                  parent.kind == NodeKind::catches;
        if (parent.block != none || holds_blocks) continue;
        parent.block = node.block;
        parent.order = node.order;
    }
    for (Node& node : current_.nodes) {
        if (node.block != none || node.parent == none) continue;
        node.block = current_.nodes[node.parent].block;
        node.order = current_.nodes[node.parent].order;
    }
}

void Lowering::blocks(const clang::FunctionDecl& declaration) {
    clang::CFG::BuildOptions options;
    options.setAllAlwaysAdd();
    // No edges for exceptions: any call may throw, and all that follows would hang on each call.
    options.AddEHEdges = false;
    options.AddInitializers = true;
    options.PruneTriviallyFalseEdges = false;  // `if (kTestMode)` is what we look for
    const auto graph =
        clang::CFG::buildCFG(&declaration, declaration.getBody(), &naming_.context, options);
    if (graph == nullptr) return;  // the function keeps its data flow, without control
    current_.blocks.resize(graph->getNumBlockIDs());
    place_nodes(*graph);
    for (clang::CFGBlock* block : *graph) {
        Block& facts = current_.blocks[block->getBlockID()];
        for (const auto& next : block->succs())
            if (next.getReachableBlock() != nullptr)
                facts.next.push_back(next.getReachableBlock()->getBlockID());
        if (const clang::Expr* condition = block->getLastCondition()) {
            const auto found = node_of_.find(condition->IgnoreParenImpCasts());
            if (found != node_of_.end()) facts.condition = found->second;
        }
        // Range loops have a condition that nobody wrote: whether the range has another element.
        const clang::Stmt* end = block->getTerminatorStmt();
        if (facts.condition == none && end != nullptr && node_of_.count(end) != 0 &&
            block->succ_size() > 1)
            facts.condition = node_of_.lookup(end);
        facts.throws_out = block->hasNoReturnElement() || throws_out(*block, graph->getExit());
    }
    decide(current_);
}

}  // namespace isonomia::analyzer
