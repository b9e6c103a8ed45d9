#include "analyzer/worker/frontend.hpp"

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Tooling/Tooling.h>
#include <llvm/Support/CrashRecoveryContext.h>

#include "analyzer/worker/lower.hpp"

namespace isonomia::analyzer {

namespace {

constexpr unsigned stack_bytes = 64U << 20U;  // deep syntax recurses deeply

class Collector : public clang::RecursiveASTVisitor<Collector> {
public:
    Collector(Naming& naming, Lowering& lowering) : naming_(naming), lowering_(lowering) {}

    [[nodiscard]] bool shouldVisitTemplateInstantiations() const { return true; }

    bool VisitFunctionDecl(clang::FunctionDecl* declaration) {
        if (!declaration->doesThisDeclarationHaveABody() || declaration->isDependentContext() ||
            !naming_.in_source(declaration->getLocation()))
            return true;
        lowering_.function(*declaration);
        for (auto lambdas = lowering_.take_lambdas(); !lambdas.empty();) {
            const clang::FunctionDecl* body = lambdas.back();
            lambdas.pop_back();
            lowering_.function(*body);
            for (const auto* nested : lowering_.take_lambdas())
                lambdas.push_back(nested);
        }
        return true;
    }

    bool VisitVarDecl(clang::VarDecl* declaration) {
        const bool shared = declaration->hasGlobalStorage() && !declaration->isStaticLocal();
        const clang::Expr* value = declaration->getInit();
        if (shared && value != nullptr && !value->isTypeDependent() && !value->isValueDependent() &&
            naming_.in_source(declaration->getLocation()))
            lowering_.initializer(*declaration, *value);
        return true;
    }

    bool VisitEnumConstantDecl(clang::EnumConstantDecl* declaration) {
        const clang::Expr* value = declaration->getInitExpr();
        if (value != nullptr && !value->isValueDependent() &&
            naming_.in_source(declaration->getLocation()))
            lowering_.initializer(*declaration, *value);
        return true;
    }

private:
    Naming& naming_;
    Lowering& lowering_;
};

class Consumer final : public clang::ASTConsumer {
public:
    Consumer(Unit& unit, std::string folder) : unit_(unit), folder_(std::move(folder)) {}

    void HandleTranslationUnit(clang::ASTContext& context) override {
        Naming naming(context, unit_, folder_);
        Lowering lowering(naming);
        Collector collector(naming, lowering);
        const auto& sources = context.getSourceManager();
        for (clang::Decl* declaration : context.getTranslationUnitDecl()->decls())
            if (!sources.isInSystemHeader(sources.getFileLoc(declaration->getLocation())))
                collector.TraverseDecl(declaration);
        unit_.read = true;
    }

private:
    Unit& unit_;
    std::string folder_;
};

class Action final : public clang::ASTFrontendAction {
public:
    Action(Unit& unit, std::string folder) : unit_(unit), folder_(std::move(folder)) {}

    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler,
                                                          llvm::StringRef) override {
        // A missing header must not end the reading: go on with what can be understood.
        compiler.getDiagnostics().setFatalsAsError(true);
        compiler.getDiagnostics().setErrorLimit(0);
        return std::make_unique<Consumer>(unit_, folder_);
    }

private:
    Unit& unit_;
    std::string folder_;
};

class ErrorCounter final : public clang::DiagnosticConsumer {
public:
    explicit ErrorCounter(Unit& unit) : unit_(unit) {}

    void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                          const clang::Diagnostic& diagnostic) override {
        clang::DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
        if (level < clang::DiagnosticsEngine::Error) return;
        if (unit_.errors++ > 0) return;
        llvm::SmallString<256> text;
        diagnostic.FormatDiagnostic(text);
        unit_.first_error = text.str().substr(0, 200).str();
    }

private:
    Unit& unit_;
};

void parse(const ParseJob& job, Unit& unit) {
    auto disk = llvm::vfs::createPhysicalFileSystem();
    if (disk->setCurrentWorkingDirectory(job.directory)) {
        unit.first_error = "its working folder does not exist";
        return;
    }
    std::vector<std::string> arguments{"clang++"};
    arguments.insert(arguments.end(), job.arguments.begin(), job.arguments.end());
    arguments.insert(arguments.end(),
                     {"-fsyntax-only", "-w", "-Qunused-arguments", "-fno-caret-diagnostics",
                      "-resource-dir", ISONOMIA_CLANG_RESOURCE_DIR, job.file});
    const auto files = llvm::makeIntrusiveRefCnt<clang::FileManager>(
        clang::FileSystemOptions{job.directory}, std::move(disk));
    ErrorCounter counter(unit);
    clang::tooling::ToolInvocation invocation(
        arguments, std::make_unique<Action>(unit, job.source_folder), files.get());
    invocation.setDiagnosticConsumer(&counter);
    invocation.run();
}

}  // namespace

Unit parse_unit(const ParseJob& job) {
    Unit unit;
    unit.file = job.file.starts_with(job.source_folder + "/")
                    ? job.file.substr(job.source_folder.size() + 1)
                    : job.file;
    llvm::CrashRecoveryContext::Enable();
    llvm::CrashRecoveryContext recovery;
    if (recovery.RunSafelyOnThread([&] { parse(job, unit); }, stack_bytes)) return unit;
    Unit crashed;
    crashed.file = unit.file;
    crashed.errors = 1;
    crashed.first_error = "the parser gave up on it";
    return crashed;
}

}  // namespace isonomia::analyzer
