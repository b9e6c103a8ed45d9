// Every small change to a rule that ships is noticed by one of its fixtures.
#include <array>
#include <filesystem>
#include <functional>

#include "core/text.hpp"
#include "rules/fixtures.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using isonomia::rules::tests::literal_numbers;
using isonomia::rules::tests::LiteralNumber;

namespace {

struct Mutant {
    std::string what;
    Rule rule;
};

// Operators of XPath with what each is changed into; '=' but not that of f[@id='…'], which is no
// operator of the rule.
struct Change {
    std::string_view from;
    std::string_view to;
};
constexpr std::array<Change, 16> operator_changes{{{"]='", "]!='"},
                                                   {"]!='", "]='"},
                                                   {"='true'", "='false'"},
                                                   {"='false'", "='true'"},
                                                   {" = ", " != "},
                                                   {" != ", " = "},
                                                   {" <= ", " < "},
                                                   {" <= ", " >= "},
                                                   {" < ", " <= "},
                                                   {" < ", " > "},
                                                   {" >= ", " > "},
                                                   {" >= ", " <= "},
                                                   {" > ", " >= "},
                                                   {" > ", " < "},
                                                   {" and ", " or "},
                                                   {" or ", " and "}}};

// One expression for every operator, wherever it stands.
std::vector<std::string> other_expressions(const std::string& xp) {
    std::vector<std::string> found;
    const auto swap = [&](std::string_view from, std::string_view to) {
        for (std::size_t at = xp.find(from); at != std::string::npos; at = xp.find(from, at + 1))
            found.push_back(xp.substr(0, at) + std::string(to) + xp.substr(at + from.size()));
    };
    for (const Change& change : operator_changes)
        swap(change.from, change.to);
    swap("not(", "(");
    swap(",'", ",'no-");  // the word that is looked for
    for (const LiteralNumber& number : literal_numbers(xp))
        for (const long long by : {-1LL, 1LL})
            found.push_back(xp.substr(0, number.at) + std::to_string(std::stoll(number.text) + by) +
                            xp.substr(number.at + number.text.size()));
    return found;
}

using MeasureChange = void (*)(Measure&);
constexpr std::array<MeasureChange, 6> measure_changes = {
    [](Measure& m) {
        m.comparison = m.comparison == Comparison::ge ? Comparison::gt : Comparison::ge;
    },
    [](Measure& m) {
        m.comparison = m.comparison == Comparison::le ? Comparison::lt : Comparison::le;
    },
    // Of a single figure, "all" and "any" say the same.
    [](Measure& m) {
        if (m.group.empty())
            m.group = "each";
        else
            m.quantifier = m.quantifier == Quantifier::all ? Quantifier::any : Quantifier::all;
    },
    [](Measure& m) { m.group = m.group.empty() ? "each" : ""; },
    [](Measure& m) { m.metric += "_"; },
    [](Measure& m) {
        m.parameter.clear();
        m.limit.reset();
    }};

// Calls `use` with the node changed in each way, and puts it back.
void with_changes(Node& node, const std::function<void(const std::string&)>& use) {
    const Node was = node;
    if (node.children.size() > 1) {
        node.kind = node.kind == NodeKind::all ? NodeKind::any : NodeKind::all;
        use("connective");
        node = was;
        for (std::size_t i = 0; i < was.children.size(); ++i) {
            node.children.erase(node.children.begin() + static_cast<std::ptrdiff_t>(i));
            use("a child left out");
            node = was;
        }
    }
    if (node.kind == NodeKind::not_) {
        node.kind = NodeKind::all;
        use("not left out");
        node = was;
    }
    if (node.kind == NodeKind::test)
        for (const std::string& other : other_expressions(was.test.expression)) {
            node.test.expression = other;
            use(was.test.expression + " as " + other);
            node = was;
        }
    if (node.kind == NodeKind::measure)
        for (const MeasureChange& change : measure_changes) {
            change(node.measure);
            use(was.measure.metric + " compared or counted otherwise");
            node = was;
        }
    for (Node& child : node.children)
        with_changes(child, use);
}

std::vector<Mutant> mutants(const Rule& original) {
    std::vector<Mutant> found;
    Rule rule = original;
    const auto keep = [&](const std::string& what) { found.push_back({what, rule}); };
    with_changes(rule.logic, keep);
    if (rule.applies) with_changes(*rule.applies, keep);
    for (Exception& exception : rule.exceptions)
        with_changes(exception.when, keep);
    const auto change = [&](const std::string& what, const std::function<void(Rule&)>& how) {
        rule = original;
        how(rule);
        keep(what);
        rule = original;
    };
    change("kind", [](Rule& r) {
        r.kind = r.kind == RuleKind::strict ? RuleKind::evaluative : RuleKind::strict;
    });
    if (rule.applies) change("applies left out", [](Rule& r) { r.applies.reset(); });
    if (!rule.exceptions.empty())
        change("exceptions left out", [](Rule& r) { r.exceptions.clear(); });
    if (!rule.valid_from.empty()) {
        change("first day left out", [](Rule& r) { r.valid_from.clear(); });
        change("first day later", [](Rule& r) { r.valid_from = "2999-01-01"; });
    }
    if (!rule.valid_until.empty())
        change("last day left out", [](Rule& r) { r.valid_until.clear(); });
    change("last day earlier", [](Rule& r) { r.valid_until = "1900-01-01"; });
    for (std::size_t i = 0; i < rule.exceptions.size(); ++i)
        if (rule.exceptions[i].rank || !rule.exceptions[i].overrides.empty())
            change("rank left out", [i](Rule& r) {
                r.exceptions[i].rank.reset();
                r.exceptions[i].overrides.clear();
            });
    if (rule.jurisdiction != "any")
        change("jurisdiction left out", [](Rule& r) { r.jurisdiction = "any"; });
    return found;
}

bool noticed(const Rule& rule, const Pack& pack, const std::vector<FixtureCase>& cases) {
    for (const FixtureCase& one : cases) {
        const Outcome outcome = evaluate_rule(rule, pack, one.grounds, {"en", &one.profile, ""});
        if (outcome.verdict != one.expect || outcome.exception != one.exception ||
            outcome.turns_on != one.turns_on)
            return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a fixture notices every change of operator, connective, kind, date and jurisdiction") {
    DiskFiles files;
    const fs::path root = isonomia::tests::source_dir();
    for (const auto& entry : fs::directory_iterator(root / "rules/packs")) {
        const auto pack = load_pack(files, entry.path(), root / "corpus/instruments");
        REQUIRE(pack);
        std::size_t made = 0;
        std::vector<std::string> survivors;
        for (const Rule& rule : pack->rules) {
            const auto cases =
                load_fixtures(files, root / "tests/packs" / pack->id / (rule.id + ".xml"), *pack);
            REQUIRE(cases);
            for (const Mutant& mutant : mutants(rule)) {
                ++made;
                if (!noticed(mutant.rule, *pack, *cases))
                    survivors.push_back(rule.id + ": " + mutant.what);
            }
        }
        WARN(pack->id << ": " << made << " changes, " << survivors.size() << " not noticed");
        CHECK(join(survivors, "; ") == "");
        CHECK(made > 10);
    }
}
