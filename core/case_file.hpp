// The one aggregate: everything known about a matter, as the ledger tells it. Rules query it,
// reports show it. CaseFile = replay(entries < n), so it holds nothing that was recorded later than
// entry n - 1.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/activity.hpp"
#include "core/agent.hpp"
#include "core/attestation.hpp"
#include "core/custody.hpp"
#include "core/dataset.hpp"
#include "core/exhibit.hpp"
#include "core/fact.hpp"
#include "core/finding.hpp"
#include "core/impact.hpp"
#include "core/key_record.hpp"
#include "core/ledger_entry.hpp"
#include "core/matter.hpp"
#include "core/measurement.hpp"
#include "core/outcome.hpp"
#include "core/preservation.hpp"
#include "core/report_record.hpp"
#include "core/score_model.hpp"
#include "core/serving.hpp"
#include "core/system.hpp"

namespace isonomia {

// An object with the entry that recorded its current state.
template <class T>
struct Recorded {
    T object;
    std::uint64_t entry = 0;
    Instant recorded;
    std::optional<std::uint64_t> supersedes;
};

// The current objects of one type, in the order in which their slots first appeared.
template <class T>
using Register = std::vector<Recorded<T>>;

// An object that was replaced or withdrawn: reports list these, nothing vanishes.
struct Superseded {
    std::string type;
    std::string id;
    std::uint64_t entry = 0;
    std::uint64_t by = 0;  // entry that replaced or withdrew it
    bool withdrawn = false;
};

struct CaseFile {
    Register<Matter> matter;  // none or one
    Register<Agent> agents;
    Register<System> systems;
    Register<Exhibit> exhibits;
    Register<Activity> activities;
    Register<Dataset> datasets;
    Register<ScoreModel> models;
    Register<SourceTree> sources;
    Register<Fact> facts;
    Register<Measurement> measurements;
    Register<Finding> findings;
    Register<Coverage> coverages;
    Register<Outcome> outcomes;
    Register<ImpactAssessment> impact_assessments;
    Register<ReportRecord> reports;
    Register<KeyRecord> keys;
    Register<Handover> handovers;
    Register<Hold> holds;
    Register<Retention> retentions;
    Register<Erasure> erasures;
    Register<Serving> servings;
    Register<Attestation> attestations;
    Register<WitnessPolicy> witness_policies;
    Register<Equivocation> equivocations;

    std::vector<Superseded> history;
    std::vector<std::uint64_t> erased;  // entries whose payload was erased
    std::uint64_t entries = 0;          // n: the number of entries replayed
    Instant first_recorded;
    Instant last_recorded;
    std::string root;        // Merkle root over the n entries, hex; set by provenance
    std::string checkpoint;  // signed note over that root, or ""
};

// Calls `visit(type, name, register)` for every register, in the order in which documents list
// them: the entry type, the register's name in JSON, and the register.
template <class File, class Visit>
void for_each_register(File& file, Visit visit) {
    visit("matter", "matter", file.matter);
    visit("agent", "agents", file.agents);
    visit("system", "systems", file.systems);
    visit("exhibit", "exhibits", file.exhibits);
    visit("activity", "activities", file.activities);
    visit("dataset", "datasets", file.datasets);
    visit("model", "models", file.models);
    visit("source", "sources", file.sources);
    visit("fact", "facts", file.facts);
    visit("measurement", "measurements", file.measurements);
    visit("finding", "findings", file.findings);
    visit("coverage", "coverages", file.coverages);
    visit("outcome", "outcomes", file.outcomes);
    visit("impact_assessment", "impact_assessments", file.impact_assessments);
    visit("report", "reports", file.reports);
    visit("key", "keys", file.keys);
    visit("handover", "handovers", file.handovers);
    visit("hold", "holds", file.holds);
    visit("retention", "retentions", file.retentions);
    visit("erasure", "erasures", file.erasures);
    visit("serving", "servings", file.servings);
    visit("attestation", "attestations", file.attestations);
    visit("witness_policy", "witness_policies", file.witness_policies);
    visit("equivocation", "equivocations", file.equivocations);
}

// The object of that id, or nullptr.
template <class T>
[[nodiscard]] const T* find(const Register<T>& objects, std::string_view id) {
    const auto it = std::find_if(objects.begin(), objects.end(),
                                 [&](const Recorded<T>& r) { return r.object.id == id; });
    return it == objects.end() ? nullptr : &it->object;
}

// Errors: P0901 an entry of an unknown type, P0902 a payload that does not describe its type.
[[nodiscard]] Result<CaseFile> replay(const std::vector<LedgerEntry>& entries);

// The agent's name, or the id where no such agent is known; "" for "".
[[nodiscard]] std::string name_of(const CaseFile& case_file, std::string_view agent);

}  // namespace isonomia
