#include "rules/fixtures.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/decide.hpp"
#include "rules/derived.hpp"

namespace isonomia::rules {

namespace {

constexpr std::uint64_t fixture_bytes_max = std::uint64_t{1} << 20U;

class FixtureReader {
public:
    FixtureReader(const Pack& pack, std::string rule) : pack_(pack), rule_(std::move(rule)) {}

    Result<std::vector<FixtureCase>> read(const XmlDocument& document) {
        std::vector<FixtureCase> cases;
        XmlReader reader(document.root());
        FixtureCase given;
        given.rule = reader.required("rule");
        given.grounds.systems = {
            {"used", {"the system", SystemKind::other, SystemUse::used, ""}},
            {"other", {"another system", SystemKind::other, SystemUse::not_used, ""}}};
        if (!reader.failed() && given.rule != rule_)
            reader.reject(
                input_error("R0006", fmt::format("the file of rule '{}' holds fixtures of '{}'",
                                                 rule_, given.rule))
                    .at(reader.node().location("rule"))
                    .hinted(
                        fmt::format("write rule=\"{}\", or name the file after its rule", rule_)));
        read_matter(reader, given.grounds.matter);
        if (const XmlNode node = reader.optional_child("given")) {
            XmlReader inside(node);
            read_facts(inside, given);
            finish(inside);
        }
        for (const XmlNode node : reader.each("case"))
            cases.push_back(read_case(node, given));
        finish(reader);
        if (problem_) return fail(*problem_);
        return cases;
    }

private:
    void finish(XmlReader& reader) {
        auto finished = reader.finish();
        if (!finished && !problem_) problem_ = finished.error();
    }

    static void read_matter(XmlReader& reader, Matter& matter) {
        if (auto used = read_date(reader, "used-on"); !used.empty())
            matter.used_on = std::move(used);
        if (auto where = reader.optional("jurisdiction"); !where.empty())
            matter.jurisdiction = std::move(where);
    }

    FixtureCase read_case(XmlNode node, const FixtureCase& given) {
        XmlReader reader(node);
        FixtureCase one = given;
        one.where = node.location();
        one.expect =
            from_text<Verdict>(reader.choice("expect", all_names<Verdict>())).value_or(Verdict{});
        one.name = reader.optional("name", std::string(to_text(one.expect)));
        one.exception = reader.optional("exception");
        one.turns_on = read_known(reader, "turns-on");
        one.asks = read_known(reader, "asks");
        read_matter(reader, one.grounds.matter);
        read_facts(reader, one);
        finish(reader);
        return one;
    }

    // Facts and metrics that the pack knows.
    std::vector<std::string> read_known(XmlReader& reader, std::string_view attribute) const {
        std::vector<std::string> ids = words(reader.optional(attribute));
        if (ids.empty()) return ids;
        std::vector<std::string> known = declared();
        for (const Rule& rule : pack_.rules)
            for (const Node* leaf : leaves(rule))
                if (leaf->kind == NodeKind::measure) known.push_back(leaf->measure.metric);
        for (const std::string& id : ids)
            if (std::find(known.begin(), known.end(), id) == known.end())
                reader.reject(
                    input_error("R0002", fmt::format("the pack has no fact or metric '{}'", id))
                        .at(reader.node().location(attribute))
                        .hinted("name one that the rule reads" + did_you_mean_suffix(id, known)));
        return ids;
    }

    std::vector<std::string> declared() const {
        std::vector<std::string> ids;
        for (const FactDeclaration& one : pack_.facts)
            ids.push_back(one.id);
        return ids;
    }

    void read_facts(XmlReader& reader, FixtureCase& into) {
        for (const XmlNode node : reader.each("fact"))
            read_fact(node, into);
        for (const XmlNode node : reader.each("measurement"))
            read_measurement(node, into);
        for (const XmlNode node : reader.each("set")) {
            XmlReader one(node);
            Setting setting{
                pack_.id, one.required("parameter"), one.number("value").value_or(0), "", "", ""};
            if (pack_.parameter(setting.parameter) == nullptr)
                one.reject(input_error("R0002", fmt::format("the pack has no parameter '{}'",
                                                            setting.parameter))
                               .at(node.location("parameter")));
            finish(one);
            into.profile.settings.insert(into.profile.settings.begin(), std::move(setting));
        }
    }

    void read_fact(XmlNode node, FixtureCase& into) {
        XmlReader reader(node);
        Fact fact;
        fact.id = reader.required("id");
        fact.status =
            from_text<FactStatus>(reader.choice("status", all_names<FactStatus>(), "established"))
                .value_or(FactStatus{});
        fact.value = reader.optional("value");
        fact.otherwise = reader.optional("otherwise");
        fact.finding = "fixture";  // stands for whatever established it
        if (const FactDeclaration* declaration = pack_.fact(fact.id)) {
            fact.type = declaration->type;
            check_values(reader, fact);
        } else {
            reader.reject(
                input_error("R0002",
                            fmt::format("the pack does not declare the fact '{}'", fact.id))
                    .at(node.location("id"))
                    .hinted("declare it in the pack" + did_you_mean_suffix(fact.id, declared())));
        }
        finish(reader);
        const std::string id = fact.id;
        into.grounds.facts.insert_or_assign(id, sober(std::move(fact), {}));
    }

    // A value that no matter could hold would end in the verdict 'error', far from here.
    static void check_values(XmlReader& reader, const Fact& fact) {
        if (fact.status == FactStatus::withheld || fact.status == FactStatus::unknown) return;
        const char* is = fact.type == FactType::boolean  ? "true or false"
                         : fact.type == FactType::number ? "a number"
                                                         : "a date";
        const auto check = [&](const std::string& value, std::string_view attribute) {
            if (comparable(fact.id, fact.type, value)) return;
            reader.reject(
                input_error("R0005",
                            fmt::format("the fact '{}' is {}, and not '{}'", fact.id, is, value))
                    .at(reader.node().location(attribute))
                    .hinted(fact.type == FactType::boolean  ? "write true or false"
                            : fact.type == FactType::number ? "write digits, with '.' for decimals"
                                                            : "write YYYY-MM-DD"));
        };
        check(fact.value, "value");
        if (fact.id == "d.kinds") check_kinds(reader, fact);
        if (fact.status == FactStatus::disputed) check(fact.otherwise, "otherwise");
    }

    // No matter could declare another kind.
    static void check_kinds(XmlReader& reader, const Fact& fact) {
        for (const std::string& kind : words(fact.value))
            if (auto error = not_a_kind(kind))
                reader.reject(std::move(*error).at(reader.node().location("value")));
    }

    void read_measurement(XmlNode node, FixtureCase& into) {
        XmlReader reader(node);
        Measurement measurement;
        measurement.metric = reader.required("metric");
        measurement.dataset = reader.optional("dataset");
        measurement.system = reader.choice("system", {"used", "other"}, "used");
        const std::string group = reader.optional("group");
        const auto equals = group.find('=');
        if (equals != std::string::npos)
            measurement.group.push_back({group.substr(0, equals), group.substr(equals + 1)});
        measurement.id =
            measurement.system + "/" + measurement.metric + (group.empty() ? "" : "/" + group);
        measurement.value = reader.number("value");
        const auto low = reader.number("low");
        const auto high = reader.number("high");
        if (low.has_value() != high.has_value())
            reader.reject(input_error("R0005", "the interval has one end")
                              .at(node.location(low ? "low" : "high"))
                              .hinted("write low and high, or neither"));
        if (low && high) measurement.interval = Interval{*low, *high, 0.95, "fixture"};
        if (!measurement.value) measurement.undefined_reason = "fixture without a value";
        measurement.basis = from_text<Basis>(reader.choice("basis", all_names<Basis>(), "computed"))
                                .value_or(Basis::computed);
        finish(reader);
        // A case replaces what was given for the same figure.
        auto& figures = into.grounds.measurements[measurement.metric];
        std::erase_if(figures, [&](const Measurement& old) { return old.id == measurement.id; });
        figures.push_back(std::move(measurement));
    }

    const Pack& pack_;
    std::string rule_;
    std::optional<Error> problem_;
};

std::string difference(const FixtureCase& wanted, const Outcome& outcome) {
    if (outcome.verdict != wanted.expect)
        return fmt::format("expected '{}', came to '{}': {}", to_text(wanted.expect),
                           to_text(outcome.verdict), outcome.reason);
    if (outcome.exception != wanted.exception)
        return fmt::format("expected exception '{}', '{}' applied", wanted.exception,
                           outcome.exception);
    if (outcome.turns_on != wanted.turns_on)
        return fmt::format("expected to turn on '{}', turns on '{}'", join(wanted.turns_on, " "),
                           join(outcome.turns_on, " "));
    for (const std::string& fact : wanted.asks) {
        const bool asked =
            std::any_of(outcome.requests.begin(), outcome.requests.end(),
                        [&](const Request& request) { return request.fact == fact; });
        if (!asked) return fmt::format("expected a request for '{}'", fact);
    }
    return "";
}

// Outcome::tests lists the leaves in the order of leaves().
void note_coverage(const Outcome& outcome, std::vector<LeafCoverage>& leaves) {
    std::size_t next = 0;
    for (const TestResult& test : outcome.tests) {
        if (test.kind != "test" && test.kind != "measure") continue;
        if (next >= leaves.size()) return;
        LeafCoverage& leaf = leaves[next++];
        leaf.seen_true = leaf.seen_true || test.truth == Truth::yes;
        leaf.seen_false = leaf.seen_false || test.truth == Truth::no;
        leaf.seen_unknown = leaf.seen_unknown || test.truth == Truth::unknown;
    }
}

// What an evaluative rule comes to where a factor speaks the other way.
bool is_negative(const Outcome& outcome) {
    return outcome.verdict == Verdict::not_met ||
           (outcome.verdict == Verdict::assessed &&
            std::any_of(outcome.tests.begin(), outcome.tests.end(), [](const TestResult& one) {
                return one.kind == "test" && one.truth == Truth::no;
            }));
}

std::vector<LeafCoverage> uncovered(const Rule& rule) {
    std::vector<LeafCoverage> found;
    for (const Node* leaf : leaves(rule))
        found.push_back(
            {rule.id, leaf->kind == NodeKind::test ? leaf->test.expression : leaf->measure.metric,
             false, false, false, leaf->where});
    return found;
}

// The values of its leaves that no case of the rule has seen.
std::vector<Error> unseen(const Rule& rule, const std::vector<LeafCoverage>& coverage,
                          const std::string& file) {
    std::vector<Error> found;
    const auto nodes = leaves(rule);
    for (std::size_t i = 0; i < coverage.size(); ++i) {
        const LeafCoverage& leaf = coverage[i];
        std::vector<std::string> never;
        if (!leaf.seen_true) never.emplace_back("true");
        if (!leaf.seen_false) never.emplace_back("false");
        if (!leaf.seen_unknown) never.emplace_back("unknown");
        if (never.empty()) continue;
        const std::string fact = fact_asked(*nodes[i]);
        found.push_back(
            input_error("R0202", fmt::format("rule '{}': no case makes this test {}", rule.id,
                                             join(never, " or ")))
                .at(leaf.where)
                .note("test: " + leaf.text)
                .hinted(fmt::format("add a <case> in which {} is {}, in {}",
                                    fact.empty() ? "it" : "'" + fact + "'", never.front(), file)));
    }
    return found;
}

void test_rule(const Rule& rule, const Pack& pack, const std::vector<FixtureCase>& cases,
               const std::string& file, PackTest& test) {
    const std::size_t faults_before = test.faults.size();
    auto coverage = uncovered(rule);
    bool negative = rule.kind == RuleKind::strict;
    for (const FixtureCase& one : cases) {
        const Outcome outcome = evaluate_rule(rule, pack, one.grounds, {"en", &one.profile, ""});
        negative = negative || is_negative(outcome);
        note_coverage(outcome, coverage);
        const std::string differs = difference(one, outcome);
        CaseResult result{rule.id, one.name, differs.empty(), differs, one.where};
        if (!result.passed)
            test.faults.push_back(input_error("R0201", fmt::format("{}, case '{}': {}", rule.id,
                                                                   one.name, result.difference))
                                      .at(one.where)
                                      .hinted("correct the case, or the rule"));
        test.cases.push_back(std::move(result));
    }
    const auto none_yet = [&] { return test.faults.size() == faults_before; };
    if (auto missing = none_yet() ? missing_cases(rule, cases, file) : std::nullopt) {
        test.faults.push_back(std::move(*missing));
    } else if (none_yet() && !negative) {
        test.faults.push_back(
            input_error("R0104", fmt::format("rule '{}' has no fixture that ends in 'not met', or "
                                             "in 'assessed' where a test is false",
                                             rule.id))
                .at(rule.where)
                .hinted("add such a <case> to " + file));
    }
    if (none_yet())
        for (Error& one : unseen(rule, coverage, file))
            test.faults.push_back(std::move(one));
    std::move(coverage.begin(), coverage.end(), std::back_inserter(test.leaves));
}

}  // namespace

std::size_t PackTest::values_seen() const {
    std::size_t seen = 0;
    for (const LeafCoverage& leaf : leaves)
        seen += std::size_t{leaf.seen_true} + std::size_t{leaf.seen_false} +
                std::size_t{leaf.seen_unknown};
    return seen;
}

std::string fixture_name(const Pack& pack, const fs::path& folder, const std::string& rule) {
    const fs::path path = folder / (rule + ".xml");
    const fs::path beside = path.lexically_relative(fs::path(pack.file).parent_path());
    if (beside.empty() || *beside.begin() == "..") return path.string();
    return fmt::format("{} beside the pack", beside.string());
}

std::optional<Error> missing_cases(const Rule& rule, const std::vector<FixtureCase>& cases,
                                   const std::string& file) {
    // An evaluative rule may only record its factors, and then nothing breaches it.
    const auto wanted =
        rule.kind == RuleKind::evaluative
            ? std::vector<Verdict>{Verdict::assessed, Verdict::not_established}
            : std::vector<Verdict>{Verdict::met, Verdict::not_met, Verdict::not_established};
    std::vector<std::string> missing;
    for (const Verdict verdict : wanted)
        if (std::none_of(cases.begin(), cases.end(),
                         [&](const FixtureCase& one) { return one.expect == verdict; }))
            missing.push_back(fmt::format("'{}'", to_text(verdict)));
    if (missing.empty()) return std::nullopt;
    return input_error("R0104", fmt::format("rule '{}' has no fixture that ends in {}", rule.id,
                                            join(missing, ", ")))
        .at(rule.where)
        .hinted(fmt::format("add a <case expect={}> to {}", missing.front(), file));
}

Result<std::vector<FixtureCase>> load_fixtures(Files& files, const fs::path& path,
                                               const Pack& pack) {
    auto bytes = files.read(path, fixture_bytes_max);
    if (!bytes) return fail(std::move(bytes.error()));
    auto document = XmlDocument::parse(std::move(*bytes), path.string());
    if (!document) return fail(std::move(document.error()));
    if (auto root = check_root(*document, "fixtures", "urn:isonomia:fixtures:1"); !root)
        return fail(root.error());
    return FixtureReader(pack, path.stem().string()).read(*document);
}

Result<PackTest> test_pack(Files& files, const Pack& pack, const fs::path& folder) {
    PackTest test;
    for (const Rule& rule : pack.rules) {
        auto cases = load_fixtures(files, folder / (rule.id + ".xml"), pack);
        if (!cases && cases.error().code != "F0001") return fail(std::move(cases.error()));
        test_rule(rule, pack, cases ? *cases : std::vector<FixtureCase>{},
                  fixture_name(pack, folder, rule.id), test);
    }
    return test;
}

}  // namespace isonomia::rules
