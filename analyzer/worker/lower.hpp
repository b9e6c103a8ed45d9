// Clang's syntax tree of one function, lowered to the nodes and blocks of facts.hpp. Includes
// Clang.
#pragma once

#include <vector>

#include <llvm/ADT/DenseMap.h>

#include "analyzer/worker/naming.hpp"

namespace clang {
class CFG;
class CaseStmt;
class CXXConstructorDecl;
class IfStmt;
class LambdaExpr;
class OMPExecutableDirective;
class Stmt;
class SwitchStmt;
}  // namespace clang

namespace isonomia::analyzer {

class Lowering {
public:
    explicit Lowering(Naming& naming) : naming_(naming) {}

    void function(const clang::FunctionDecl& declaration);  // with a body
    void initializer(const clang::ValueDecl& declaration, const clang::Expr& value);

    // Bodies of lambdas met on the way; each is to be lowered in turn.
    [[nodiscard]] std::vector<const clang::FunctionDecl*> take_lambdas();

private:
    Index statement(const clang::Stmt* statement, Index parent);
    Index control_statement(const clang::Stmt& statement, Index parent);
    Index loop(const clang::Stmt& statement, Index parent);
    Index branch(const clang::IfStmt& first, Index parent);
    Index choice(const clang::SwitchStmt& choice, Index parent);
    Index labels(const clang::CaseStmt& first, Index parent);
    Index directive(const clang::OMPExecutableDirective& directive, Index parent);
    void condition_variable(const clang::VarDecl* variable, const clang::Stmt* at, Index parent);
    Index declaration(const clang::VarDecl& variable, const clang::Stmt* at, Index parent);
    void bindings(const clang::VarDecl& variable, Index parent);  // of `auto [a, b]`
    Index expression(const clang::Expr* expression, Index parent);
    Index narrowing(const clang::CastExpr& cast, Index parent);
    Index operation(const clang::Expr& expression, Index parent);
    Index access(const clang::Expr& expression, Index parent);
    Index call(const clang::CallExpr& call, Index parent);
    Index operator_call(const clang::CallExpr& call, Index parent);
    Index construct(const clang::Expr& expression, Index parent);
    Index literal(const clang::Expr& expression, Index parent);
    Index lambda(const clang::LambdaExpr& lambda, Index parent);
    Index list(const clang::Expr& expression, Index parent);
    void overrides(const clang::CXXMethodDecl& method);
    void constructor_initializers(const clang::CXXConstructorDecl& constructor, Index parent);

    void function_of(Index node, const clang::FunctionDecl* target);  // an operator that is one

    // What lies too deep, or beyond the bound on nodes, stays unread and counts as an error.
    [[nodiscard]] bool is_cut(const clang::Stmt& at);
    Index add(NodeKind kind, const clang::Stmt* statement, Index parent);
    void alias(const clang::Stmt* statement, Index node);  // wrapper that has no node of its own
    void children_of(const clang::Stmt& statement, Index parent);
    void blocks(const clang::FunctionDecl& declaration);
    void place_nodes(const clang::CFG& graph);

    Naming& naming_;
    Function current_;
    llvm::DenseMap<const clang::Stmt*, Index> node_of_;
    std::vector<const clang::FunctionDecl*> lambdas_;
    std::size_t depth_ = 0;
    bool in_default_ = false;
    std::string parameter_;  // of a template, whose value is lowered
    std::string returns_text_;
};

// '&' for a reference; of one to what is const `to_constant`; "" for all other types.
[[nodiscard]] std::string reference_text(clang::QualType type, const char* to_constant);

}  // namespace isonomia::analyzer
