// What was done, by whom, when, with what, under which authority (PROV: activity).
//
// Four times belong to an act: `happened` as claimed, the time of its ledger entry (recorded), the
// time a third party attested the checkpoint over it, and `known_from`, the document from which we
// know it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/names.hpp"

namespace isonomia {

enum class ActivityKind {
    acquisition,
    transformation,
    inference,
    review,
    decision,
    transfer,  // acts of the matter
    intake,
    measurement,
    explanation,
    code_review,
    rule_evaluation,
    reporting,  // acts of this program
    other
};
constexpr std::array<std::string_view, 13> names_of(ActivityKind) {
    return {"acquisition",     "transformation", "inference",   "review",      "decision",
            "transfer",        "intake",         "measurement", "explanation", "code-review",
            "rule-evaluation", "reporting",      "other"};
}

// The legal basis as stated. A missing or expired authority is recorded as such, never left out.
struct Authority {
    std::string cite;     // warrant, statute, order; "" means none was stated
    std::string exhibit;  // where it can be read
    std::string issued_by;
    std::string valid_from;
    std::string valid_until;
    std::string scope;
};

// One entry of a ranked list that an identification system returned.
struct Candidate {
    std::uint64_t rank = 0;  // from 1
    std::string label;       // pseudonym or agent
    std::optional<double> score;
    bool chosen = false;  // by the operator
};

struct Activity {
    std::string id;
    ActivityKind kind = ActivityKind::other;
    std::string title;
    std::string agent;     // who did it
    std::string system;    // AI system used, for an inference
    std::string happened;  // date or instant as claimed, or ""
    std::string happened_until;
    std::string known_from;  // exhibit
    std::optional<Authority> authority;
    std::vector<std::string> used;       // exhibits in
    std::vector<std::string> generated;  // exhibits out
    std::vector<Candidate> candidates;
    std::map<std::string, std::string> parameters;
    std::string result;  // what came out or was decided, in words
    bool apart = false;  // recorded by itself, not declared in matter.xml: 'run' leaves it standing

    // Acts of this program only.
    std::string act_key;  // SHA-256 over kind, tool version, inputs, parameters, seed; hex
    std::string tool_version;
    std::vector<std::string> produced;  // 'type/id' of the objects recorded by it
};

template <class V>
void describe(V& v, Authority& a) {
    v("cite", a.cite);
    v("exhibit", a.exhibit);
    v("issued_by", a.issued_by);
    v("valid_from", a.valid_from);
    v("valid_until", a.valid_until);
    v("scope", a.scope);
}

template <class V>
void describe(V& v, Candidate& c) {
    v("rank", c.rank);
    v("label", c.label);
    v("score", c.score);
    v("chosen", c.chosen);
}

template <class V>
void describe(V& v, Activity& a) {
    v("id", a.id);
    v("kind", a.kind);
    v("title", a.title);
    v("agent", a.agent);
    v("system", a.system);
    v("happened", a.happened);
    v("happened_until", a.happened_until);
    v("known_from", a.known_from);
    v("authority", a.authority);
    v("used", a.used);
    v("generated", a.generated);
    v("candidates", a.candidates);
    v("parameters", a.parameters);
    v("result", a.result);
    v("apart", a.apart);
    v("act_key", a.act_key);
    v("tool_version", a.tool_version);
    v("produced", a.produced);
}

}  // namespace isonomia
