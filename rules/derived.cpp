#include "rules/derived.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/derived_tools.hpp"

namespace isonomia::rules {

namespace {

constexpr const char* by_document =
    "established where the record names the document that shows it, asserted where only the matter "
    "says "
    "so, unknown where the record is silent";
constexpr const char* by_format =
    "asserted by whoever prepared the matter where it is stated for every system in use, unknown "
    "where it is left out";
constexpr const char* by_ledger = "established either way: the ledger itself shows it";

const std::array<DerivedFact, 18>& table() {
    static const std::array<DerivedFact, 18> facts = {{
        {"d.authority-stated", FactType::boolean,
         "a legal authority is stated for every acquisition and every use of the system",
         by_document, derive_authority_stated},
        {"d.authority-valid", FactType::boolean,
         "every stated authority was valid when the act took place", by_document,
         derive_authority_valid},
        {"d.candidates-recorded", FactType::boolean,
         "the ranked list that the system returned is recorded", by_document, derive_candidates},
        {"d.code-reviewed", FactType::boolean, "source code of the system was read in this case",
         by_ledger, derive_code_reviewed},
        {"d.custody-stated", FactType::boolean,
         "for every exhibit it is recorded from whom and when it came, and on which document that "
         "rests",
         by_document, derive_custody},
        {"d.days-to-examine", FactType::number,
         "days from the date of service (fact 'served.on') to the hearing",
         "the standing of 'served.on'; unknown where either date is", derive_days_to_examine},
        {"d.digests-at-intake", FactType::boolean, "every exhibit was hashed while it was taken in",
         by_ledger, derive_digests},
        {"d.explained", FactType::boolean,
         "an explanation of the system's output was computed in this case", by_ledger,
         derive_explained},
        {"d.ground-truth-stated", FactType::boolean,
         "for every data set it is stated who set the outcome and what it records",
         "established either way; unknown where there are no data", derive_ground_truth},
        {"d.groups-measured", FactType::number,
         "groups of persons for which an error figure of what was used is recorded",
         "established where computed from data, asserted where only published, unknown where none "
         "is",
         derive_groups_measured},
        {"d.human-review-recorded", FactType::boolean,
         "a review by a person other than the one who ran the system, later than its output, is "
         "recorded for every use",
         by_document, derive_human_review},
        {"d.inputs-held", FactType::boolean,
         "what was put into the system is held as a hashed exhibit, for every use",
         "established where the exhibits are held; unknown where the record names no input",
         derive_inputs_held},
        {"d.kinds", FactType::text,
         "the kinds of the systems that the matter declares, separated by blanks",
         "established: the declaration fixes what the matter is about, and proves nothing else",
         derive_kinds},
        {"d.measurements", FactType::number,
         "defined figures about the systems in use, in the version in use",
         "established where computed from data, asserted where only published, unknown where none "
         "is",
         derive_measurements},
        {"d.model-digest-stated", FactType::boolean,
         "the digest of the model of every system in use is stated", by_format,
         derive_model_digest},
        {"d.operator-decision-recorded", FactType::boolean,
         "what the operator chose or decided on the system's output is recorded", by_document,
         derive_operator_decision},
        {"d.threshold-stated", FactType::boolean, "the threshold of every system in use is stated",
         by_format, derive_threshold},
        {"d.version-stated", FactType::boolean, "the version of every system in use is stated",
         by_format, derive_version},
    }};
    return facts;
}

}  // namespace

std::span<const DerivedFact> derived_facts() { return table(); }

const DerivedFact* find_derived(std::string_view id) {
    const auto facts = derived_facts();
    const auto found = std::find_if(facts.begin(), facts.end(),
                                    [&](const DerivedFact& fact) { return fact.id == id; });
    return found == facts.end() ? nullptr : &*found;
}

std::optional<Error> not_a_kind(const std::string& word) {
    const auto kinds = all_names<SystemKind>();
    if (std::find(kinds.begin(), kinds.end(), word) != kinds.end()) return std::nullopt;
    return input_error("R0002", fmt::format("there is no kind of system '{}'", word))
        .hinted("kinds: " + join(kinds, ", ") + did_you_mean_suffix(word, kinds));
}

std::vector<Fact> derive_facts(const CaseFile& case_file) {
    std::vector<Fact> facts;
    for (const DerivedFact& derived : derived_facts()) {
        Fact fact = derived.derive(case_file);
        fact.id = derived.id;
        fact.type = derived.type;
        fact.statement = derived.says;
        facts.push_back(std::move(fact));
    }
    return facts;
}

Fact shown(std::string value, std::string derivation) {
    Fact fact;
    fact.status = FactStatus::established;
    fact.value = std::move(value);
    fact.derivation = std::move(derivation);
    return fact;
}

Fact silent(std::string derivation) {
    Fact fact;
    fact.derivation = std::move(derivation);
    return fact;
}

Fact stated(const CaseFile& case_file, std::string value, const std::string& exhibit,
            std::string derivation) {
    Fact fact = shown(std::move(value), std::move(derivation));
    if (shows(case_file, exhibit)) {
        fact.exhibit = exhibit;
        return fact;
    }
    fact.status = FactStatus::asserted;
    if (!case_file.matter.empty()) fact.stated_by = case_file.matter.front().object.prepared_by;
    return fact;
}

std::vector<const Exhibit*> exhibits_of_matter(const CaseFile& case_file) {
    std::vector<const Exhibit*> found;
    for (const auto& exhibit : case_file.exhibits)
        if (exhibit.object.id != matter_copy) found.push_back(&exhibit.object);
    return found;
}

TextMap<const Exhibit*> exhibits_by_id(const CaseFile& case_file) {
    TextMap<const Exhibit*> found;
    found.reserve(case_file.exhibits.size());
    for (const Exhibit* exhibit : exhibits_of_matter(case_file))
        found.emplace(exhibit->id, exhibit);
    return found;
}

bool shows(const CaseFile& case_file, const std::string& exhibit) {
    return exhibit != matter_copy && find(case_file.exhibits, exhibit) != nullptr;
}

bool is_act_of_program(const Activity& activity) { return !activity.act_key.empty(); }

std::vector<const Activity*> activities_of(const CaseFile& case_file, ActivityKind kind) {
    std::vector<const Activity*> found;
    for (const auto& activity : case_file.activities)
        if (activity.object.kind == kind) found.push_back(&activity.object);
    return found;
}

std::string yes_no(bool value) { return value ? "true" : "false"; }

std::string counted(std::size_t number, std::string_view noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

}  // namespace isonomia::rules
