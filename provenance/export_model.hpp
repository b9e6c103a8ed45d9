// What a record says, as things and relations of W3C PROV: the common ground of the exports that
// write graphs. docs/formats/exports.md says which relation follows from what.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/case_file.hpp"

namespace isonomia::provenance {

inline constexpr std::size_t export_relations_max = 1'000'000;

// A thing of the record. Slots of the ledger keep their type and id; others have types of their
// own: 'copy', 'authority', 'candidate', 'withheld', 'entry', 'record'.
struct ExportName {
    std::string type;
    std::string id;
    auto operator<=>(const ExportName&) const = default;
};

enum class Nature { entity, activity, agent };

struct ExportThing {
    ExportName name;
    Nature nature = Nature::entity;
    std::string kind;     // 'Exhibit', 'WitnessPolicy', 'ErasedEntry', 'Absent'
    std::string label;    // for people
    Json::Object fields;  // as the ledger has them; with ledger_entry, recorded, supersedes
    std::optional<ExportName> part_of;  // the thing to which a copy, candidate, … belongs
    std::string starts;  // RFC 3339 in UTC, where the record claims an instant, or ""
    std::string ends;
};

enum class RelationKind { used, generated, associated, attributed, derived, informed };

// `from` is what the verb of PROV begins with: activity used entity, entity wasGeneratedBy
// activity, activity wasAssociatedWith agent, entity wasAttributedTo agent, entity wasDerivedFrom
// entity, activity wasInformedBy activity.
struct ExportRelation {
    RelationKind kind = RelationKind::used;
    ExportName from;
    ExportName to;
    std::string role;               // 'performer', 'instrument', 'sender', …, or ""
    std::optional<ExportName> act;  // derived: by which activity
    auto operator<=>(const ExportRelation&) const = default;
};

struct ExportModel {
    std::vector<ExportThing> things;  // in the order of the case file; each name once
    std::set<ExportRelation> relations;
};

// Error: P1003 more relations than the limit.
[[nodiscard]] Result<ExportModel> export_model(const CaseFile& case_file,
                                               const std::string& origin);

}  // namespace isonomia::provenance
