// The fixtures of a pack: small made-up facts per rule, with the verdict that the rule must come
// to. Format: docs/formats/rule_pack.md, "Fixtures". One file per rule: <folder>/<rule id>.xml.
#pragma once

#include <string>
#include <vector>

#include "rules/evaluate.hpp"

namespace isonomia::rules {

struct FixtureCase {
    std::string rule;
    std::string name;
    Verdict expect = Verdict::error;
    std::string exception;              // that must apply, or ""
    std::vector<std::string> turns_on;  // disputed facts that must decide
    std::vector<std::string> asks;      // facts that must be requested, among others
    Grounds grounds;
    Profile profile;
    Location where;
};

struct CaseResult {
    std::string rule;
    std::string name;
    bool passed = false;
    std::string difference;  // "expected met, came to not met: <reason>"
    Location where;
};

struct LeafCoverage {
    std::string rule;
    std::string text;  // the leaf's expression or metric
    bool seen_true = false;
    bool seen_false = false;
    bool seen_unknown = false;
    Location where;
};

struct PackTest {
    std::vector<CaseResult> cases;
    std::vector<LeafCoverage> leaves;
    std::vector<Error>
        faults;  // R0201 a case that differs, R0202 a leaf value never seen, R0104 no fixture;
                 // of a rule, the first kind of them: the others are its consequence

    [[nodiscard]] std::size_t values_seen()
        const;  // of values_all() leaf values (true, false, unknown)
    [[nodiscard]] std::size_t values_all() const { return 3 * leaves.size(); }
    [[nodiscard]] bool passed() const { return faults.empty(); }
};

// Where the cases of a rule are looked for, as a person would: "fixtures/my-court/MC-02.xml beside
// the pack".
[[nodiscard]] std::string fixture_name(const Pack& pack, const fs::path& folder,
                                       const std::string& rule);

// R0104 where no case ends in one of the verdicts that the rule must be shown to reach; `file` as a
// person would name it, for the hint.
[[nodiscard]] std::optional<Error> missing_cases(const Rule& rule,
                                                 const std::vector<FixtureCase>& cases,
                                                 const std::string& file);

// Errors: F…, X…, R0002 a fact that the pack does not declare, R0005 a date or value of the wrong
// form, R0006 a file for another rule.
[[nodiscard]] Result<std::vector<FixtureCase>> load_fixtures(Files& files, const fs::path& path,
                                                             const Pack& pack);

// Runs every fixture of every rule. An unreadable fixture file is the error; a missing one is a
// fault.
[[nodiscard]] Result<PackTest> test_pack(Files& files, const Pack& pack, const fs::path& folder);

}  // namespace isonomia::rules
