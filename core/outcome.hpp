// What a rule came to, on these facts, with all that it rests on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/fact.hpp"
#include "core/names.hpp"

namespace isonomia {

enum class Verdict {
    met,
    not_met,
    not_established,
    not_applicable,
    excepted,
    assessed,  // evaluative rules: the factors are recorded, the weighing is for the court
    error,
};
constexpr std::array<std::string_view, 7> names_of(Verdict) {
    return {"met", "not met", "not established", "not applicable", "excepted", "assessed", "error"};
}

enum class Truth { no, unknown, yes };  // Kleene
constexpr std::array<std::string_view, 3> names_of(Truth) { return {"false", "unknown", "true"}; }

enum class AuthorityStatus {
    in_force,
    not_yet_applicable,
    proposed,
    limited_by,
    persuasive,
    state_proposal,
    secretariat_paper,
    unverified,
    repealed
};
constexpr std::array<std::string_view, 9> names_of(AuthorityStatus) {
    return {"in-force",       "not-yet-applicable", "proposed",   "limited-by", "persuasive",
            "state-proposal", "secretariat-paper",  "unverified", "repealed"};
}

struct Citation {
    std::string cite;
    std::string pinpoint;  // paragraph or article
    AuthorityStatus status = AuthorityStatus::unverified;
    std::string says;  // what it says, in our own words
    std::string note;  // e.g. by what it is limited
};

// A fact or measurement as a leaf read it.
struct FactRead {
    std::string id;     // fact id, or measurement id
    std::string value;  // as read, or "" when unknown
    FactStatus status = FactStatus::unknown;
    std::string source;  // exhibit, agent, finding or 'derived'
    std::string sha256;  // of the exhibit, where there is one
};

// The rule's tree, flattened in depth-first order.
struct TestResult {
    std::uint64_t depth = 0;
    std::string kind;  // 'all', 'any', 'not', 'test', 'measure', 'applies', 'exception'
    std::string text;  // the test in words
    Truth truth = Truth::unknown;
    std::string detail;  // e.g. 'interval [0.18, 0.25] lies above 0.10'
    std::vector<FactRead> reads;
};

struct Request {
    std::string fact;    // what is missing
    std::string text;    // what to ask for
    std::string holder;  // agent, or "" when unknown
};

// Where a profile departs from the pack: a parameter set, or the rule switched off.
struct Deviation {
    std::string profile;
    std::string profile_sha256;
    std::string parameter;   // "" for a rule that is switched off
    std::string value;       // what the profile sets
    std::string instead_of;  // what the pack says, or ""
    std::string justification;
    std::string approver;
    std::string on;  // date
};

struct Outcome {
    std::string id;  // 'pack/rule'
    std::string pack;
    std::string pack_version;
    std::string pack_sha256;
    bool pack_signed = false;  // by a lawyer
    std::string rule;
    std::string title;
    std::string principle;    // 'legality', 'proportionality', …
    std::string requirement;  // what the rule asks for, in our own words
    Verdict verdict = Verdict::error;
    std::string reason;                            // one sentence, always "on these facts"
    FactStatus weakest = FactStatus::established;  // of the facts it rests on
    std::string burden;                            // party on whom it lies, or ""
    std::string exception;                         // which one applied
    std::vector<std::string> turns_on;             // disputed facts that decide it
    std::vector<Citation> authorities;
    std::vector<TestResult> tests;
    std::vector<Request> requests;
    std::string remedy;
    std::vector<Deviation> deviations;
    std::string by_hearing;  // what of the law differs on the day of the hearing, or ""
    std::string act;
};

template <class V>
void describe(V& v, Citation& c) {
    v("cite", c.cite);
    v("pinpoint", c.pinpoint);
    v("status", c.status);
    v("says", c.says);
    v("note", c.note);
}

template <class V>
void describe(V& v, FactRead& f) {
    v("id", f.id);
    v("value", f.value);
    v("status", f.status);
    v("source", f.source);
    v("sha256", f.sha256);
}

template <class V>
void describe(V& v, TestResult& t) {
    v("depth", t.depth);
    v("kind", t.kind);
    v("text", t.text);
    v("truth", t.truth);
    v("detail", t.detail);
    v("reads", t.reads);
}

template <class V>
void describe(V& v, Request& r) {
    v("fact", r.fact);
    v("text", r.text);
    v("holder", r.holder);
}

template <class V>
void describe(V& v, Deviation& d) {
    v("profile", d.profile);
    v("profile_sha256", d.profile_sha256);
    v("parameter", d.parameter);
    v("value", d.value);
    v("instead_of", d.instead_of);
    v("justification", d.justification);
    v("approver", d.approver);
    v("on", d.on);
}

template <class V>
void describe(V& v, Outcome& o) {
    v("id", o.id);
    v("pack", o.pack);
    v("pack_version", o.pack_version);
    v("pack_sha256", o.pack_sha256);
    v("pack_signed", o.pack_signed);
    v("rule", o.rule);
    v("title", o.title);
    v("principle", o.principle);
    v("requirement", o.requirement);
    v("verdict", o.verdict);
    v("reason", o.reason);
    v("weakest", o.weakest);
    v("burden", o.burden);
    v("exception", o.exception);
    v("turns_on", o.turns_on);
    v("authorities", o.authorities);
    v("tests", o.tests);
    v("requests", o.requests);
    v("remedy", o.remedy);
    v("deviations", o.deviations);
    v("by_hearing", o.by_hearing);
    v("act", o.act);
}

}  // namespace isonomia
