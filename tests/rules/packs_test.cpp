// The packs that ship: clean, covered, valid against the grammar, and every authority resolved.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "rules/derived.hpp"
#include "rules/fixtures.hpp"
#include "rules/lint.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::rules;

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
        for (const Error& error : lint_pack(files, pack.file, options))
            FAIL_CHECK(to_string(*error.where) << ": " << error.code << " " << error.message);
        const auto test = test_pack(files, pack, fixtures);
        REQUIRE(test);
        for (const Error& fault : test->faults)
            FAIL_CHECK(to_string(*fault.where) << ": " << fault.code << " " << fault.message);
        CHECK(test->values_seen() == test->values_all());
        WARN(pack.id << ": " << pack.rules.size() << " rules, " << test->cases.size() << " cases, "
                     << test->values_seen() << " of " << test->values_all() << " leaf values");
    }
}

TEST_CASE("shipped packs cover the principles, in English and French, and sign nothing") {
    std::set<Principle> principles;
    std::size_t rules = 0;
    for (const Pack& pack : shipped()) {
        CHECK(pack.languages == std::vector<std::string>{"en", "fr"});
        CHECK_FALSE(pack.signature);
        rules += pack.rules.size();
        for (const Rule& rule : pack.rules)
            principles.insert(rule.principle);
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
    for (const char* folder : {"rules/packs", "corpus/instruments", "tests/packs"})
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

TEST_CASE("no numeric limit is ours: the packs that ship have no default and no literal limit") {
    for (const Pack& pack : shipped()) {
        for (const Parameter& parameter : pack.parameters)
            CHECK_FALSE(parameter.value);
        for (const Rule& rule : pack.rules)
            for (const Node* leaf : leaves(rule))
                CHECK_FALSE(leaf->measure.limit);
    }
}

TEST_CASE("the page of a pack lists every rule and fact, and says that nobody signed it") {
    for (const Pack& pack : shipped()) {
        const std::string page = text_of(root() / "docs/packs" / (pack.id + ".md"));
        CAPTURE(pack.id);
        CHECK(page.find("**Unsigned.**") != std::string::npos);
        for (const Rule& rule : pack.rules)
            CHECK(page.find("| " + rule.id + " |") != std::string::npos);
        for (const FactDeclaration& fact : pack.facts)
            CHECK(page.find("| `" + fact.id + "` |") != std::string::npos);
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
