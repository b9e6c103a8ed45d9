// A human-rights impact assessment as it was recorded: the answers, and what was found to follow
// from them on the figures of that day. Format of the answers: docs/formats/assessment.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/names.hpp"

namespace isonomia {

// How grave, how many, how hard to put right, how probable: each on the same four steps.
enum class Grade { low, moderate, high, severe };
constexpr std::array<std::string_view, 4> names_of(Grade) {
    return {"low", "moderate", "high", "severe"};
}

enum class ImpactDecision { undecided, deploy, with_conditions, do_not_deploy, suspend, cease };
constexpr std::array<std::string_view, 6> names_of(ImpactDecision) {
    return {"undecided", "deploy", "deploy-with-conditions", "do-not-deploy", "suspend", "cease"};
}

enum class ImpactPhase { before, after };  // the first operational use
constexpr std::array<std::string_view, 2> names_of(ImpactPhase) { return {"before", "after"}; }

// A question that was to be answered. Without `text` it was not.
struct ImpactAnswer {
    std::string question;                 // id
    std::string asks;                     // the question in words
    std::vector<std::string> answers_to;  // 'AIA-27-a', 'HUDERIA-impact', '000-69', …
    bool critical = false;                // without an answer nothing can be decided
    std::string text;
    std::string exhibit;   // on which it rests, or ""
    std::string withheld;  // why a version for publication leaves it out, or ""
};

struct Mitigation {
    std::string what;
    std::string owner;
    std::string due;  // date
};

struct ImpactRight {
    std::string right;    // id
    std::string title;    // in words
    bool touched = true;  // silence counts as touched
    std::string because;
    std::vector<std::string> groups;  // whose right it is
    std::optional<Grade> scale;       // as given
    std::optional<Grade> scope;
    std::optional<Grade> reversal;
    Grade severity = Grade::severe;  // the worst of the three; not given is severe
    Grade probability = Grade::severe;
    std::vector<std::string> safeguards;
    std::vector<Mitigation> mitigations;
    Grade residual_severity = Grade::severe;
    Grade residual_probability = Grade::severe;
    std::vector<std::string> raised;  // what was not given and counts as the worst
    bool residual_refused = false;    // lowered without a mitigation that has owner and date
};

struct Stakeholder {
    std::string group;
    bool heard = false;
    std::string said;
};

// Persons per year whom the system would flag although the outcome does not hold for them:
// persons x (1 - prevalence) x false-positive rate, on the figures of the case file.
struct WronglyFlagged {
    std::string group;            // group key 'race=Caucasian', or "" for everybody
    double persons_per_year = 0;  // on whom the system would decide
    std::string source;           // of that volume
    std::optional<double> number;
    std::optional<double> low;   // with the ends of the rate's interval; the prevalence is taken as
    std::optional<double> high;  // measured
    std::optional<double> currently;        // wrongly flagged per year by current practice
    std::string undefined_reason;           // set exactly when there is no number
    std::vector<std::string> measurements;  // ids
    bool published = false;                 // rests on figures that were not computed here
};

struct ImpactAssessment {
    std::string id;
    std::string system;  // id of a system of the case, or its name
    std::string by;
    std::string on;           // YYYY-MM-DD
    std::string deployed_on;  // or ""
    ImpactPhase phase = ImpactPhase::before;
    std::string questionnaire;
    std::string questionnaire_version;
    std::string questionnaire_sha256;
    std::string sha256;                 // of the file of answers
    std::string language;               // of the sentences
    std::vector<ImpactAnswer> answers;  // one for each question that was to be answered
    std::vector<ImpactRight> rights;    // one for each right of the questionnaire
    std::vector<Stakeholder> stakeholders;
    std::vector<WronglyFlagged> flagged;  // one for each planned volume
    std::vector<std::string> set_aside;   // answers to questions that were not asked
    ImpactDecision decision = ImpactDecision::undecided;
    std::string decided_by;
    std::string decided_on;
    std::string reasons;
    std::string review_on;
    std::vector<std::string> against_decision;  // what stands against it, as sentences
    std::string follows;               // id of the assessment before it, of the same system, or ""
    std::vector<std::string> changes;  // since that one, as sentences
};

template <class V>
void describe(V& v, ImpactAnswer& a) {
    v("question", a.question);
    v("asks", a.asks);
    v("answers_to", a.answers_to);
    v("critical", a.critical);
    v("text", a.text);
    v("exhibit", a.exhibit);
    v("withheld", a.withheld);
}

template <class V>
void describe(V& v, Mitigation& m) {
    v("what", m.what);
    v("owner", m.owner);
    v("due", m.due);
}

template <class V>
void describe(V& v, ImpactRight& r) {
    v("right", r.right);
    v("title", r.title);
    v("touched", r.touched);
    v("because", r.because);
    v("groups", r.groups);
    v("scale", r.scale);
    v("scope", r.scope);
    v("reversal", r.reversal);
    v("severity", r.severity);
    v("probability", r.probability);
    v("safeguards", r.safeguards);
    v("mitigations", r.mitigations);
    v("residual_severity", r.residual_severity);
    v("residual_probability", r.residual_probability);
    v("raised", r.raised);
    v("residual_refused", r.residual_refused);
}

template <class V>
void describe(V& v, Stakeholder& s) {
    v("group", s.group);
    v("heard", s.heard);
    v("said", s.said);
}

template <class V>
void describe(V& v, WronglyFlagged& w) {
    v("group", w.group);
    v("persons_per_year", w.persons_per_year);
    v("source", w.source);
    v("number", w.number);
    v("low", w.low);
    v("high", w.high);
    v("currently", w.currently);
    v("undefined_reason", w.undefined_reason);
    v("measurements", w.measurements);
    v("published", w.published);
}

template <class V>
void describe(V& v, ImpactAssessment& a) {
    v("id", a.id);
    v("system", a.system);
    v("by", a.by);
    v("on", a.on);
    v("deployed_on", a.deployed_on);
    v("phase", a.phase);
    v("questionnaire", a.questionnaire);
    v("questionnaire_version", a.questionnaire_version);
    v("questionnaire_sha256", a.questionnaire_sha256);
    v("sha256", a.sha256);
    v("language", a.language);
    v("answers", a.answers);
    v("rights", a.rights);
    v("stakeholders", a.stakeholders);
    v("flagged", a.flagged);
    v("set_aside", a.set_aside);
    v("decision", a.decision);
    v("decided_by", a.decided_by);
    v("decided_on", a.decided_on);
    v("reasons", a.reasons);
    v("review_on", a.review_on);
    v("against_decision", a.against_decision);
    v("follows", a.follows);
    v("changes", a.changes);
}

}  // namespace isonomia
