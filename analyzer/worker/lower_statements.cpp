#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>
#include <clang/AST/StmtOpenMP.h>

#include "analyzer/worker/lower.hpp"

namespace isonomia::analyzer {

namespace {

NodeKind kind_of(const clang::Stmt& statement) {
    using Class = clang::Stmt::StmtClass;
    switch (statement.getStmtClass()) {
        case Class::CompoundStmtClass:
            return NodeKind::block;
        case Class::ReturnStmtClass:
        case Class::CoreturnStmtClass:
            return NodeKind::returns;
        case Class::DefaultStmtClass:
            return NodeKind::label;
        case Class::BreakStmtClass:
            return NodeKind::breaks;
        case Class::ContinueStmtClass:
            return NodeKind::continues;
        case Class::CXXTryStmtClass:
            return NodeKind::tries;
        case Class::CXXCatchStmtClass:
            return NodeKind::catches;
        default:
            return NodeKind::other_statement;
    }
}

}  // namespace

Index Lowering::statement(const clang::Stmt* statement, Index parent) {
    if (statement == nullptr) return none;
    if (const auto* value = llvm::dyn_cast<clang::Expr>(statement))
        return expression(value, parent);
    if (is_cut(*statement)) return none;
    ++depth_;
    Index node = none;
    if (const auto* declarations = llvm::dyn_cast<clang::DeclStmt>(statement)) {
        for (const auto* declared : declarations->decls()) {
            const auto* variable = llvm::dyn_cast<clang::VarDecl>(declared);
            if (variable == nullptr) continue;
            node = declaration(*variable, statement, parent);
            bindings(*variable, parent);
        }
    } else {
        node = control_statement(*statement, parent);
    }
    --depth_;
    return node;
}

void Lowering::bindings(const clang::VarDecl& variable, Index parent) {
    const auto* parts = llvm::dyn_cast<clang::DecompositionDecl>(&variable);
    if (parts == nullptr) return;
    const bool changes = reference_text(variable.getType(), "") == "&";
    for (const auto* part : parts->bindings()) {
        const Index binding = add(NodeKind::declaration, nullptr, parent);
        current_.nodes[binding].cell = naming_.cell(*part);
        current_.nodes[binding].place = naming_.place(part->getLocation());
        if (changes) current_.nodes[binding].text = "&";
        const Index whole = add(NodeKind::reference, nullptr, binding);
        current_.nodes[whole].cell = naming_.cell(variable);
        current_.nodes[whole].place = current_.nodes[binding].place;
    }
}

Index Lowering::declaration(const clang::VarDecl& variable, const clang::Stmt* at, Index parent) {
    const Index node = add(NodeKind::declaration, at, parent);
    current_.nodes[node].cell = naming_.cell(variable);
    current_.nodes[node].type = Naming::type(variable.getType());
    current_.nodes[node].place = naming_.place(variable.getLocation());
    // References are marked: through one that is not const, values flow back.
    current_.nodes[node].text = reference_text(variable.getType(), "const&");
    if (variable.getInit() != nullptr) expression(variable.getInit(), node);
    return node;
}

// `while (double x = next())`: what a condition declares is a part of its statement.
void Lowering::condition_variable(const clang::VarDecl* variable, const clang::Stmt* at,
                                  Index parent) {
    if (variable != nullptr) declaration(*variable, at, parent);
}

Index Lowering::loop(const clang::Stmt& statement, Index parent) {
    const Index node = add(NodeKind::loop, &statement, parent);
    Index condition = none;
    if (const auto* range = llvm::dyn_cast<clang::CXXForRangeStmt>(&statement)) {
        const Index variable = declaration(*range->getLoopVariable(), nullptr, node);
        auto& children = current_.nodes[variable].children;
        children.clear();  // `*it` of the rewritten loop; the range itself says more
        expression(range->getRangeInit(), variable);
        bindings(*range->getLoopVariable(), node);
        current_.nodes[node].text = "range";
        this->statement(range->getInit(), node);
        this->statement(range->getBody(), node);
    } else if (const auto* counted = llvm::dyn_cast<clang::ForStmt>(&statement)) {
        this->statement(counted->getInit(), node);
        condition_variable(counted->getConditionVariable(), counted->getConditionVariableDeclStmt(),
                           node);
        condition = this->statement(counted->getCond(), node);
        this->statement(counted->getInc(), node);
        this->statement(counted->getBody(), node);
        current_.nodes[node].text = "for";
    } else if (const auto* head = llvm::dyn_cast<clang::WhileStmt>(&statement)) {
        condition_variable(head->getConditionVariable(), head->getConditionVariableDeclStmt(),
                           node);
        condition = this->statement(head->getCond(), node);
        this->statement(head->getBody(), node);
        current_.nodes[node].text = "while";
    } else if (const auto* tail = llvm::dyn_cast<clang::DoStmt>(&statement)) {
        this->statement(tail->getBody(), node);
        condition = this->statement(tail->getCond(), node);
        current_.nodes[node].text = "do";
    }
    current_.nodes[node].condition = condition;
    return node;
}

// A chain of `else if` nests in the syntax; it is walked, not descended into.
Index Lowering::branch(const clang::IfStmt& first, Index parent) {
    const std::size_t depth = depth_;
    Index top = none;
    for (const clang::IfStmt* at = &first; at != nullptr && !is_cut(*at);) {
        const Index node = add(NodeKind::branch, at, parent);
        if (top == none) top = node;
        if (at->getInit() != nullptr) statement(at->getInit(), parent);
        condition_variable(at->getConditionVariable(), at->getConditionVariableDeclStmt(), parent);
        const Index condition = statement(at->getCond(), node);
        current_.nodes[node].condition = condition;
        statement(at->getThen(), node);
        const clang::Stmt* otherwise = at->getElse();
        at = llvm::dyn_cast_or_null<clang::IfStmt>(otherwise);
        if (at == nullptr) statement(otherwise, node);
        parent = node;
        ++depth_;
    }
    depth_ = depth;
    return top;
}

Index Lowering::choice(const clang::SwitchStmt& choice, Index parent) {
    const Index node = add(NodeKind::choice, &choice, parent);
    if (choice.getInit() != nullptr) statement(choice.getInit(), parent);
    condition_variable(choice.getConditionVariable(), choice.getConditionVariableDeclStmt(), node);
    const Index condition = statement(choice.getCond(), node);
    current_.nodes[node].condition = condition;
    statement(choice.getBody(), node);
    return node;
}

// `case 1: case 2: case 3:` nests like `else if`.
Index Lowering::labels(const clang::CaseStmt& first, Index parent) {
    const std::size_t depth = depth_;
    Index top = none;
    for (const clang::CaseStmt* at = &first; at != nullptr && !is_cut(*at);) {
        const Index node = add(NodeKind::label, at, parent);
        if (top == none) top = node;
        current_.nodes[node].text = at->getRHS() == nullptr ? "case" : "case...";
        for (const clang::Expr* value : {at->getLHS(), at->getRHS()})
            if (value != nullptr && expression(value, node) == none)
                add(NodeKind::other_expression, nullptr, node);
        const clang::Stmt* then = at->getSubStmt();
        at = llvm::dyn_cast_or_null<clang::CaseStmt>(then);
        if (at == nullptr) statement(then, node);
        parent = node;
        ++depth_;
    }
    depth_ = depth;
    return top;
}

// The expressions of its clauses, and its statement as written.
Index Lowering::directive(const clang::OMPExecutableDirective& directive, Index parent) {
    const Index node = add(NodeKind::other_statement, &directive, parent);
    current_.nodes[node].text = "omp";
    for (const clang::OMPClause* clause : directive.clauses())
        for (const clang::Stmt* part : clause->children())
            statement(part, node);
    children_of(directive, node);
    return node;
}

Index Lowering::control_statement(const clang::Stmt& statement, Index parent) {
    using Class = clang::Stmt::StmtClass;
    switch (statement.getStmtClass()) {
        case Class::ForStmtClass:
        case Class::WhileStmtClass:
        case Class::DoStmtClass:
        case Class::CXXForRangeStmtClass:
            return loop(statement, parent);
        case Class::IfStmtClass:
            return branch(llvm::cast<clang::IfStmt>(statement), parent);
        case Class::SwitchStmtClass:
            return choice(llvm::cast<clang::SwitchStmt>(statement), parent);
        case Class::CaseStmtClass:
            return labels(llvm::cast<clang::CaseStmt>(statement), parent);
        case Class::CapturedStmtClass:  // its children are what it captures
            return this->statement(llvm::cast<clang::CapturedStmt>(statement).getCapturedStmt(),
                                   parent);
        case Class::OMPCanonicalLoopClass:
            return this->statement(llvm::cast<clang::OMPCanonicalLoop>(statement).getLoopStmt(),
                                   parent);
        default:
            break;
    }
    if (const auto* parallel = llvm::dyn_cast<clang::OMPExecutableDirective>(&statement))
        return directive(*parallel, parent);
    const Index node = add(kind_of(statement), &statement, parent);
    if (current_.nodes[node].kind == NodeKind::returns) current_.nodes[node].text = returns_text_;
    if (const auto* handler = llvm::dyn_cast<clang::CXXCatchStmt>(&statement))
        current_.nodes[node].text = handler->getExceptionDecl() == nullptr
                                        ? "..."
                                        : naming_.type_name(handler->getCaughtType());
    children_of(statement, node);
    return node;
}

}  // namespace isonomia::analyzer
