// The packs that ship: clean, covered, valid against the grammar, and every authority resolved.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "rules/derived.hpp"
#include "rules/fixtures.hpp"
#include "rules/lint.hpp"
#include "rules/pack_page.hpp"
#include "rules/requirements.hpp"
#include "tests/catch.hpp"
#include "tests/rules/rules_support.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::rules;
using namespace isonomia::rules::tests;

namespace {

fs::path root() { return isonomia::tests::source_dir(); }

std::vector<fs::path> xml_files(const fs::path& folder) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".xml") found.push_back(entry.path());
    return found;
}

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// The file holds exactly that text; with ISONOMIA_APPROVE=1 it is written.
void check_text(const fs::path& path, const std::string& text) {
    CAPTURE(path.string());
    if (std::getenv("ISONOMIA_APPROVE") != nullptr) std::ofstream(path, std::ios::binary) << text;
    CHECK(text_of(path) == text);
}

bool has_word(const std::string& text, const std::string& word) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !digit(text[at - 1])) && (end == text.size() || !digit(text[end])))
            return true;
    }
    return false;
}

// The numbers of a leaf that the words of no source cited by the rule state. More than one group is
// no limit: there is nothing to compare in one.
std::vector<std::string> numbers_of_ours(const Node& leaf, const Rule& rule) {
    std::vector<std::string> found;
    if (leaf.test.expression == "f[@id='d.groups-measured'] > 1") return found;
    for (const LiteralNumber& number : literal_numbers(leaf.test.expression))
        if (std::none_of(rule.authorities.begin(), rule.authorities.end(),
                         [&](const PackAuthority& one) {
                             return has_word(in_language(one.says, "en"), number.text);
                         }))
            found.push_back(number.text);
    return found;
}

std::vector<Pack> shipped() {
    std::vector<Pack> packs;
    DiskFiles files;
    for (const fs::path& path : xml_files(root() / "rules/packs")) {
        auto pack = load_pack(files, path, root() / "corpus/instruments");
        INFO(path.string() + ": " + (pack ? std::string() : pack.error().message));
        REQUIRE(pack);
        packs.push_back(std::move(*pack));
    }
    return packs;
}

}  // namespace

TEST_CASE("shipped packs lint clean and pass their fixtures with every leaf value seen") {
    DiskFiles files;
    for (const Pack& pack : shipped()) {
        const fs::path fixtures = root() / "tests/packs" / pack.id;
        LintOptions options;
        options.instruments = root() / "corpus/instruments";
        options.fixtures = fixtures;
        std::size_t unconfirmed = 0;  // said of a rule, and no fault: served reports leave it out
        for (const Error& error : lint_pack(files, pack.file, options))
            if (error.code == "R0108")
                ++unconfirmed;
            else
                FAIL_CHECK(to_string(*error.where) << ": " << error.code << " " << error.message);
        const auto test = test_pack(files, pack, fixtures);
        REQUIRE(test);
        for (const Error& fault : test->faults)
            FAIL_CHECK(to_string(*fault.where) << ": " << fault.code << " " << fault.message);
        CHECK(test->values_seen() == test->values_all());
        WARN(pack.id << ": " << pack.rules.size() << " rules, " << test->cases.size() << " cases, "
                     << test->values_seen() << " of " << test->values_all() << " leaf values, "
                     << unconfirmed << " rules rest on unverified authorities alone");
        CHECK(unconfirmed * 2 < pack.rules.size() + 5);
    }
}

TEST_CASE("shipped packs cover the principles, in English and French, and sign nothing") {
    std::set<Principle> principles;
    std::size_t rules = 0;
    for (const Pack& pack : shipped()) {
        CHECK(pack.languages == std::vector<std::string>{"en", "fr"});
        CHECK_FALSE(pack.signature);
        rules += pack.rules.size();
        for (const Rule& rule : pack.rules) {
            principles.insert(rule.principle);
            CAPTURE(rule.id);
            CHECK_FALSE(rule.remedy.empty());
            for (const PackAuthority& one : rule.authorities)
                CHECK_FALSE(one.instrument.empty());  // none is cited in place
        }
    }
    CHECK(rules >= 24);
    for (const Principle wanted :
         {Principle::legality, Principle::proportionality, Principle::non_discrimination,
          Principle::transparency, Principle::custody, Principle::human_oversight,
          Principle::equality_of_arms})
        CHECK(principles.contains(wanted));
}

TEST_CASE("rules of un-unodc carry the number of their requirement") {
    for (const Pack& pack : shipped())
        for (const Rule& rule : pack.rules)
            if (pack.id == "un-unodc") CHECK(std::stoi(rule.id.substr(3)) == std::stoi(rule.seed));
}

TEST_CASE("no fixture file lies about without a rule") {
    for (const Pack& pack : shipped())
        for (const fs::path& path : xml_files(root() / "tests/packs" / pack.id)) {
            CAPTURE(path.string());
            CHECK(pack.rule(path.stem().string()) != nullptr);
        }
}

TEST_CASE("packs, instruments and fixtures match the grammar") {
    const std::string grammar = text_of(root() / "docs/formats/rule_pack.rng");
    REQUIRE_FALSE(grammar.empty());
    for (const char* folder : {"rules/packs", "corpus/instruments", "tests/packs",
                               "rules/requirements", "rules/questionnaires"})
        for (const fs::path& path : xml_files(root() / folder)) {
            auto document = XmlDocument::parse(text_of(path), path.string());
            REQUIRE(document);
            const auto valid = document->validate(grammar);
            INFO(path.string() + ": " + (valid ? std::string() : valid.error().message));
            CHECK(valid);
        }
    auto wrong = XmlDocument::parse("<pack xmlns=\"urn:isonomia:rule-pack:1\" id=\"p\"/>", "wrong");
    REQUIRE(wrong);
    CHECK_FALSE(wrong->validate(grammar));
}

TEST_CASE("an empty case satisfies no rule that ships") {
    const auto packs = shipped();
    for (const Outcome& outcome : evaluate(CaseFile{}, packs)) {
        CAPTURE(outcome.id, outcome.reason);
        CHECK(outcome.verdict == Verdict::not_established);
        CHECK((outcome.requests.size() > 0));
    }
}

TEST_CASE("the test of proportionality shows each factor with its source and weighs nothing") {
    CaseFile file;
    Recorded<Exhibit> order;
    order.object.id = "E1";
    order.object.sha256 = std::string(64, 'a');
    file.exhibits.push_back(order);
    const std::vector<std::string> factors = {"gravity",      "persons-affected", "data-type",
                                              "milder-means", "fairness",         "recourse"};
    for (const std::string& name : factors) {
        Recorded<Fact> fact;
        fact.object.id = "factor." + name;
        fact.object.value = "true";
        fact.object.status = FactStatus::established;
        fact.object.exhibit = "E1";
        file.facts.push_back(fact);
    }
    file.facts.push_back(file.facts.front());
    file.facts.back().object.id = "technique.special";
    for (const Pack& pack : shipped()) {
        const Rule* rule = pack.rule("UN-58");
        if (rule == nullptr) continue;
        const Outcome result = evaluate_rule(*rule, pack, gather(file));
        CHECK(result.verdict == Verdict::assessed);
        for (const std::string& name : factors) {
            const auto shown =
                std::find_if(result.tests.begin(), result.tests.end(), [&](const TestResult& one) {
                    return !one.reads.empty() && one.reads.front().id == "factor." + name;
                });
            CAPTURE(name);
            REQUIRE(shown != result.tests.end());
            CHECK(shown->reads.front().source == "E1");
            CHECK(shown->reads.front().sha256 == order.object.sha256);
        }
        CHECK(result.authorities.front().pinpoint == "para. 37");
        return;
    }
    FAIL("no shipped pack has the rule");
}

TEST_CASE("no numeric limit is ours: no default, and no number that no cited source states") {
    std::size_t measured = 0;
    std::size_t stated = 0;
    for (const Pack& pack : shipped()) {
        for (const Parameter& parameter : pack.parameters)
            CHECK_FALSE(parameter.value);
        for (const Rule& rule : pack.rules)
            for (const Node* leaf : leaves(rule)) {
                CHECK_FALSE(leaf->measure.limit);
                CAPTURE(rule.id, leaf->test.expression);
                CHECK(numbers_of_ours(*leaf, rule).empty());
                stated += literal_numbers(leaf->test.expression).size();
                if (leaf->kind == NodeKind::measure) ++measured;
            }
    }
    CHECK(measured > 1);  // two requirements are about figures, so that an interval has to decide
    CHECK(stated > 4);
}

TEST_CASE("a number of ours is seen wherever it stands in an expression") {
    const Pack pack = sound(pack_text(rule_text(
        "<all>" + leaf("days", "f[@id='days'] &gt;= 28") + leaf("days", "f[@id='days'] = 1") +
        leaf("days", "f[@id='days'] * 2 &lt;= $p_set") + is_true("a") + "</all>")));
    const Rule& rule = pack.rules.front();
    std::vector<std::string> ours;
    for (const Node* leaf : leaves(rule))
        for (const std::string& number : numbers_of_ours(*leaf, rule))
            ours.push_back(number);
    CHECK(ours == std::vector<std::string>{"28", "1", "2"});
    Rule with_source = rule;
    with_source.authorities.front().says["en"] = "Within 28 days, whatever 128 or 281 say.";
    CHECK(numbers_of_ours(*leaves(with_source).front(), with_source).empty());
    with_source.authorities.front().says["en"] = "Within 128 days.";
    CHECK(numbers_of_ours(*leaves(with_source).front(), with_source).size() == 1);
}

TEST_CASE("the page of a pack is the one that is written from it") {
    DiskFiles files;
    for (const Pack& pack : shipped()) {
        const auto page = pack_page(files, pack, root() / "corpus/instruments");
        REQUIRE(page);
        CAPTURE(pack.id);
        CHECK(page->find("**Unsigned.**") != std::string::npos);
        check_text(root() / "docs/packs" / (pack.id + ".md"), *page);
    }
}

TEST_CASE(
    "every requirement of the United Nations documents has a rule, and the table says which") {
    DiskFiles files;
    const auto rows = load_requirements(files, root() / "rules/requirements/un-unodc.xml");
    REQUIRE(rows);
    CHECK(rows->rows.size() == 64);
    for (const Pack& pack : shipped()) {
        if (pack.id != rows->pack) continue;
        for (const Error& fault : unanswered(*rows, pack))
            FAIL_CHECK(fault.message);
        const std::string table = requirements_table(*rows, pack);
        CHECK(table.find("**none**") == std::string::npos);
        check_text(root() / "docs/packs/requirements.md", table);
        Pack poorer = pack;
        poorer.rules.pop_back();
        poorer.rules.front().seed = "99";
        const auto faults = unanswered(*rows, poorer);
        CHECK(faults.size() == 3);
        for (const Error& fault : faults)
            CHECK(fault.code == "R0109");
        CHECK(requirements_table(*rows, poorer).find("**none**") != std::string::npos);
    }
}

TEST_CASE("the format page lists every derived fact, the error page every code") {
    const std::string format = text_of(root() / "docs/formats/rule_pack.md");
    for (const DerivedFact& fact : derived_facts())
        CHECK(format.find("`" + fact.id + "`") != std::string::npos);
    const std::string errors = text_of(root() / "docs/errors/R.md");
    for (const fs::path& folder : {root() / "rules"})
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (!entry.is_regular_file()) continue;
            const std::string code = text_of(entry.path());
            for (std::size_t at = code.find("\"R0"); at != std::string::npos;
                 at = code.find("\"R0", at + 1))
                CHECK(errors.find("## " + code.substr(at + 1, 5)) != std::string::npos);
        }
}

TEST_CASE("every code of the error page is the answer to something in a test") {
    std::string tests;
    for (const char* folder : {"tests/rules", "tests/cli"})
        for (const auto& entry : fs::recursive_directory_iterator(root() / folder))
            if (entry.path().extension() == ".cpp") tests += text_of(entry.path());
    const std::string page = text_of(root() / "docs/errors/R.md");
    std::size_t codes = 0;
    for (std::size_t at = page.find("## R"); at != std::string::npos;
         at = page.find("## R", at + 1), ++codes) {
        const std::string code = page.substr(at + 3, 5);
        CAPTURE(code);
        CHECK(tests.find(code) != std::string::npos);
    }
    CHECK(codes > 20);
}
