#include "analyzer/worker/naming.hpp"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Index/USRGeneration.h>
#include <clang/Lex/Lexer.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace isonomia::analyzer {

namespace {

constexpr std::size_t text_length_max = 200;  // of a literal or name; longer ones are cut

CellKind kind_of(const clang::ValueDecl& declaration) {
    if (llvm::isa<clang::ParmVarDecl>(declaration)) return CellKind::parameter;
    if (llvm::isa<clang::FieldDecl>(declaration)) return CellKind::field;
    if (llvm::isa<clang::EnumConstantDecl>(declaration)) return CellKind::constant_name;
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(&declaration);
    // A static local outlives the call, like a global.
    return variable != nullptr && variable->isLocalVarDecl() && !variable->isStaticLocal()
               ? CellKind::local
               : CellKind::global;
}

}  // namespace

Naming::Naming(clang::ASTContext& ast, Unit& into, std::string source_folder)
    : context(ast), unit(into), source_folder_(std::move(source_folder)) {}

std::string Naming::path_in_source(clang::FileEntryRef file) const {
    const llvm::StringRef real = file.getFileEntry().tryGetRealPathName();
    llvm::SmallString<256> named(file.getName());
    context.getSourceManager().getFileManager().makeAbsolutePath(named);
    llvm::sys::path::remove_dots(named, true);
    for (llvm::StringRef path : {real, llvm::StringRef(named)}) {
        if (!path.consume_front(source_folder_) || !path.consume_front("/")) continue;
        llvm::SmallString<256> same;  // dots behind a link could name another file
        if (!llvm::sys::fs::real_path(source_folder_ + "/" + path, same) && same == real)
            return path.str();
    }
    return {};
}

Index Naming::file_index(clang::FileID file) {
    const auto known = files_.find(file);
    if (known != files_.end()) return known->second;
    Index index = none;
    if (const auto entry = context.getSourceManager().getFileEntryRefForID(file)) {
        if (const std::string relative = path_in_source(*entry); !relative.empty()) {
            for (Index i = 0; i < unit.files.size(); ++i)
                if (unit.files[i] == relative) index = i;
            if (index == none) {
                index = static_cast<Index>(unit.files.size());
                unit.files.push_back(relative);
            }
        }
    }
    files_.emplace(file, index);
    return index;
}

Place Naming::place(clang::SourceLocation location) {
    const auto& sources = context.getSourceManager();
    const auto at = sources.getFileLoc(location);
    if (at.isInvalid()) return {};
    const auto [file, offset] = sources.getDecomposedLoc(at);
    return {file_index(file), sources.getLineNumber(file, offset),
            sources.getColumnNumber(file, offset)};
}

std::optional<Place> Naming::written(clang::SourceLocation location) {
    const auto& sources = context.getSourceManager();
    const auto at = sources.getSpellingLoc(location);
    if (at.isInvalid()) return std::nullopt;
    const auto [file, offset] = sources.getDecomposedLoc(at);
    const Index index = file_index(file);
    if (index == none) return std::nullopt;
    return Place{index, sources.getLineNumber(file, offset), sources.getColumnNumber(file, offset)};
}

bool Naming::in_source(clang::SourceLocation location) {
    const auto& sources = context.getSourceManager();
    const auto at = sources.getFileLoc(location);
    return at.isValid() && file_index(sources.getFileID(at)) != none;
}

bool Naming::is_system(clang::SourceLocation location) {
    const auto& sources = context.getSourceManager();
    return sources.isInSystemHeader(sources.getFileLoc(location)) && !in_source(location);
}

std::string Naming::cut(std::string text) {
    if (text.size() <= text_length_max) return text;
    std::size_t end = text_length_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    text.resize(end);
    return text + "…";
}

std::string Naming::key(const clang::Decl& declaration) {
    llvm::SmallString<128> usr;
    if (clang::index::generateUSRForDecl(&declaration, usr)) return {};
    const auto* named = llvm::dyn_cast<clang::NamedDecl>(&declaration);
    const bool linked = named == nullptr || named->isExternallyVisible() ||
                        llvm::isa<clang::FieldDecl>(declaration);
    // A USR holds only the last part of the file's name, so two static functions could share one.
    return linked ? usr.str().str() : unit.file + "|" + usr.str().str();
}

std::string Naming::qualified(const clang::NamedDecl& declaration) {
    std::string text;
    llvm::raw_string_ostream out(text);
    clang::PrintingPolicy policy{clang::LangOptions{}};
    policy.SuppressUnwrittenScope = true;
    declaration.printQualifiedName(out, policy);
    return cut(out.str());
}

ValueType Naming::type(clang::QualType type) {
    if (type.isNull()) return ValueType::other;
    type = type.getNonReferenceType().getCanonicalType();
    if (type->isDependentType()) return ValueType::other;
    if (type->isVoidType()) return ValueType::nothing;
    if (type->isBooleanType()) return ValueType::boolean;
    if (type->isRealFloatingType()) return ValueType::floating;
    if (type->isIntegralOrEnumerationType()) return ValueType::integer;
    if (type->isAnyPointerType()) return ValueType::pointer;
    if (type->isRecordType()) return ValueType::object;
    return ValueType::other;
}

std::string Naming::type_name(clang::QualType type) const {
    if (type.isNull() || type->isDependentType()) return {};
    type = type.getNonReferenceType().getCanonicalType();
    while (type->isAnyPointerType() || type->isArrayType())
        type = type->isArrayType() ? clang::QualType(type->getPointeeOrArrayElementType(), 0)
                                   : type->getPointeeType();
    type = type.getUnqualifiedType();
    if (const auto* record = type->getAsTagDecl()) return qualified(*record);
    return cut(type.getAsString(context.getPrintingPolicy()));
}

Index Naming::add(Cell cell) {
    const auto [at, fresh] = cells_.emplace(cell.key, static_cast<Index>(unit.cells.size()));
    if (fresh) unit.cells.push_back(std::move(cell));
    return at->second;
}

std::string Naming::cell_key(const clang::ValueDecl& declaration) {
    const auto* owner = llvm::dyn_cast<clang::FunctionDecl>(declaration.getDeclContext());
    if (const auto* parameter = llvm::dyn_cast<clang::ParmVarDecl>(&declaration);
        parameter != nullptr && owner != nullptr)
        return "p" + std::to_string(parameter->getFunctionScopeIndex()) + ":" + key(*owner);
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(&declaration);
    if (variable != nullptr && variable->isLocalVarDecl() && owner != nullptr) {
        const Place at = place(declaration.getLocation());
        return "l:" + declaration.getNameAsString() + "@" + std::to_string(at.line) + ":" +
               std::to_string(at.column) + ":" + key(*owner);
    }
    return key(*declaration.getCanonicalDecl());
}

Index Naming::cell(const clang::ValueDecl& declaration) {
    Cell cell;
    cell.key = cell_key(declaration);
    if (cell.key.empty()) return none;
    cell.name = cut(declaration.getNameAsString());
    cell.kind = kind_of(declaration);
    cell.type = type(declaration.getType());
    cell.declared = type_name(declaration.getType());
    cell.constant = declaration.getType().getNonReferenceType().isConstQualified() ||
                    cell.kind == CellKind::constant_name;
    cell.place = place(declaration.getLocation());
    if (const auto* owner = llvm::dyn_cast<clang::FunctionDecl>(declaration.getDeclContext()))
        cell.function = qualified(*owner);
    return add(std::move(cell));
}

Index Naming::literal(clang::SourceLocation location, std::string text, ValueType type,
                      const std::string& function, const std::string& parameter) {
    Cell cell;
    const auto& sources = context.getSourceManager();
    const auto spelled = written(location);
    cell.place = spelled ? *spelled : place(location);
    if (location.isMacroID())
        cell.macro =
            clang::Lexer::getImmediateMacroName(location, sources, context.getLangOpts()).str();
    if (cell.place.file == none) return none;
    cell.key = "lit@" + unit.files[cell.place.file] + ":" + std::to_string(cell.place.line) + ":" +
               std::to_string(cell.place.column);
    // __LINE__ and __FILE__ say where something stands; their values are no choice of anybody.
    const bool is_own_place = !spelled && cell.macro.starts_with("__") &&
                              sources.isWrittenInScratchSpace(sources.getSpellingLoc(location));
    cell.name = cut(is_own_place ? cell.macro : std::move(text));
    // Written elsewhere (-DCUT=0.97, a template argument), so another value may stand here too.
    if (!spelled || !parameter.empty()) cell.key += "=" + cell.name;
    cell.declared = parameter;
    cell.kind = CellKind::literal;
    cell.type = type;
    cell.constant = true;
    cell.function = function;
    return add(std::move(cell));
}

Index Naming::function_cell(const clang::FunctionDecl& function, CellKind kind) {
    Cell cell;
    const char* prefix = kind == CellKind::result ? "ret:"
                         : kind == CellKind::self ? "this:"
                                                  : "run:";
    cell.key = prefix + key(function);
    cell.name = function.getNameAsString();
    cell.kind = kind;
    cell.type = kind == CellKind::result ? type(function.getReturnType()) : ValueType::object;
    cell.place = place(function.getLocation());
    cell.function = qualified(function);
    return add(std::move(cell));
}

Index Naming::callee(const clang::FunctionDecl& function) {
    Callee callee;
    callee.key = key(function);
    const auto [at, fresh] = callees_.emplace(callee.key, static_cast<Index>(unit.callees.size()));
    if (!fresh) return at->second;
    callee.name = cut(function.getNameAsString());
    callee.qualified = qualified(function);
    const clang::FunctionDecl* body = nullptr;
    const bool own = function.hasBody(body) && in_source(body->getLocation());
    callee.system = !own && (is_system(function.getLocation()) || function.getBuiltinID() != 0);
    if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function)) {
        callee.method = method->isInstance();
        callee.constant = method->isConst();
    }
    callee.returns = type(function.getReturnType());
    callee.returns_name = type_name(function.getReturnType());
    const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function);
    callee.lends = lends(constructor == nullptr ? function.getReturnType()
                                                : context.getRecordType(constructor->getParent()));
    called_.push_back(&function);
    for (const auto* parameter : function.parameters()) {
        const auto parameter_type = parameter->getType();
        const bool refers = parameter_type->isReferenceType() || parameter_type->isAnyPointerType();
        const auto pointee = parameter_type->getPointeeType();
        callee.writes.push_back(refers && !pointee.isConstQualified() &&
                                !parameter_type->isRValueReferenceType());
    }
    unit.callees.push_back(std::move(callee));
    return at->second;
}

bool Naming::lends(clang::QualType type) {
    if (type.isNull() || type->isDependentType()) return false;
    if (type->isLValueReferenceType() || type->isAnyPointerType()) {
        const auto behind = type->getPointeeType();
        return !behind.isConstQualified() && !behind->isFunctionType();
    }
    const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
    record = record == nullptr ? nullptr : record->getDefinition();
    // What has something to clean up owns what it points to.
    if (record == nullptr || !record->hasTrivialDestructor()) return false;
    const auto [known, fresh] = lending_.try_emplace(record, false);
    if (!fresh) return known->second;
    const bool result = std::any_of(record->field_begin(), record->field_end(),
                                    [&](const auto* field) { return lends(field->getType()); }) ||
                        std::any_of(record->bases_begin(), record->bases_end(),
                                    [&](const auto& base) { return lends(base.getType()); });
    lending_[record] = result;
    return result;
}

std::string Naming::source_text(clang::SourceRange range) {
    const auto& sources = context.getSourceManager();
    const clang::CharSourceRange spelled = clang::CharSourceRange::getTokenRange(
        sources.getSpellingLoc(range.getBegin()), sources.getSpellingLoc(range.getEnd()));
    return cut(clang::Lexer::getSourceText(spelled, sources, context.getLangOpts()).str());
}

}  // namespace isonomia::analyzer
