#include "analyzer/worker/callbacks.hpp"

#include <algorithm>
#include <set>

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>

namespace isonomia::analyzer {

namespace {

constexpr std::size_t functions_max = 200'000;  // of the library, of one unit

// Functions of the library from those that the source calls, and who calls whom.
class CallGraph {
public:
    explicit CallGraph(Naming& naming) : naming_(naming) {}

    // Its number; functions of the source are not looked into.
    std::size_t add(const clang::FunctionDecl& function) {
        const clang::FunctionDecl* body = &function;
        function.hasBody(body);
        body = body->getCanonicalDecl();
        const auto [at, fresh] = numbers_.try_emplace(body, functions_.size());
        if (fresh) {
            functions_.push_back(&function);
            callers_.emplace_back();
        }
        return at->second;
    }

    void expand() {
        for (; next_ < functions_.size() && functions_.size() < functions_max; ++next_) {
            const clang::FunctionDecl* body = nullptr;
            if (!functions_[next_]->hasBody(body) || body->isDependentContext()) continue;
            if (naming_.in_source(body->getLocation()))
                own_.push_back(next_);
            else
                look_into(*body);
        }
    }

    [[nodiscard]] const std::vector<std::size_t>& own() const { return own_; }
    [[nodiscard]] const clang::FunctionDecl& function(std::size_t number) const {
        return *functions_[number];
    }

    // All that call it, directly or not, through functions of the library.
    [[nodiscard]] std::set<std::size_t> callers(std::size_t number) const {
        std::set<std::size_t> all;
        std::vector<std::size_t> open{number};
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            for (const std::size_t caller : callers_[at])
                if (all.insert(caller).second) open.push_back(caller);
        }
        return all;
    }

private:
    void look_into(const clang::FunctionDecl& function) {
        std::vector<const clang::Stmt*> open{function.getBody()};
        if (const auto* made = llvm::dyn_cast<clang::CXXConstructorDecl>(&function))
            for (const auto* initializer : made->inits())
                open.push_back(initializer->getInit());
        while (!open.empty()) {
            const clang::Stmt* at = open.back();
            open.pop_back();
            if (at == nullptr || llvm::isa<clang::CXXNoexceptExpr>(at)) continue;
            if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(at)) note(name->getDecl());
            if (const auto* name = llvm::dyn_cast<clang::MemberExpr>(at))
                note(name->getMemberDecl());
            if (const auto* made = llvm::dyn_cast<clang::CXXConstructExpr>(at))
                note(made->getConstructor());
            if (const auto* fallback = llvm::dyn_cast<clang::CXXDefaultArgExpr>(at))
                open.push_back(fallback->getExpr());
            open.insert(open.end(), at->child_begin(), at->child_end());
        }
    }

    void note(const clang::ValueDecl* named) {
        const auto* function = llvm::dyn_cast<clang::FunctionDecl>(named);
        if (function == nullptr) return;
        auto& callers = callers_[add(*function)];
        if (callers.empty() || callers.back() != next_) callers.push_back(next_);
    }

    Naming& naming_;
    llvm::DenseMap<const clang::FunctionDecl*, std::size_t> numbers_;
    std::vector<const clang::FunctionDecl*> functions_;
    std::vector<std::vector<std::size_t>> callers_;
    std::vector<std::size_t> own_;
    std::size_t next_ = 0;
};

}  // namespace

void find_callbacks(Naming& naming) {
    CallGraph graph(naming);
    llvm::DenseMap<std::size_t, std::vector<Index>> asked;  // callees by number
    for (Index callee = 0; callee < naming.called().size(); ++callee) {
        const clang::FunctionDecl* body = nullptr;
        const clang::FunctionDecl& function = *naming.called()[callee];
        if (function.hasBody(body) && !naming.in_source(body->getLocation()))
            asked[graph.add(function)].push_back(callee);
    }
    graph.expand();
    for (const std::size_t own : graph.own()) {
        const std::string key = naming.unit.callees[naming.callee(graph.function(own))].key;
        for (const std::size_t caller : graph.callers(own))
            if (const auto callees = asked.find(caller); callees != asked.end())
                for (const Index callee : callees->second)
                    naming.unit.callees[callee].calls_back.push_back(key);
    }
    for (Callee& callee : naming.unit.callees) {
        auto& keys = callee.calls_back;
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    }
}

}  // namespace isonomia::analyzer
