#include <clang/AST/DeclOpenMP.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/ExprCXX.h>
#include <clang/Basic/OperatorKinds.h>
#include <clang/Basic/SourceManager.h>

#include "analyzer/worker/lower.hpp"

namespace isonomia::analyzer {

namespace {

// What surrounds an expression without changing its value. Null when there is no such wrapper.
const clang::Expr* unwrapped(const clang::Expr& expression) {
    if (const auto* full = llvm::dyn_cast<clang::FullExpr>(&expression)) return full->getSubExpr();
    if (const auto* paren = llvm::dyn_cast<clang::ParenExpr>(&expression))
        return paren->getSubExpr();
    if (const auto* kept = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(&expression))
        return kept->getSubExpr();
    if (const auto* bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(&expression))
        return bound->getSubExpr();
    if (const auto* replaced = llvm::dyn_cast<clang::SubstNonTypeTemplateParmExpr>(&expression))
        return replaced->getReplacement();
    if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(&expression)) return cast->getSubExpr();
    if (const auto* range = llvm::dyn_cast<clang::CXXStdInitializerListExpr>(&expression))
        return range->getSubExpr();
    return nullptr;
}

// A conversion between numbers that can lose something: 64 to 32 bits, floating to integer.
bool narrows(const clang::ASTContext& context, const clang::Expr& expression) {
    const auto* cast = llvm::dyn_cast<clang::CastExpr>(&expression);
    if (cast == nullptr) return false;
    const auto from = cast->getSubExpr()->getType();
    const auto to = cast->getType();
    switch (cast->getCastKind()) {
        case clang::CK_FloatingToIntegral:
            return true;
        case clang::CK_FloatingCast:
        case clang::CK_IntegralCast:
            return !from->isDependentType() && !to->isDependentType() &&
                   !llvm::isa<clang::IntegerLiteral>(cast->getSubExpr()->IgnoreParenImpCasts()) &&
                   context.getTypeSize(to) < context.getTypeSize(from);
        default:
            return false;
    }
}

}  // namespace

// Long sums lean to the left: their left operands are walked, not descended into.
Index Lowering::expression(const clang::Expr* expression, Index parent) {
    const std::size_t depth = depth_;
    std::vector<std::pair<const clang::Expr*, Index>> right;  // operands, and what they belong to
    std::vector<const clang::Expr*> wrappers;
    Index top = none;
    const auto reached = [&](Index node) {
        if (top == none) top = node;
        for (const clang::Expr* wrapper : wrappers)
            alias(wrapper, node);
        wrappers.clear();
        parent = node;
    };
    while (expression != nullptr && !is_cut(*expression)) {
        if (const clang::Expr* inner = unwrapped(*expression)) {
            if (narrows(naming_.context, *expression)) {
                reached(narrowing(llvm::cast<clang::CastExpr>(*expression), parent));
                ++depth_;
            } else {
                wrappers.push_back(expression);
            }
            if (const auto* made = llvm::dyn_cast<clang::SubstNonTypeTemplateParmExpr>(expression))
                parameter_ = made->getParameter()->getNameAsString();
            expression = inner;
        } else if (const auto* two = llvm::dyn_cast<clang::BinaryOperator>(expression)) {
            const auto kind = two->isAssignmentOp() ? NodeKind::assign : NodeKind::binary;
            reached(add(kind, two, parent));
            current_.nodes[parent].text = two->getOpcodeStr().str();
            current_.nodes[parent].place = naming_.place(two->getOperatorLoc());
            right.emplace_back(two->getRHS(), parent);
            expression = two->getLHS();
            ++depth_;
        } else {
            ++depth_;
            reached(operation(*expression, parent));
            parameter_.clear();
            break;
        }
    }
    for (; !right.empty(); right.pop_back()) {
        --depth_;
        this->expression(right.back().first, right.back().second);
    }
    depth_ = depth;
    return top;
}

Index Lowering::narrowing(const clang::CastExpr& cast, Index parent) {
    const Index node = add(NodeKind::narrowing, &cast, parent);
    current_.nodes[node].text =
        naming_.type_name(cast.getSubExpr()->getType()) + ">" + naming_.type_name(cast.getType());
    const auto* implicit = llvm::dyn_cast<clang::ImplicitCastExpr>(&cast);
    current_.nodes[node].is_cast = implicit == nullptr || implicit->isPartOfExplicitCast();
    return node;
}

Index Lowering::operation(const clang::Expr& expression, Index parent) {
    const auto* fallback = llvm::dyn_cast<clang::CXXDefaultArgExpr>(&expression);
    const auto* initial = llvm::dyn_cast<clang::CXXDefaultInitExpr>(&expression);
    if (fallback != nullptr || initial != nullptr) {
        const bool before = std::exchange(in_default_, true);
        const Index node = this->expression(
            fallback != nullptr ? fallback->getExpr() : initial->getExpr(), parent);
        in_default_ = before;
        return node;
    }
    if (const auto* one = llvm::dyn_cast<clang::UnaryOperator>(&expression)) {
        const Index node = add(NodeKind::unary, one, parent);
        current_.nodes[node].text = clang::UnaryOperator::getOpcodeStr(one->getOpcode()).str();
        this->expression(one->getSubExpr(), node);
        return node;
    }
    if (const auto* pick = llvm::dyn_cast<clang::ConditionalOperator>(&expression)) {
        const Index node = add(NodeKind::conditional, pick, parent);
        const Index condition = this->expression(pick->getCond(), node);
        current_.nodes[node].condition = condition;
        this->expression(pick->getTrueExpr(), node);
        this->expression(pick->getFalseExpr(), node);
        return node;
    }
    if (const auto* operators = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&expression))
        return operator_call(*operators, parent);
    if (const auto* called = llvm::dyn_cast<clang::CallExpr>(&expression))
        return call(*called, parent);
    if (const auto* closure = llvm::dyn_cast<clang::LambdaExpr>(&expression))
        return lambda(*closure, parent);
    if (const auto* rewritten = llvm::dyn_cast<clang::CXXRewrittenBinaryOperator>(&expression)) {
        const auto parts = rewritten->getDecomposedForm();
        const Index node = add(NodeKind::binary, rewritten, parent);
        current_.nodes[node].text = clang::BinaryOperator::getOpcodeStr(parts.Opcode).str();
        current_.nodes[node].place = naming_.place(rewritten->getOperatorLoc());
        // `a < b` asks the type's own `<=>` or `==`.
        if (const auto* asked = llvm::dyn_cast<clang::CallExpr>(parts.InnerBinOp->IgnoreImplicit()))
            function_of(node, asked->getDirectCallee());
        this->expression(parts.LHS, node);
        this->expression(parts.RHS, node);
        return node;
    }
    return access(expression, parent);
}

Index Lowering::access(const clang::Expr& expression, Index parent) {
    if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(&expression)) {
        // What a clause of OpenMP computes beforehand is what was written there.
        if (const auto* captured = llvm::dyn_cast<clang::OMPCapturedExprDecl>(name->getDecl()))
            return this->expression(captured->getInit(), parent);
        const Index node = add(NodeKind::reference, name, parent);
        if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(name->getDecl()))
            current_.nodes[node].lambda =
                naming_.callee(*function);  // a function passed as a value
        else
            current_.nodes[node].cell = naming_.cell(*name->getDecl());
        return node;
    }
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(&expression)) {
        const Index node = add(NodeKind::member, member, parent);
        current_.nodes[node].place = naming_.place(member->getMemberLoc());
        if (!llvm::isa<clang::FunctionDecl>(member->getMemberDecl()))
            current_.nodes[node].cell = naming_.cell(*member->getMemberDecl());
        this->expression(member->getBase(), node);
        return node;
    }
    if (llvm::isa<clang::CXXThisExpr>(expression)) {
        const Index node = add(NodeKind::self, &expression, parent);
        current_.nodes[node].cell = current_.self;
        return node;
    }
    if (const auto* element = llvm::dyn_cast<clang::ArraySubscriptExpr>(&expression)) {
        const Index node = add(NodeKind::subscript, element, parent);
        this->expression(element->getBase(), node);
        this->expression(element->getIdx(), node);
        return node;
    }
    if (llvm::isa<clang::CXXConstructExpr>(expression)) return construct(expression, parent);
    if (llvm::isa<clang::InitListExpr>(expression) ||
        llvm::isa<clang::CXXParenListInitExpr>(expression))
        return list(expression, parent);
    if (const auto* thrown = llvm::dyn_cast<clang::CXXThrowExpr>(&expression)) {
        const Index node = add(NodeKind::throws, thrown, parent);
        this->expression(thrown->getSubExpr(), node);
        return node;
    }
    return literal(expression, parent);
}

Index Lowering::literal(const clang::Expr& expression, Index parent) {
    ValueType type = ValueType::other;
    if (llvm::isa<clang::IntegerLiteral>(expression) ||
        llvm::isa<clang::CharacterLiteral>(expression))
        type = ValueType::integer;
    else if (llvm::isa<clang::FloatingLiteral>(expression))
        type = ValueType::floating;
    else if (llvm::isa<clang::CXXBoolLiteralExpr>(expression))
        type = ValueType::boolean;
    else if (llvm::isa<clang::StringLiteral>(expression))
        type = ValueType::text;
    if (type == ValueType::other) {
        const Index node = add(NodeKind::other_expression, &expression, parent);
        // The operand of sizeof is never evaluated.
        if (!llvm::isa<clang::UnaryExprOrTypeTraitExpr>(expression)) children_of(expression, node);
        return node;
    }
    const Index node = add(NodeKind::literal, &expression, parent);
    std::string text = naming_.source_text(expression.getSourceRange());
    if (!parameter_.empty()) {  // there stands only the name of the parameter
        text.clear();
        llvm::raw_string_ostream out(text);
        expression.printPretty(out, nullptr, naming_.context.getPrintingPolicy());
    }
    current_.nodes[node].type = type;
    current_.nodes[node].text = text;
    // A user-defined literal such as 5_km is written as one token; the number is still the value.
    current_.nodes[node].cell = naming_.literal(expression.getBeginLoc(), std::move(text), type,
                                                current_.qualified, parameter_);
    return node;
}

Index Lowering::call(const clang::CallExpr& call, Index parent) {
    const Index node = add(NodeKind::call, &call, parent);
    const clang::FunctionDecl* target = call.getDirectCallee();
    if (target != nullptr) {
        current_.nodes[node].callee = naming_.callee(*target);
        current_.nodes[node].text = naming_.unit.callees[current_.nodes[node].callee].qualified;
    }
    if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call);
        member != nullptr && target != nullptr) {
        current_.nodes[node].has_object = true;
        current_.nodes[node].place = naming_.place(member->getExprLoc());
        if (this->expression(member->getImplicitObjectArgument(), node) == none)
            add(NodeKind::other_expression, nullptr, node);
    } else if (target == nullptr) {
        current_.nodes[node].has_object = true;
        if (this->expression(call.getCallee(), node) == none)
            add(NodeKind::other_expression, nullptr, node);
    }
    for (const clang::Expr* argument : call.arguments())
        if (this->expression(argument, node) == none)
            add(NodeKind::other_expression, nullptr, node);
    return node;
}

// Operators of classes of the standard library read like the built-in ones; the others are calls.
Index Lowering::operator_call(const clang::CallExpr& call, Index parent) {
    const auto& operators = llvm::cast<clang::CXXOperatorCallExpr>(call);
    const clang::FunctionDecl* target = call.getDirectCallee();
    const unsigned count = call.getNumArgs();
    const auto op = operators.getOperator();
    const bool library = target == nullptr || naming_.is_system(target->getLocation());
    NodeKind kind = NodeKind::call;
    if (library && op == clang::OO_Subscript)
        kind = NodeKind::subscript;
    else if (library && (op == clang::OO_Arrow || count == 1))
        kind = NodeKind::unary;
    else if (library && count == 2 && operators.isAssignmentOp())
        kind = NodeKind::assign;
    else if (library && count == 2 && op != clang::OO_Call)
        kind = NodeKind::binary;
    const Index node = add(kind, &call, parent);
    current_.nodes[node].text = clang::getOperatorSpelling(op);
    if (kind == NodeKind::binary || kind == NodeKind::assign)
        current_.nodes[node].place = naming_.place(operators.getOperatorLoc());
    function_of(node, target);
    if (kind == NodeKind::call && target == nullptr) current_.nodes[node].has_object = true;
    for (const clang::Expr* argument : call.arguments())
        if (this->expression(argument, node) == none)
            add(NodeKind::other_expression, nullptr, node);
    return node;
}

void Lowering::function_of(Index node, const clang::FunctionDecl* target) {
    if (target == nullptr) return;
    current_.nodes[node].callee = naming_.callee(*target);
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(target);
    current_.nodes[node].has_object = method != nullptr && method->isInstance();
}

Index Lowering::construct(const clang::Expr& expression, Index parent) {
    const auto& made = llvm::cast<clang::CXXConstructExpr>(expression);
    const bool copies = made.getNumArgs() == 1 && made.getConstructor()->isCopyOrMoveConstructor();
    if (copies) {  // a copy is the value itself
        const Index node = this->expression(made.getArg(0), parent);
        alias(&expression, node);
        return node;
    }
    const Index node = add(NodeKind::construct, &expression, parent);
    current_.nodes[node].callee = naming_.callee(*made.getConstructor());
    current_.nodes[node].text = Naming::qualified(*made.getConstructor()->getParent());
    for (const clang::Expr* argument : made.arguments())
        if (this->expression(argument, node) == none)
            add(NodeKind::other_expression, nullptr, node);
    return node;
}

// Aggregate initialisation: each value goes to its field.
Index Lowering::list(const clang::Expr& expression, Index parent) {
    const Index node = add(NodeKind::list, &expression, parent);
    const clang::RecordDecl* record = expression.getType()->getAsRecordDecl();
    std::vector<const clang::Expr*> values;
    if (const auto* braces = llvm::dyn_cast<clang::InitListExpr>(&expression))
        values.assign(braces->inits().begin(), braces->inits().end());
    else
        for (const auto* value : llvm::cast<clang::CXXParenListInitExpr>(expression).getInitExprs())
            values.push_back(value);
    std::vector<const clang::FieldDecl*> fields;
    if (record != nullptr && !record->isUnion())
        for (const auto* field : record->fields())
            if (!field->isUnnamedBitField()) fields.push_back(field);
    const auto* derived = llvm::dyn_cast_or_null<clang::CXXRecordDecl>(record);
    const std::size_t bases =
        derived != nullptr && derived->hasDefinition() ? derived->getNumBases() : 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i < bases || i - bases >= fields.size()) {
            this->expression(values[i], node);
            continue;
        }
        const Index part = add(NodeKind::assign, nullptr, node);
        current_.nodes[part].text = "=";
        current_.nodes[part].place = naming_.place(values[i]->getBeginLoc());
        const Index target = add(NodeKind::reference, nullptr, part);
        current_.nodes[target].cell = naming_.cell(*fields[i - bases]);
        current_.nodes[target].text = reference_text(fields[i - bases]->getType(), "");
        current_.nodes[target].place = current_.nodes[part].place;
        this->expression(values[i], part);
    }
    return node;
}

Index Lowering::lambda(const clang::LambdaExpr& lambda, Index parent) {
    const Index node = add(NodeKind::lambda, &lambda, parent);
    auto capture = lambda.capture_begin();
    for (const clang::Expr* value : lambda.capture_inits()) {
        if (capture != lambda.capture_end() && lambda.isInitCapture(capture)) {
            const auto* variable = llvm::cast<clang::VarDecl>(capture->getCapturedVar());
            const Index declared = add(NodeKind::declaration, nullptr, node);
            current_.nodes[declared].cell = naming_.cell(*variable);
            current_.nodes[declared].place = naming_.place(variable->getLocation());
            current_.nodes[declared].text = reference_text(variable->getType(), "const&");
            this->expression(value, declared);
        }
        ++capture;
    }
    const clang::CXXMethodDecl* body = lambda.getCallOperator();
    if (body != nullptr && !body->isDependentContext()) {
        current_.nodes[node].lambda = naming_.callee(*body);
        lambdas_.push_back(body);
    } else if (const auto* pattern = lambda.getDependentCallOperator()) {
        for (const auto* instance : pattern->specializations()) {
            if (!instance->doesThisDeclarationHaveABody()) continue;
            current_.nodes[node].lambda = naming_.callee(*instance);
            lambdas_.push_back(instance);
        }
    }
    return node;
}

}  // namespace isonomia::analyzer
