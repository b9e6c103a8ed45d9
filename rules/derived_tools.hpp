// What the derivations share; internal to rules/derived*.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text_map.hpp"
#include "rules/derived.hpp"

namespace isonomia::rules {

// Facts without an id; derive_facts() adds it. `derivation` says how the value came about.
[[nodiscard]] Fact shown(std::string value,
                         std::string derivation);   // established by the record itself
[[nodiscard]] Fact silent(std::string derivation);  // unknown

// An act or statement of somebody else: established where an exhibit of the case shows it, else
// asserted by whoever prepared the matter.
[[nodiscard]] Fact stated(const CaseFile& case_file, std::string value, const std::string& exhibit,
                          std::string derivation);

// The id under which this program keeps its own copy of matter.xml: not a paper of the case, and no
// document that shows what the matter states.
constexpr std::string_view matter_copy = "matter";
[[nodiscard]] std::vector<const Exhibit*> exhibits_of_matter(const CaseFile& case_file);
[[nodiscard]] TextMap<const Exhibit*> exhibits_by_id(const CaseFile& case_file);
// Whether the id is that of an exhibit that can show something.
[[nodiscard]] bool shows(const CaseFile& case_file, const std::string& exhibit);

[[nodiscard]] bool is_act_of_program(const Activity& activity);
[[nodiscard]] std::vector<const Activity*> activities_of(const CaseFile& case_file,
                                                         ActivityKind kind);
[[nodiscard]] std::string yes_no(bool value);
// "1 exhibit", "3 exhibits"
[[nodiscard]] std::string counted(std::size_t number, std::string_view noun);

// Derivations about the acts of people (derived_acts.cpp).
[[nodiscard]] Fact derive_authority_stated(const CaseFile& case_file);
[[nodiscard]] Fact derive_authority_valid(const CaseFile& case_file);
[[nodiscard]] Fact derive_candidates(const CaseFile& case_file);
[[nodiscard]] Fact derive_custody(const CaseFile& case_file);
[[nodiscard]] Fact derive_days_to_examine(const CaseFile& case_file);
[[nodiscard]] Fact derive_human_review(const CaseFile& case_file);
[[nodiscard]] Fact derive_inputs_held(const CaseFile& case_file);
[[nodiscard]] Fact derive_operator_decision(const CaseFile& case_file);

// Derivations about systems, data and our own acts (derived_record.cpp).
[[nodiscard]] Fact derive_code_reviewed(const CaseFile& case_file);
[[nodiscard]] Fact derive_digests(const CaseFile& case_file);
[[nodiscard]] Fact derive_explained(const CaseFile& case_file);
[[nodiscard]] Fact derive_ground_truth(const CaseFile& case_file);
[[nodiscard]] Fact derive_groups_measured(const CaseFile& case_file);
[[nodiscard]] Fact derive_kinds(const CaseFile& case_file);
[[nodiscard]] Fact derive_measurements(const CaseFile& case_file);
[[nodiscard]] Fact derive_model_digest(const CaseFile& case_file);
[[nodiscard]] Fact derive_threshold(const CaseFile& case_file);
[[nodiscard]] Fact derive_version(const CaseFile& case_file);

}  // namespace isonomia::rules
