#include "rules/expression.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::rules {

namespace {

enum class Kind { boolean, number, text };

// The type of a part, and the fact that it is when it is nothing but one fact.
struct Part {
    Kind kind = Kind::boolean;
    std::string fact;
    std::optional<FactType> fact_type;
    std::string literal;
    bool computed = false;  // by arithmetic
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Recursive descent over the grammar of docs/formats/rule_pack.md. The first fault wins: parsing
// goes on with empty parts, which consume nothing, so it ends.
class Parser {
public:
    Parser(std::string_view text, const TypeOf& type_of) : text_(text), type_of_(type_of) {}

    Result<Expression> run() {
        if (text_.size() > expression_length_max)
            refuse(fmt::format("the expression is longer than {} bytes", expression_length_max));
        const Part whole = disjunction();
        blanks();
        if (at_ < text_.size()) refuse(fmt::format("'{}' is not expected here", text_[at_]));
        need_boolean(whole);
        if (problem_) return fail(*problem_);
        return std::move(expression_);
    }

private:
    void refuse(std::string message, std::string hint = "", const char* code = "R0003") {
        if (!problem_)
            problem_ = input_error(code, std::move(message))
                           .note(fmt::format("at byte {} of the expression", at_ + 1))
                           .hinted(std::move(hint));
        at_ = text_.size();
    }

    void blanks() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t'))
            ++at_;
    }

    bool take(std::string_view token) {
        blanks();
        if (text_.substr(at_, token.size()) != token) return false;
        at_ += token.size();
        return true;
    }

    // The whole of a name: 'or' is not the head of 'order'.
    bool take_word(std::string_view word) {
        blanks();
        const std::size_t start = at_;
        if (name() == word) return true;
        at_ = start;
        return false;
    }

    std::string name() {
        const std::size_t start = at_;
        while (at_ < text_.size() && is_name(text_[at_]))
            ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    std::string quoted() {
        blanks();
        const std::string_view rest = text_.substr(at_);
        const auto end = rest.starts_with('\'') || rest.starts_with('"')
                             ? text_.find(rest.front(), at_ + 1)
                             : std::string_view::npos;
        if (end == std::string_view::npos) {
            refuse("a text in quotation marks is expected here");
            return "";
        }
        std::string value(text_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return value;
    }

    void need_boolean(const Part& part) {
        if (problem_ || (part.kind == Kind::boolean && part.fact.empty())) return;
        if (!part.fact.empty())
            refuse(fmt::format("the fact '{}' stands alone: its presence would count as true",
                               part.fact),
                   fmt::format("compare it: f[@id='{}']='true'", part.fact));
        else
            refuse("a condition is expected here, not a value");
    }

    void need_number(const Part& part) {
        if (part.fact_type == FactType::date)
            refuse(fmt::format("the date '{}' cannot be computed with", part.fact),
                   "derived facts count days: d.days-to-examine");
        if (problem_ || part.kind == Kind::number) return;
        refuse("a number is expected here",
               "only facts of type number or date can be computed with");
    }

    Part disjunction() {
        Part part = conjunction();
        while (take_word("or")) {
            need_boolean(part);
            need_boolean(conjunction());
            part = {};
        }
        return part;
    }

    Part conjunction() {
        Part part = comparison();
        while (take_word("and")) {
            need_boolean(part);
            need_boolean(comparison());
            part = {};
        }
        return part;
    }

    Part comparison() {
        Part left = sum();
        if (take("!=")) {
            refuse("'!=' is refused: between sets of nodes it means \"some pair differs\"",
                   "write not(a = b)");
            return {};
        }
        for (const std::string_view sign : {"<=", ">=", "<", ">", "="}) {
            if (!take(sign)) continue;
            const Part right = sum();
            compare(left, right, sign == "=");
            return {};
        }
        return left;
    }

    void compare(const Part& a, const Part& b, bool equality) {
        if (problem_) return;
        for (const Part* part : {&a, &b})
            if (part->kind == Kind::boolean && part->fact.empty()) {
                refuse("a condition is compared with a value; XPath would call any text true",
                       "write the condition itself, or not(…) around it");
                return;
            }
        if (a.fact.empty() && b.fact.empty() && a.kind != b.kind) {
            refuse("a number is compared with text");
            return;
        }
        // Where only the right side has no order, what it is compared with is told below.
        if (!equality && a.kind != Kind::number) {
            refuse("text and truth values have no order; XPath would call this false",
                   "dates need facts of type date and numbers of the form 20260131");
            return;
        }
        note_comparison(a, b, equality);
        note_comparison(b, a, equality);
    }

    void note_comparison(const Part& fact, const Part& other, bool equality) {
        if (fact.fact.empty() || problem_) return;
        const auto type = fact.fact_type.value_or(FactType::text);
        const bool literal = !other.literal.empty();
        if (type == FactType::boolean &&
            !(literal && (other.literal == "true" || other.literal == "false")))
            refuse(fmt::format("the fact '{}' is true or false", fact.fact),
                   fmt::format("compare it with 'true' or 'false': f[@id='{}']='true'", fact.fact));
        else if (type == FactType::text && (!equality || other.kind != Kind::text))
            refuse(fmt::format("the fact '{}' is text and is compared with something else",
                               fact.fact));
        else if ((type == FactType::number || type == FactType::date) && other.kind != Kind::number)
            refuse(fmt::format("the fact '{}' is a {} and is compared with text", fact.fact,
                               to_text(type)),
                   "write numbers without quotation marks, dates as 20260131");
        else if (type == FactType::date && literal && !date_number(other.literal))
            refuse(fmt::format("'{}' is not a date", other.literal), "write dates as 20260131");
        else if (type == FactType::date && other.computed)
            refuse(fmt::format("the date '{}' is compared with a sum: 20260131 + 5 is no date",
                               fact.fact),
                   "derived facts count days: d.days-to-examine");
        if (literal) expression_.compared[fact.fact].insert(other.literal);
    }

    static bool date_number(std::string_view digits) {
        if (digits.size() != 8 || !std::all_of(digits.begin(), digits.end(), is_digit))
            return false;
        const auto month = parse_integer(digits.substr(4, 2));
        const auto day = parse_integer(digits.substr(6, 2));
        return month && day && *month >= 1 && *month <= 12 && *day >= 1 && *day <= 31;
    }

    Part sum() {
        Part part = product();
        while (!problem_) {
            blanks();
            if (!take("+") && !take("-")) break;
            need_number(part);
            need_number(product());
            part = {Kind::number, "", {}, "", true};
        }
        return part;
    }

    Part product() {
        Part part = primary();
        while (!problem_) {
            const bool times = take("*");
            if (!times && !take_word("div") && !take_word("mod")) break;
            need_number(part);
            const Part by = primary();
            need_number(by);
            if (!times && !problem_ && parse_number(by.literal).value_or(0) == 0)
                refuse("only a number that is written here and is not 0 may divide",
                       "0 divided by 0 would decide the rule; write a >= 0.8 * b");
            part = {Kind::number, "", {}, "", true};
        }
        return part;
    }

    Part primary() {
        blanks();
        if (at_ >= text_.size()) {
            refuse("the expression ends too early");
            return {};
        }
        const char c = text_[at_];
        if (c == '(') return nested([this] { return disjunction(); });
        if (c == '\'' || c == '"') {
            std::string value = quoted();
            return {Kind::text, "", {}, std::move(value), false};
        }
        if (c == '$') {
            ++at_;
            add(expression_.variables, name());
            return {Kind::number, "", {}, "", false};
        }
        if (is_digit(c)) return number();
        if (text_.substr(at_, 2) == "f[" || text_.substr(at_, 2) == "f ") return reference();
        return call();
    }

    template <class Inside>
    Part nested(Inside inside) {
        ++at_;  // '('
        if (++depth_ > expression_depth_max) {
            refuse(fmt::format("the expression is nested deeper than {}", expression_depth_max));
            return {};
        }
        const Part part = inside();
        --depth_;
        if (!problem_ && !take(")")) refuse("')' is expected here");
        return part;
    }

    Part number() {
        const std::size_t start = at_;
        while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.'))
            ++at_;
        std::string digits(text_.substr(start, at_ - start));
        if (!parse_number(digits)) refuse(fmt::format("'{}' is not a number", digits));
        return {Kind::number, "", {}, std::move(digits), false};
    }

    // f[@id='x']: the only way to read something.
    Part reference() {
        std::string id;
        if (take("f") && take("[") && take("@") && take("id") && take("=")) id = quoted();
        if (!problem_ && (id.empty() || !take("]"))) refuse("a fact is read as f[@id='its.id']");
        if (problem_) return {};
        const auto type = type_of_(id);
        if (!type) {
            refuse(fmt::format("the fact '{}' is not declared", id), "", "R0002");
            return {};
        }
        add(expression_.references, id);
        ++expression_.reads;
        const bool numeric = *type == FactType::number || *type == FactType::date;
        const Kind kind = *type == FactType::boolean ? Kind::boolean
                          : numeric                  ? Kind::number
                                                     : Kind::text;
        return {kind, id, type, "", false};
    }

    Part call() {
        static constexpr std::array<std::string_view, 7> names = {
            "not", "number", "contains", "starts-with", "floor", "ceiling", "round"};
        const std::size_t start = at_;
        const std::string function = name();
        blanks();
        if (function.empty() || at_ >= text_.size() || text_[at_] != '(' ||
            std::find(names.begin(), names.end(), function) == names.end()) {
            at_ = start;
            const std::vector<std::string> known(names.begin(), names.end());
            refuse(function.empty() ? fmt::format("'{}' is not expected here", text_[start])
                                    : fmt::format("'{}' is not available in rules", function),
                   fmt::format("functions: {}{}", join(known, ", "),
                               did_you_mean_suffix(function, known)));
            return {};
        }
        return nested([&] { return arguments(function); });
    }

    Part arguments(const std::string& function) {
        if (function == "not") {
            need_boolean(disjunction());
            return {};
        }
        Part first = sum();
        if (function == "contains" || function == "starts-with") {
            if (!problem_ && !take(",")) refuse("',' is expected here");
            const Part second = sum();
            if (!problem_ && (first.kind != Kind::text || second.kind != Kind::text))
                refuse(fmt::format("{}() compares text with text", function));
            if (!first.fact.empty()) expression_.compared[first.fact].insert(second.literal);
            return {};
        }
        if (function == "number" && first.fact_type == FactType::date) return first;
        need_number(first);
        return function == "number" ? first : Part{Kind::number, "", {}, "", true};
    }

    static void add(std::vector<std::string>& ids, const std::string& id) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }

    std::string_view text_;
    const TypeOf& type_of_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    Expression expression_;
    std::optional<Error> problem_;
};

}  // namespace

Result<Expression> read_expression(std::string_view text, const TypeOf& type_of) {
    return Parser(text, type_of).run();
}

}  // namespace isonomia::rules
