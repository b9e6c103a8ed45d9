#include "rules/lint.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/constant_leaf.hpp"
#include "rules/expression.hpp"
#include "rules/fixtures.hpp"

namespace isonomia::rules {

namespace {

// The pack first, then its fixtures, each by line.
void sort_by_place(std::vector<Error>& found, const std::string& pack) {
    const auto place = [&](const Error& error) {
        const Location where = error.where.value_or(Location{});
        return std::tuple(where.file != pack, where.file, where.line);
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const Error& a, const Error& b) { return place(a) < place(b); });
}

class Linter {
public:
    Linter(Files& files, const Pack& pack, const LintOptions& options)
        : files_(files), pack_(pack), options_(options), found_(check_pack(pack)) {}

    std::vector<Error> run() {
        const bool is_sound = found_.empty();
        if (auto named = check_name(pack_); !named) found_.push_back(std::move(named.error()));
        translated(pack_.title, "title", "the pack", {pack_.file, 1, 0});
        if (!options_.today.empty())
            if (auto later = signed_later(pack_, options_.today))
                found_.push_back(std::move(*later));
        for (const FactDeclaration& fact : pack_.facts)
            lint_fact(fact);
        const auto used = used_parameters();
        for (const Parameter& parameter : pack_.parameters) {
            translated(parameter.says, "says", fmt::format("parameter '{}'", parameter.id),
                       parameter.where);
            if (!used.contains(parameter.id))
                add("R0107", fmt::format("no rule uses the parameter '{}'", parameter.id),
                    parameter.where, "use it in a test, or delete it");
        }
        for (const Rule& rule : pack_.rules)
            lint_rule(rule);
        lint_fixtures(is_sound);
        sort_by_place(found_, pack_.file);
        return std::move(found_);
    }

private:
    void add(const char* code, std::string message, const Location& where, std::string hint = "") {
        found_.push_back(input_error(code, std::move(message)).at(where).hinted(std::move(hint)));
    }

    // A text of `owner` that stands in elements of that name, one for each language of the pack.
    void translated(const Text& text, std::string_view element, const std::string& owner,
                    const Location& where, const std::string& more = "") {
        for (const std::string& language : pack_.languages) {
            if (text.find(language) != text.end()) continue;
            std::vector<std::string> present;
            for (const auto& [tag, words] : text)
                present.push_back(tag);
            const auto capitals = std::find_if(
                present.begin(), present.end(),
                [&](const std::string& tag) { return did_you_mean(tag, {language}) == language; });
            add("R0101", fmt::format("{} has no <{}> in '{}'", owner, element, language), where,
                capitals != present.end()
                    ? fmt::format("write xml:lang=\"{}\" instead of \"{}\"", language, *capitals)
                    : fmt::format("add <{0} xml:lang=\"{1}\">…</{0}> there{2}, or leave {1} out of "
                                  "languages=\"{3}\"",
                                  element, language, more, join(pack_.languages, " ")));
        }
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
        // Nor is the fact unused that a misspelt id stands for: that is said once, as R0002.
        std::vector<std::string> declared;
        for (const FactDeclaration& fact : pack_.facts)
            declared.push_back(fact.id);
        std::set<std::string> meant;
        for (const std::string& id : used)
            if (pack_.fact(id) == nullptr)
                if (const auto near = did_you_mean(id, declared)) meant.insert(*near);
        used.merge(meant);
        return used;
    }

    // Also the parameter that a misspelt name stands for, or one without '$': either is said once.
    std::set<std::string> used_parameters() const {
        std::vector<std::string> declared;
        for (const Parameter& parameter : pack_.parameters)
            declared.push_back(parameter.id);
        std::set<std::string> used;
        for (const Rule& rule : pack_.rules)
            for (const Node* leaf : leaves(rule)) {
                for (const std::string& id : parameters_of(*leaf))
                    used.insert(pack_.parameter(id) == nullptr
                                    ? did_you_mean(id, declared).value_or(id)
                                    : id);
                if (leaf->kind != NodeKind::test || is_accepted(*leaf)) continue;
                for (const std::string& id : declared)
                    if (leaf->test.expression.find(id) != std::string::npos) used.insert(id);
            }
        return used;
    }

    void lint_fact(const FactDeclaration& fact) {
        const std::string what = fmt::format("fact '{}'", fact.id);
        translated(fact.says, "says", what, fact.where);
        if (fact.request.empty())
            add("R0103",
                fmt::format("{} has no request: when it is unknown, nobody is asked", what),
                fact.where, "add <request xml:lang=\"en\">what to ask for</request>");
        else
            translated(fact.request, "request", what, fact.where);
        if (facts_used_.empty()) facts_used_ = used_facts();
        if (!facts_used_.contains(fact.id))
            add("R0107", fmt::format("no rule uses the {}", what), fact.where,
                "read it in a test, or delete it");
    }

    void lint_rule(const Rule& rule) {
        const std::string what = fmt::format("rule '{}'", rule.id);
        translated(rule.title, "title", what, rule.where);
        translated(rule.requirement, "requirement", what, rule.where);
        if (rule.remedy.empty())
            add("R0103", what + " has no remedy", rule.where,
                "add <remedy xml:lang=\"en\">what to ask for when it is not met</remedy>");
        else
            translated(rule.remedy, "remedy", what, rule.where);
        if (rule.applies)
            translated(rule.otherwise, "otherwise", "<applies> of " + what, rule.applies->where);
        lint_authorities(rule.authorities, what, rule.where);
        for (const Exception& exception : rule.exceptions) {
            const std::string name = fmt::format("exception '{}' of {}", exception.id, what);
            translated(exception.title, "title", name, exception.where);
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

    // The form of the files only: what the cases come to is for test_pack(). A pack without any
    // fixture is told so once; of one that is not sound itself, fixtures would only repeat that.
    void lint_fixtures(bool is_sound) {
        if (options_.fixtures.empty()) return;
        std::vector<std::string> without;
        for (const Rule& rule : pack_.rules) {
            const auto cases = load_fixtures(files_, fixture_path(rule.id), pack_);
            const std::string file = fixture_name(pack_, options_.fixtures, rule.id);
            if (!cases && cases.error().code == "F0001")
                without.push_back(rule.id);
            else if (!cases && is_sound)
                found_.push_back(cases.error());
            else if (auto missing = cases ? missing_cases(rule, *cases, file) : std::nullopt)
                found_.push_back(std::move(*missing));
        }
        if (without.size() > 1 && without.size() == pack_.rules.size())
            add("R0104", fmt::format("none of the {} rules has a fixture", without.size()),
                {pack_.file, 1, 0},
                fmt::format("write {}, one for each rule",
                            fixture_name(pack_, options_.fixtures, "RULE")));
        else
            for (const std::string& rule : without)
                add("R0104", fmt::format("rule '{}' has no fixture", rule), pack_.rule(rule)->where,
                    "write " + fixture_name(pack_, options_.fixtures, rule));
        if (is_sound) lint_orphans(without);
    }

    void lint_orphans(const std::vector<std::string>& without) {
        for (const std::string& file : options_.fixture_files)
            if (pack_.rule(file) == nullptr)
                add("R0113", fmt::format("the pack has no rule '{}' that these cases test", file),
                    {fixture_path(file).string(), 1, 0},
                    "delete the file, or name it after its rule" +
                        did_you_mean_suffix(file, without));
    }

    fs::path fixture_path(const std::string& rule) const {
        return options_.fixtures / (rule + ".xml");
    }

    void lint_authorities(const std::vector<PackAuthority>& authorities, const std::string& what,
                          const Location& where) {
        if (authorities.empty()) {
            add("R0102", what + " cites no authority", where, std::string(how_to_cite));
            return;
        }
        if (std::all_of(authorities.begin(), authorities.end(), [](const PackAuthority& one) {
                return one.citation.status == AuthorityStatus::unverified;
            }))
            add("R0108",
                what + " rests on unverified authorities alone; served reports leave them out",
                where,
                authorities.front().instrument.empty()
                    ? "have somebody read the source, then add <confirmed by=\"…\" "
                      "on=\"YYYY-MM-DD\"/> inside <authority> and correct its status"
                    : "have somebody read the source and confirm it in the instrument's file");
        for (const PackAuthority& one : authorities) {
            lint_date(one, where);
            lint_confirmed(one, where);
            translated(one.says, "says", fmt::format("'{}', cited by {},", one.citation.cite, what),
                       where);
        }
    }

    // Of a source cited in place.
    void lint_confirmed(const PackAuthority& one, const Location& where) {
        if (options_.today.empty() || one.confirmed.on <= options_.today) return;
        add("R0005",
            fmt::format("'{}' is confirmed on {}, a day to come", one.citation.cite,
                        one.confirmed.on),
            where, "write the day on which the source was read");
    }

    // Said once of each instrument. A source cited in place has its date in the citation.
    void lint_date(const PackAuthority& one, const Location& where) {
        if (one.instrument.empty() || !one.date.empty() || !undated_.insert(one.instrument).second)
            return;
        add("R0114", fmt::format("instrument '{}' has no date", one.instrument), where,
            fmt::format("write in {}.xml date=\"YYYY-MM-DD\", the day of the judgment, the "
                        "adoption or the publication, or date=\"{}\"",
                        one.instrument, date_not_known));
    }

    void lint_leaf(const Node& leaf, const std::string& what) {
        if (leaf.kind == NodeKind::measure) {
            translated(leaf.says, "says", "a <measure> of " + what, leaf.where);
            const auto& known = options_.metrics;
            const std::string& metric = leaf.measure.metric;
            if (!known.empty() && std::find(known.begin(), known.end(), metric) == known.end())
                add("R0105", fmt::format("there is no metric '{}'", metric), leaf.where,
                    "`isonomia help METRIC` explains them" + did_you_mean_suffix(metric, known));
            return;
        }
        if (!leaf.says.empty() || (fact_asked(leaf).empty() && is_accepted(leaf)))
            translated(leaf.says, "says", "a <test> of " + what, leaf.where,
                       ": only a test that one fact is 'true' may go without");
        if (const auto constant = constant_leaf(leaf, pack_))
            add("R0106",
                fmt::format("this leaf of {} is always {}", what, *constant ? "true" : "false"),
                leaf.where, "a leaf that facts cannot change decides nothing");
    }

    // A test that was refused needs no words yet.
    bool is_accepted(const Node& leaf) const { return read_test(leaf, pack_).has_value(); }

    Files& files_;
    const Pack& pack_;
    const LintOptions& options_;
    std::vector<Error> found_;
    std::set<std::string> facts_used_;
    std::set<std::string> undated_;
};

}  // namespace

std::vector<Error> lint_pack(Files& files, const fs::path& path, const LintOptions& options) {
    std::vector<Error> unreadable;
    const auto pack = read_pack(files, path, options.instruments, &unreadable);
    if (pack) return Linter(files, *pack, options).run();
    if (unreadable.empty()) unreadable.push_back(pack.error());
    sort_by_place(unreadable, path.string());
    if (!unreadable.back().code.starts_with('F'))  // there is a file to mend
        unreadable.back().notes.emplace_back(
            "the rest of the pack was not looked at; mend this first");
    return unreadable;
}

}  // namespace isonomia::rules
