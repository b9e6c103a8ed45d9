#include "rules/lint.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/constant_leaf.hpp"
#include "rules/expression.hpp"

namespace isonomia::rules {

namespace {

class Linter {
public:
    Linter(Files& files, const Pack& pack, const LintOptions& options)
        : files_(files), pack_(pack), options_(options), found_(check_pack(pack)) {}

    std::vector<Error> run() {
        if (auto named = check_name(pack_); !named) found_.push_back(std::move(named.error()));
        translated(pack_.title, "the pack's title", {pack_.file, 1, 0});
        for (const FactDeclaration& fact : pack_.facts)
            lint_fact(fact);
        for (const Parameter& parameter : pack_.parameters) {
            translated(parameter.says, fmt::format("parameter '{}'", parameter.id),
                       parameter.where);
            if (!used_parameters().contains(parameter.id))
                add("R0107", fmt::format("no rule uses the parameter '{}'", parameter.id),
                    parameter.where);
        }
        for (const Rule& rule : pack_.rules)
            lint_rule(rule);
        lint_fixtures();
        std::stable_sort(found_.begin(), found_.end(), [](const Error& a, const Error& b) {
            return a.where.value_or(Location{}).line < b.where.value_or(Location{}).line;
        });
        return std::move(found_);
    }

private:
    void add(const char* code, std::string message, const Location& where, std::string hint = "") {
        found_.push_back(input_error(code, std::move(message)).at(where).hinted(std::move(hint)));
    }

    void translated(const Text& text, const std::string& what, const Location& where) {
        for (const std::string& language : pack_.languages)
            if (text.find(language) == text.end())
                add("R0101", fmt::format("{} has no text in '{}'", what, language), where,
                    fmt::format(
                        "add xml:lang=\"{}\", or leave the language out of languages=\"{}\"",
                        language, join(pack_.languages, " ")));
    }

    std::set<std::string> used_facts() const {
        std::set<std::string> used;
        for (const Rule& rule : pack_.rules)
            for (const Node* leaf : leaves(rule)) {
                used.insert(leaf->test.needs.begin(), leaf->test.needs.end());
                // Also where needs is wrong: that is said once, as R0004.
                for (const std::string_view part : split(leaf->test.expression, '\''))
                    used.emplace(part);
            }
        return used;
    }

    std::set<std::string> used_parameters() const {
        std::set<std::string> used;
        for (const Rule& rule : pack_.rules)
            for (const Node* leaf : leaves(rule))
                used.merge(parameters_of(*leaf));
        return used;
    }

    void lint_fact(const FactDeclaration& fact) {
        const std::string what = fmt::format("fact '{}'", fact.id);
        translated(fact.says, what, fact.where);
        if (fact.request.empty())
            add("R0103",
                fmt::format("{} has no request: when it is unknown, nobody is asked", what),
                fact.where, "add <request xml:lang=\"en\">what to ask for</request>");
        else
            translated(fact.request, "the request of " + what, fact.where);
        if (facts_used_.empty()) facts_used_ = used_facts();
        if (!facts_used_.contains(fact.id))
            add("R0107", fmt::format("no rule uses the {}", what), fact.where);
    }

    void lint_rule(const Rule& rule) {
        const std::string what = fmt::format("rule '{}'", rule.id);
        translated(rule.title, what, rule.where);
        translated(rule.requirement, "the requirement of " + what, rule.where);
        if (rule.remedy.empty())
            add("R0103", what + " has no remedy", rule.where);
        else
            translated(rule.remedy, "the remedy of " + what, rule.where);
        if (rule.applies) translated(rule.otherwise, "<otherwise> of " + what, rule.applies->where);
        lint_authorities(rule.authorities, what, rule.where);
        for (const Exception& exception : rule.exceptions) {
            const std::string name = fmt::format("exception '{}' of {}", exception.id, what);
            translated(exception.title, name, exception.where);
            lint_authorities(exception.authorities, name, exception.where);
        }
        for (const Node* leaf : leaves(rule))
            lint_leaf(*leaf, what);
        lint_beginning(rule, what);
        if (!rule.only_records) lint_either(rule.logic, what);
    }

    // No use of AI was judged by a rule before this day, so that a treaty of 1950 asks for no date.
    static constexpr std::string_view no_use_before = "2000-01-01";

    // An authority without a date, or one that is older, leaves the beginning open.
    void lint_beginning(const Rule& rule, const std::string& what) {
        std::string earliest;
        for (const PackAuthority& one : rule.authorities) {
            if (one.valid_from < no_use_before) return;
            if (earliest.empty() || one.valid_from < earliest) earliest = one.valid_from;
        }
        if (rule.valid_from < earliest)
            add("R0110",
                fmt::format("{} begins before every one of its authorities, the first of which "
                            "was law from {}",
                            what, earliest),
                rule.where,
                fmt::format("write valid-from=\"{}\", or cite what was law before", earliest));
    }

    // `X or not X` holds whatever is on record.
    void lint_either(const Node& node, const std::string& what) {
        for (const Node& child : node.children)
            lint_either(child, what);
        if (node.kind != NodeKind::any) return;
        for (const Node& one : node.children)
            for (const Node& other : node.children)
                if (one.kind == NodeKind::test && other.kind == NodeKind::not_ &&
                    other.children.front().kind == NodeKind::test &&
                    other.children.front().test.expression == one.test.expression)
                    add("R0111",
                        fmt::format("an <any> of {} holds whether this is so or not: {}", what,
                                    one.test.expression),
                        node.where,
                        "write what the rule asks for; only-records=\"true\" says that it only "
                        "wants the value on record");
    }

    // A pack without any fixture is told so once.
    void lint_fixtures() {
        if (options_.fixtures.empty()) return;
        std::vector<const Rule*> without;
        for (const Rule& rule : pack_.rules)
            if (!files_.read(fixture_path(rule.id))) without.push_back(&rule);
        if (without.size() > 1 && without.size() == pack_.rules.size()) {
            add("R0104", fmt::format("none of the {} rules has a fixture", without.size()),
                {pack_.file, 1, 0}, write_fixture("RULE") + ", one for each rule");
            return;
        }
        for (const Rule* rule : without)
            add("R0104", fmt::format("rule '{}' has no fixture", rule->id), rule->where,
                write_fixture(rule->id));
    }

    fs::path fixture_path(const std::string& rule) const {
        return options_.fixtures / (rule + ".xml");
    }

    std::string write_fixture(const std::string& rule) const {
        const fs::path path = fixture_path(rule);
        const fs::path beside = path.lexically_relative(fs::path(pack_.file).parent_path());
        if (beside.empty() || *beside.begin() == "..") return "write " + path.string();
        return fmt::format("write {} beside the pack", beside.string());
    }

    void lint_authorities(const std::vector<PackAuthority>& authorities, const std::string& what,
                          const Location& where) {
        if (authorities.empty()) {
            add("R0102", what + " cites no authority", where,
                "add <authority ref=\"…\" at=\"…\"/>: a rule without a source is an opinion");
            return;
        }
        if (std::all_of(authorities.begin(), authorities.end(), [](const PackAuthority& one) {
                return one.citation.status == AuthorityStatus::unverified;
            }))
            add("R0108",
                what + " rests on unverified authorities alone; served reports leave them out",
                where, "have somebody read the source and confirm it in the instrument's file");
        for (const PackAuthority& one : authorities)
            translated(one.says, fmt::format("what {} says, cited by {},", one.citation.cite, what),
                       where);
    }

    void lint_leaf(const Node& leaf, const std::string& what) {
        if (leaf.kind == NodeKind::measure) {
            translated(leaf.says, "a <measure> of " + what, leaf.where);
            const auto& known = options_.metrics;
            const std::string& metric = leaf.measure.metric;
            if (!known.empty() && std::find(known.begin(), known.end(), metric) == known.end())
                add("R0105", fmt::format("there is no metric '{}'", metric), leaf.where,
                    "`isonomia help METRIC` explains them" + did_you_mean_suffix(metric, known));
            return;
        }
        if (fact_asked(leaf).empty() || !leaf.says.empty())
            translated(leaf.says, "a <test> of " + what, leaf.where);
        if (const auto constant = constant_leaf(leaf, pack_))
            add("R0106",
                fmt::format("this leaf of {} is always {}", what, *constant ? "true" : "false"),
                leaf.where, "a leaf that facts cannot change decides nothing");
    }

    Files& files_;
    const Pack& pack_;
    const LintOptions& options_;
    std::vector<Error> found_;
    std::set<std::string> facts_used_;
};

}  // namespace

std::vector<Error> lint_pack(Files& files, const fs::path& path, const LintOptions& options) {
    auto pack = read_pack(files, path, options.instruments);
    if (!pack) return {std::move(pack.error())};
    return Linter(files, *pack, options).run();
}

}  // namespace isonomia::rules
