#include "rules/expression.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/expression_text.hpp"
#include "rules/pack.hpp"

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
    std::size_t begin = 0;  // its first byte
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Recursive descent over the grammar of docs/formats/rule_pack.md. The first fault wins: parsing
// goes on with empty parts, which consume nothing, so it ends.
class Parser : private ExpressionText {
public:
    Parser(std::string_view text, const TypeOf& type_of)
        : ExpressionText(text), type_of_(type_of) {}

    Result<Expression> run() {
        if (text_.size() > expression_length_max)
            refuse(fmt::format("the expression is longer than {} bytes", expression_length_max),
                   "put the parts into several tests");
        const Part whole = disjunction();
        blanks();
        if (at_ < text_.size()) unexpected();
        need_boolean(whole);
        if (problem_) return fail(*problem_);
        return std::move(expression_);
    }

private:
    void need_boolean(const Part& part) {
        if (problem_ || (part.kind == Kind::boolean && part.fact.empty())) return;
        if (!part.fact.empty())
            refuse_at(part.begin,
                      fmt::format("the fact '{}' stands alone: its presence would count as true",
                                  part.fact),
                      fmt::format("compare it: f[@id='{}']='true'", part.fact));
        else
            refuse_at(part.begin, "a condition is expected here, not a value",
                      "compare it with a fact");
    }

    void need_number(const Part& part) {
        if (part.fact_type == FactType::date)
            refuse_at(part.begin, fmt::format("the date '{}' cannot be computed with", part.fact),
                      "derived facts count days: d.days-to-examine");
        if (problem_ || part.kind == Kind::number) return;
        refuse_at(part.begin, "a number is expected here",
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
            refuse_at(at_ - 2, "'!=' may not be used", "write not(a = b)");
            return {};
        }
        for (const std::string_view sign : {"<=", ">=", "<", ">", "="}) {
            if (!take(sign)) continue;
            if (take("=")) refuse_at(at_ - 1, "'=' stands twice", "write one '='");
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
                refuse_at(part->begin,
                          "a condition is compared with a value; XPath would call any text true",
                          "write the condition itself, or not(…) around it");
                return;
            }
        if (a.fact.empty() && b.fact.empty() && a.kind != b.kind) {
            refuse_at(b.begin, "a number is compared with text", "write a fact on one side");
            return;
        }
        // Where only the right side has no order, what it is compared with is told below.
        if (!equality && a.kind != Kind::number) {
            refuse_at(a.begin, "text and truth values have no order; XPath would call this false",
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
            refuse_at(
                other.begin, fmt::format("the fact '{}' is true or false", fact.fact),
                fmt::format("compare it with 'true' or 'false': f[@id='{}']='true'", fact.fact));
        else if (type == FactType::text && (!equality || other.kind != Kind::text))
            refuse_at(
                other.begin,
                fmt::format("the fact '{}' is text and is compared with something else", fact.fact),
                "compare it by = with words in quotation marks: 'words'");
        else if ((type == FactType::number || type == FactType::date) && other.kind != Kind::number)
            refuse_at(other.begin,
                      fmt::format("the fact '{}' is a {} and is compared with text", fact.fact,
                                  to_text(type)),
                      "write numbers without quotation marks, dates as 20260131");
        else if (type == FactType::date && literal && !date_number(other.literal))
            refuse_at(other.begin, fmt::format("'{}' is not a date", other.literal),
                      "write dates as 20260131");
        else if (type == FactType::date && other.computed)
            refuse_at(other.begin,
                      fmt::format("the date '{}' is compared with a sum: 20260131 + 5 is no date",
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
            part = {Kind::number, "", {}, "", true, part.begin};
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
                refuse_at(by.begin, "only a number that is written here and is not 0 may divide",
                          "0 divided by 0 would decide the rule; write a >= 0.8 * b");
            part = {Kind::number, "", {}, "", true, part.begin};
        }
        return part;
    }

    Part primary() {
        blanks();
        const std::size_t begin = at_;
        Part part = value();
        part.begin = begin;
        return part;
    }

    Part value() {
        if (at_ >= text_.size()) {
            unexpected();
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
            refuse(fmt::format("the expression is nested deeper than {}", expression_depth_max),
                   "put the parts into several tests");
            return {};
        }
        const Part part = inside();
        --depth_;
        if (!problem_ && !take(")")) unexpected("')' is expected here");
        return part;
    }

    Part number() {
        const std::size_t start = at_;
        while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.'))
            ++at_;
        std::string digits(text_.substr(start, at_ - start));
        if (!parse_number(digits))
            refuse_at(start, fmt::format("'{}' is not a number", digits),
                      "write digits, with one '.' at most");
        return {Kind::number, "", {}, std::move(digits), false};
    }

    // f[@id='x']: the only way to read something.
    Part reference() {
        std::string id;
        if (take("f") && take("[") && take("@") && take("id") && take("=")) id = quoted();
        const std::size_t id_begin = at_ - std::min(at_, id.size() + 1);
        if (!problem_ && (id.empty() || !take("]")))
            unexpected("a fact is read as f[@id='its.id']");
        if (problem_) return {};
        const auto type = type_of_(id);
        if (!type) {
            refuse_at(id_begin, fmt::format("the fact '{}' is not declared", id), "", "R0002");
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
            const bool called = at_ < text_.size() && text_[at_] == '(';
            at_ = start;
            no_function(function, called, {names.begin(), names.end()});
            return {};
        }
        return nested([&] { return arguments(function); });
    }

    void no_function(const std::string& word, bool called, const std::vector<std::string>& known) {
        if (word.empty())
            unexpected();
        else if (type_of_(word))
            refuse(fmt::format("the fact '{}' is not read like this", word),
                   fmt::format("write f[@id='{}']", word));
        else if (called || did_you_mean(word, known))
            refuse(fmt::format("'{}' is not available in rules", word),
                   fmt::format("functions, with their brackets: {}(…){}", join(known, "(…), "),
                               did_you_mean_suffix(word, known)));
        else
            refuse(fmt::format("'{}' stands without quotation marks", word),
                   fmt::format("write '{}'", word));
    }

    Part arguments(const std::string& function) {
        if (function == "not") {
            need_boolean(disjunction());
            return {};
        }
        Part first = sum();
        if (function == "contains" || function == "starts-with") {
            if (!problem_ && !take(",")) unexpected("',' is expected here");
            const Part second = sum();
            if (!problem_ && (first.kind != Kind::text || second.kind != Kind::text))
                refuse_at(first.begin, fmt::format("{}() compares text with text", function),
                          "write a fact of type text, and words in quotation marks");
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

    const TypeOf& type_of_;
    std::size_t depth_ = 0;
    Expression expression_;
};

}  // namespace

Result<Expression> read_expression(std::string_view text, const TypeOf& type_of) {
    return Parser(text, type_of).run();
}

Result<Expression> read_test(const Node& leaf, const Pack& pack) {
    return read_expression(leaf.test.expression, [&](std::string_view id) {
        const FactDeclaration* fact = pack.fact(id);
        return fact == nullptr ? std::nullopt : std::optional(fact->type);
    });
}

}  // namespace isonomia::rules
