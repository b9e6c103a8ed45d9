// Names, places and keys of Clang declarations as facts need them. Includes Clang.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>
#include <llvm/ADT/DenseMap.h>

#include "analyzer/worker/facts.hpp"

namespace isonomia::analyzer {

class Naming {
public:
    Naming(clang::ASTContext& context, Unit& unit, std::string source_folder);

    // The place in a file of the source folder, where a macro is used rather than where it is
    // defined.
    [[nodiscard]] Place place(clang::SourceLocation location);
    // Where the text itself stands; nothing when that is outside the source folder.
    [[nodiscard]] std::optional<Place> written(clang::SourceLocation location);
    [[nodiscard]] bool in_source(clang::SourceLocation location);
    // A header of the system; one inside the source folder is read, however it is found or marked.
    [[nodiscard]] bool is_system(clang::SourceLocation location);

    [[nodiscard]] Index cell(const clang::ValueDecl& declaration);
    // `parameter`: of a template, whose value the literal is; else "".
    [[nodiscard]] Index literal(clang::SourceLocation location, std::string text, ValueType type,
                                const std::string& function, const std::string& parameter);
    [[nodiscard]] Index function_cell(const clang::FunctionDecl& function, CellKind kind);
    [[nodiscard]] Index callee(const clang::FunctionDecl& function);
    // By position in Unit::callees.
    [[nodiscard]] const std::vector<const clang::FunctionDecl*>& called() const { return called_; }
    // Callee::lends of a function that returns, or makes, such a value.
    [[nodiscard]] bool lends(clang::QualType type);

    // One key per function, also for functions that have no linkage, where the file takes part.
    [[nodiscard]] std::string key(const clang::Decl& declaration);
    [[nodiscard]] std::string source_text(clang::SourceRange range);
    [[nodiscard]] static ValueType type(clang::QualType type);
    [[nodiscard]] std::string type_name(clang::QualType type) const;  // as in Cell::declared
    [[nodiscard]] static std::string cut(std::string text);  // at 200 bytes, between characters
    [[nodiscard]] static std::string qualified(const clang::NamedDecl& declaration);

    clang::ASTContext& context;
    Unit& unit;

private:
    [[nodiscard]] Index add(Cell cell);
    [[nodiscard]] Index file_index(clang::FileID file);
    // "" for a file elsewhere. One that a link in the source folder leads out to goes by that link.
    [[nodiscard]] std::string path_in_source(clang::FileEntryRef file) const;
    [[nodiscard]] std::string cell_key(const clang::ValueDecl& declaration);

    std::string source_folder_;
    std::map<std::string, Index> cells_;
    std::map<std::string, Index> callees_;
    std::vector<const clang::FunctionDecl*> called_;
    llvm::DenseMap<const clang::CXXRecordDecl*, bool> lending_;  // false while it is looked at
    std::map<clang::FileID, Index> files_;
};

}  // namespace isonomia::analyzer
