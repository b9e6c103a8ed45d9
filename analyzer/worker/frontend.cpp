#include "analyzer/worker/frontend.hpp"

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Lex/Lexer.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>
#include <clang/Tooling/Tooling.h>
#include <llvm/Support/CrashRecoveryContext.h>
#include <llvm/Support/Path.h>

#include "analyzer/worker/callbacks.hpp"
#include "analyzer/worker/lower.hpp"
#include "analyzer/worker/recording_files.hpp"

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

    bool VisitFieldDecl(clang::FieldDecl* declaration) {
        const clang::Expr* value = declaration->getInClassInitializer();
        if (value != nullptr && !value->isTypeDependent() && !value->isValueDependent() &&
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

// What only the preprocessor sees, kept until places can be given.
struct Raw {
    RemarkKind kind;
    clang::SourceLocation begin;
    clang::SourceLocation end;
    std::string text;
};
using RawRemarks = std::vector<Raw>;

constexpr std::size_t remarks_max = 200'000;  // of one unit

class Listener final : public clang::PPCallbacks, public clang::CommentHandler {
public:
    Listener(std::shared_ptr<Naming> naming, std::shared_ptr<RawRemarks> remarks)
        : naming_(std::move(naming)),
          sources_(naming_->context.getSourceManager()),
          options_(naming_->context.getLangOpts()),
          remarks_(std::move(remarks)) {}

    bool HandleComment(clang::Preprocessor&, clang::SourceRange range) override {
        add(RemarkKind::comment, range);
        return false;
    }
    void SourceRangeSkipped(clang::SourceRange range, clang::SourceLocation) override {
        add(RemarkKind::left_out, range);
    }
    void MacroExpands(const clang::Token& name, const clang::MacroDefinition& definition,
                      clang::SourceRange range, const clang::MacroArgs*) override {
        const auto* info = definition.getMacroInfo();
        if (info == nullptr || info->getNumParams() != 1 || info->getNumTokens() > 10) return;
        const auto* word = name.getIdentifierInfo();
        // With NDEBUG the argument does not take part in what assert() becomes.
        const auto uses = [&](const clang::Token& token) {
            return token.getIdentifierInfo() == info->params()[0];
        };
        if (word != nullptr && word->getName() == "assert" &&
            std::none_of(info->tokens_begin(), info->tokens_end(), uses))
            add(RemarkKind::dead_assert, range);
    }

private:
    void add(RemarkKind kind, clang::SourceRange range) {
        if (remarks_->size() >= remarks_max || naming_->is_system(range.getBegin())) return;
        auto end = range.getEnd();
        if (kind == RemarkKind::left_out) {  // the line of its #if says why
            const auto [file, offset] = sources_.getDecomposedLoc(range.getBegin());
            end = sources_.translateLineCol(file, sources_.getLineNumber(file, offset), 4096);
        }
        const auto text = clang::Lexer::getSourceText(
            kind == RemarkKind::dead_assert
                ? clang::CharSourceRange::getTokenRange(range.getBegin(), end)
                : clang::CharSourceRange::getCharRange(range.getBegin(), end),
            sources_, options_);
        remarks_->push_back(
            {kind, range.getBegin(), range.getEnd(), Naming::cut(text.substr(0, 400).str())});
    }

    std::shared_ptr<Naming> naming_;
    const clang::SourceManager& sources_;
    const clang::LangOptions& options_;
    std::shared_ptr<RawRemarks> remarks_;
};

class Consumer final : public clang::ASTConsumer {
public:
    Consumer(std::shared_ptr<Naming> naming, std::shared_ptr<RawRemarks> remarks)
        : naming_(std::move(naming)), remarks_(std::move(remarks)) {}

    // Bodies of the system's plain functions are not parsed: nothing of them becomes facts.
    // Templates are, because they call back what the source hands them.
    bool shouldSkipFunctionBody(clang::Decl* declaration) override {
        const auto* function = llvm::dyn_cast<clang::FunctionDecl>(declaration);
        return function != nullptr && !function->isTemplated() &&
               naming_->is_system(function->getLocation());
    }

    void HandleTranslationUnit(clang::ASTContext& context) override {
        Lowering lowering(*naming_);
        Collector collector(*naming_, lowering);
        for (clang::Decl* declaration : context.getTranslationUnitDecl()->decls())
            if (!naming_->is_system(declaration->getLocation()))
                collector.TraverseDecl(declaration);
        find_callbacks(*naming_);
        Unit& unit = naming_->unit;
        for (Raw& raw : *remarks_) {
            const Place place = naming_->place(raw.begin);
            if (place.file != none)
                unit.remarks.push_back(
                    {raw.kind, place, naming_->place(raw.end).line, std::move(raw.text)});
        }
        unit.read = true;
    }

private:
    std::shared_ptr<Naming> naming_;
    std::shared_ptr<RawRemarks> remarks_;
};

class Action final : public clang::ASTFrontendAction {
public:
    Action(Unit& unit, std::string folder) : unit_(unit), folder_(std::move(folder)) {}

    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler,
                                                          llvm::StringRef) override {
        // A missing header must not end the reading: go on with what can be understood.
        compiler.getDiagnostics().setFatalsAsError(true);
        compiler.getDiagnostics().setErrorLimit(0);
        compiler.getFrontendOpts().SkipFunctionBodies = true;  // where the consumer says so
        // The process ends with this unit; tearing its tree down would be wasted.
        compiler.getFrontendOpts().DisableFree = true;
        auto remarks = std::make_shared<RawRemarks>();
        clang::Preprocessor& preprocessor = compiler.getPreprocessor();
        auto naming = std::make_shared<Naming>(compiler.getASTContext(), unit_, folder_);
        auto listener = std::make_unique<Listener>(naming, remarks);
        preprocessor.addCommentHandler(listener.get());
        preprocessor.addPPCallbacks(std::move(listener));  // keeps it as long as it is used
        return std::make_unique<Consumer>(std::move(naming), std::move(remarks));
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
        if (!diagnostic.hasSourceManager() || diagnostic.getLocation().isInvalid()) return;
        const auto place = diagnostic.getSourceManager().getPresumedLoc(diagnostic.getLocation());
        if (place.isValid())
            unit_.first_error += " (" + llvm::sys::path::filename(place.getFilename()).str() + ":" +
                                 std::to_string(place.getLine()) + ")";
    }

private:
    Unit& unit_;
};

void parse(const ParseJob& job, Unit& unit, SeenFiles& seen) {
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk =
        llvm::makeIntrusiveRefCnt<RecordingFiles>(llvm::vfs::createPhysicalFileSystem(), seen);
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

std::string unit_name(const ParseJob& job) {
    return job.file.starts_with(job.source_folder + "/")
               ? job.file.substr(job.source_folder.size() + 1)
               : job.file;
}

ReadUnit parse_unit(const ParseJob& job) {
    ReadUnit result;
    SeenFiles seen;
    result.unit.file = unit_name(job);
    llvm::CrashRecoveryContext::Enable();
    llvm::CrashRecoveryContext recovery;
    if (!recovery.RunSafelyOnThread([&] { parse(job, result.unit, seen); }, stack_bytes)) {
        ReadUnit crashed;
        crashed.unit.file = unit_name(job);
        crashed.unit.errors = 1;
        crashed.unit.first_error = "the parser gave up on it";
        return crashed;
    }
    result.files.assign(seen.opened.begin(), seen.opened.end());
    result.absent.assign(seen.absent.begin(), seen.absent.end());
    return result;
}

}  // namespace isonomia::analyzer
