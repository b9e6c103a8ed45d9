// The soundness of a pack: what load_pack() refuses and lint lists in full.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/derived.hpp"
#include "rules/expression.hpp"
#include "rules/pack.hpp"
#include "rules/ranking.hpp"

namespace isonomia::rules {

namespace {

class Checker {
public:
    explicit Checker(const Pack& pack)
        : pack_(pack), facts_(ids_of(pack.facts)), parameters_(ids_of(pack.parameters)) {}

    std::vector<Error> run() {
        unique(pack_.facts, "fact");
        unique(pack_.parameters, "parameter");
        unique(pack_.rules, "rule");
        for (std::size_t i = 0; i < pack_.territories.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (pack_.territories[i].id == pack_.territories[j].id)
                    add("R0001",
                        fmt::format("territory '{}' is declared twice", pack_.territories[i].id),
                        pack_.territories[i].where, "put their codes into one");
        for (const Territory& territory : pack_.territories)
            for (const Covered& one : territory.covers)
                check_code(one.code, fmt::format("territory '{}'", territory.id), territory.where);
        for (const FactDeclaration& fact : pack_.facts)
            check_fact(fact);
        for (const Parameter& parameter : pack_.parameters)
            check_parameter(parameter);
        for (const Rule& rule : pack_.rules)
            check_rule(rule);
        return std::move(faults_);
    }

private:
    void add(const char* code, std::string message, const Location& where, std::string hint = "") {
        faults_.push_back(input_error(code, std::move(message)).at(where).hinted(std::move(hint)));
    }

    template <class Things>
    void unique(const Things& objects, const char* what) {
        std::set<std::string_view> seen;
        for (const auto& object : objects)
            if (!seen.insert(object.id).second)
                add("R0001", fmt::format("{} '{}' is declared twice", what, object.id),
                    object.where, "give one of them another id, or delete it");
    }

    // A country, or a part of one: 'GB', 'GB-EAW', 'US-NJ'.
    static bool is_code(std::string_view text) {
        const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
        if (text.size() < 2 || !capital(text[0]) || !capital(text[1])) return false;
        return text.size() == 2 || (text[2] == '-' && text.size() > 3 && text.size() < 7 &&
                                    std::all_of(text.begin() + 3, text.end(), [&](char c) {
                                        return capital(c) || (c >= '0' && c <= '9');
                                    }));
    }

    void check_code(const std::string& code, const std::string& what, const Location& where) {
        if (!is_code(code))
            add("R0002", fmt::format("'{}' of {} is no jurisdiction", code, what), where,
                "two capitals of ISO 3166, and a part after '-': GB, GB-EAW, US-NJ");
    }

    void check_jurisdiction(const Rule& rule) {
        std::vector<std::string> known = ids_of(pack_.territories);
        known.emplace_back("any");
        if (is_code(rule.jurisdiction) ||
            std::find(known.begin(), known.end(), rule.jurisdiction) != known.end())
            return;
        std::string code = rule.jurisdiction;
        std::transform(code.begin(), code.end(), code.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        if (is_code(code)) known.push_back(code);
        add("R0002", fmt::format("'{}' is no jurisdiction", rule.jurisdiction),
            rule.jurisdiction_where,
            "write any, a code such as GB-EAW, or a <territory> that the pack declares" +
                did_you_mean_suffix(rule.jurisdiction, known));
    }

    void check_fact(const FactDeclaration& fact) {
        if (fact.id.rfind("d.", 0) != 0) return;
        const DerivedFact* derived = find_derived(fact.id);
        if (derived == nullptr) {
            std::vector<std::string> known;
            for (const DerivedFact& one : derived_facts())
                known.push_back(one.id);
            add("R0002", fmt::format("there is no derived fact '{}'", fact.id), fact.where,
                "names that begin with 'd.' are computed by the program: " + join(known, ", ") +
                    did_you_mean_suffix(fact.id, known));
        } else if (derived->type != fact.type) {
            add("R0005",
                fmt::format("the derived fact '{}' is declared as {}", fact.id, to_text(fact.type)),
                fact.where, fmt::format("write type=\"{}\"", to_text(derived->type)));
        }
    }

    void check_parameter(const Parameter& parameter) {
        const auto in_order = [&](const char* low_name, std::optional<double> low,
                                  const char* high_name, std::optional<double> high) {
            if (!low || !high || *low <= *high) return true;
            add("R0005",
                fmt::format("parameter '{}': {} {} is above {} {}", parameter.id, low_name,
                            shortest(*low), high_name, shortest(*high)),
                parameter.where, "correct one of the two");
            return false;
        };
        // Each fault once: where floor and ceiling are in order, either side of the default.
        if (!in_order("floor", parameter.floor, "ceiling", parameter.ceiling)) return;
        if (in_order("floor", parameter.floor, "default", parameter.value))
            (void)in_order("default", parameter.value, "ceiling", parameter.ceiling);
    }

    void check_rule(const Rule& rule) {
        check_jurisdiction(rule);
        if (!rule.valid_from.empty() && !rule.valid_until.empty() &&
            rule.valid_until < rule.valid_from)
            add("R0005",
                fmt::format("rule '{}' ends on {}, before it begins on {}", rule.id,
                            rule.valid_until, rule.valid_from),
                rule.where, "correct one of the two");
        if (!rule.burden.empty() && !from_text<Role>(rule.burden))
            add("R0002", fmt::format("'{}' is not a role", rule.burden), rule.burden_where,
                "roles: " + join(all_names<Role>(), ", ") +
                    did_you_mean_suffix(rule.burden, all_names<Role>()));
        for (const Node* leaf : leaves(rule)) {
            if (leaf->kind == NodeKind::test)
                check_test(*leaf);
            else if (!leaf->measure.parameter.empty())
                check_variable(leaf->measure.parameter, leaf->where);
        }
        check_exceptions(rule);
    }

    void check_test(const Node& leaf) {
        auto expression = read_test(leaf, pack_);
        if (!expression) {
            Error error = std::move(expression.error());
            const std::size_t byte = error.where.value_or(Location{"", 1, 1}).column - 1;
            if (error.code == "R0002") error.hint = undeclared_fact(leaf.test.expression, byte);
            name_parameter(error, leaf.test.expression, byte);
            faults_.push_back(std::move(error).at(leaf.test.written.place(byte)));
            return;
        }
        check_kinds(leaf, *expression);
        for (const std::string& variable : expression->variables)
            check_variable(variable,
                           leaf.test.written.place(leaf.test.expression.find("$" + variable)));
        compare_needs(leaf, *expression);
    }

    // A kind that no system has would keep the rule from ever applying, and nobody would notice.
    void check_kinds(const Node& leaf, const Expression& expression) {
        const auto compared = expression.compared.find("d.kinds");
        if (compared == expression.compared.end()) return;
        for (const std::string& kind : compared->second) {
            auto error = kind.empty() ? std::nullopt : not_a_kind(kind);
            if (!error) continue;
            const std::size_t byte = leaf.test.expression.find(kind);
            faults_.push_back(std::move(*error).at(leaf.test.written.place(byte)));
        }
    }

    // A parameter that is written without '$' is what the expression is refused for.
    void name_parameter(Error& error, std::string_view expression, std::size_t byte) const {
        std::size_t end = std::min(byte, expression.size());
        while (end < expression.size() && is_name(expression[end]))
            ++end;
        const std::string_view word = expression.substr(std::min(byte, end), end - byte);
        if (word.empty() || pack_.parameter(word) == nullptr) return;
        error.message = fmt::format("the parameter '{}' stands without '$'", word);
        error.hint = fmt::format("write ${}", word);
    }

    // The hint for the fact whose id begins at that byte of the expression.
    std::string undeclared_fact(std::string_view expression, std::size_t byte) const {
        const std::string_view id =
            expression.substr(byte, expression.find_first_of("'\"", byte) - byte);
        if (const DerivedFact* derived = find_derived(id))
            return fmt::format(
                "the program computes it, and the pack words it: <fact id=\"{}\" "
                "type=\"{}\"> with <says> and <request>",
                id, to_text(derived->type));
        return "declare it with <fact id=\"…\">" + did_you_mean_suffix(id, facts_);
    }

    void compare_needs(const Node& leaf, const Expression& expression) {
        const std::set<std::string> needs(leaf.test.needs.begin(), leaf.test.needs.end());
        const std::set<std::string> reads(expression.references.begin(),
                                          expression.references.end());
        for (const std::string& id : reads)
            if (!needs.contains(id))
                add("R0004",
                    fmt::format("the expression reads '{}', but needs does not name it", id),
                    leaf.test.needs_where,
                    fmt::format("write needs=\"{}\"", join(expression.references, " ")));
        for (const std::string& id : needs)
            if (!reads.contains(id))
                add(pack_.fact(id) == nullptr ? "R0002" : "R0004",
                    fmt::format("needs names '{}', but the expression does not read it", id),
                    leaf.test.needs_where,
                    fmt::format("write needs=\"{}\"{}", join(expression.references, " "),
                                did_you_mean_suffix(id, facts_)));
    }

    void check_variable(const std::string& variable, const Location& where) {
        if (pack_.parameter(variable) == nullptr)
            add("R0002", fmt::format("the parameter '{}' is not declared", variable), where,
                "declare it with <parameter id=\"…\" unit=\"…\">" +
                    did_you_mean_suffix(variable, parameters_));
    }

    void check_exceptions(const Rule& rule) {
        unique(rule.exceptions, "exception");
        const auto ids = ids_of(rule.exceptions);
        for (const Exception& exception : rule.exceptions) {
            if (exception.rank.value_or(1) < 1)
                add("R0005",
                    fmt::format("exception '{}' has the rank {}", exception.id, *exception.rank),
                    exception.where, "rank 1 is the strongest, 2 the next");
            for (const std::string& weaker : exception.overrides)
                if (std::find(ids.begin(), ids.end(), weaker) == ids.end())
                    add("R0002",
                        fmt::format("exception '{}' overrides '{}', which the rule does not have",
                                    exception.id, weaker),
                        exception.where,
                        "exceptions: " + join(ids, ", ") + did_you_mean_suffix(weaker, ids));
            if (prevails(rule, exception, exception))
                add("R0006",
                    fmt::format(
                        "exception '{}' overrides itself in a circle of ranks and overrides",
                        exception.id),
                    exception.where, "take one rank or override out of the circle");
        }
    }

    const Pack& pack_;
    std::vector<std::string> facts_;
    std::vector<std::string> parameters_;
    std::vector<Error> faults_;
};

}  // namespace

std::vector<Error> check_pack(const Pack& pack) { return Checker(pack).run(); }

}  // namespace isonomia::rules
