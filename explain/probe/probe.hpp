// Tries to break a claim about a result: searches the neighbourhood of a query for answers that
// contradict it, and tests relations that must hold between related queries.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/measurement.hpp"
#include "explain/oracle/respondent.hpp"
#include "explain/probe/neighbourhood.hpp"

namespace isonomia::explain {

struct Counterexample {
    Json query;
    Json answer;
    std::string in_words;          // what was changed
    std::size_t changed = 0;       // dimensions
    double size = 0;               // sum of their shares of the largest change
    std::optional<double> number;  // the output, where it is one
};

struct RelationResult {
    std::size_t relation = 0;  // of the plan
    std::uint64_t tests = 0;   // pairs of answers that were compared
    std::uint64_t violations = 0;
    std::uint64_t unanswered = 0;
    std::string example;        // the first violation, in words
    std::vector<Json> queries;  // … and its queries
};

struct ProbeResult {
    Json own_answer;  // to the query as it was
    bool own_holds = false;
    std::uint64_t tries = 0;
    std::uint64_t distinct = 0;  // queries among them; equal ones are asked once
    std::uint64_t answered = 0;
    std::uint64_t found = 0;               // tries that contradict the claim
    std::vector<Counterexample> smallest;  // at most 20, smallest first; the first three made
                                           // smaller; none that does all that another does
    std::uint64_t extra_queries = 0;       // spent on making them smaller
    bool grid_whole = false;               // every point of a grid without ranges was tried
    std::optional<Interval> failure_rate;  // of an independent sample of fixed size only
    std::string no_bound;                  // why there is none
    std::vector<RelationResult> relations;
    bool partial = false;  // tries or tests without an answer
};

// The failure rate is that of the distribution from which the points were drawn: uniform over each
// range and over the positions of each list, independently. Tries without an answer widen its
// bounds (Clopper and Pearson, 95%): at the low end none of them fails, at the high end all do.
// There is no bound with `answers_vary`: that a query has been seen to get several answers.
// Errors: E0813 (plan.hpp); E0814 no usable answer to the query as it was; those of the changer.
[[nodiscard]] Result<ProbeResult> probe(const ProbePlan& plan, const Json& query,
                                        Respondent& respondent, const ImageChanger& changer,
                                        bool answers_vary = false);

// 'PLAN/probe', scalar: the failure rate, or undefined with the reason;
// 'PLAN/probe_counterexamples', series (label: what was changed, x: size, value: the output);
// 'PLAN/probe_relations', series (value: violations, n: tests), where the plan has relations.
[[nodiscard]] std::vector<Measurement> measurements_of(const ProbePlan& plan,
                                                       const ProbeResult& result);

// "Found: …" or "Not found in 1,000 tries …", and what that is worth.
[[nodiscard]] std::string in_words(const ProbePlan& plan, const ProbeResult& result);

// For the parts of a probe: whether an answer fits the claim, and by how much (above or at 0 it
// does). Nothing when the answer lacks the output or has one of another kind.
struct Verdict {
    bool holds = false;
    double slack = 0;
};
[[nodiscard]] std::optional<Verdict> judge(const Claim& claim, const Json& answer, const Json& own);

// The relations alone, at the query and at points drawn near it.
[[nodiscard]] Result<std::vector<RelationResult>> test_relations(const ProbePlan& plan,
                                                                 const Neighbourhood& near,
                                                                 Respondent& respondent);

}  // namespace isonomia::explain
