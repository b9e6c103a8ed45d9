// A probe as measurements and in words.
#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/probe/probe.hpp"

namespace isonomia::explain {

namespace {

constexpr std::array<std::string_view, 3> method_names{"grid", "random", "adaptive"};

Measurement common(const ProbePlan& plan, std::string metric, std::string title) {
    Measurement m;
    m.id = fmt::format("{}/{}", plan.id, metric);
    m.metric = std::move(metric);
    m.title = std::move(title);
    m.system = plan.system;
    m.population = "queries near the one that was examined, as the plan describes them";
    return m;
}

std::string neighbourhood_in_words(const ProbePlan& plan) {
    std::vector<std::string> parts;
    for (const Dimension& d : plan.neighbourhood) {
        std::string how;
        switch (d.kind) {
            case Vary::offset:
                how = fmt::format("from {} to {} of what it was", shortest(d.from), shortest(d.to));
                break;
            case Vary::image:
                how = fmt::format("{} from {} to {}", d.change, shortest(d.from), shortest(d.to));
                break;
            case Vary::rounded:
                how = "rounded to " + shortest(d.to);
                break;
            case Vary::removed:
                how = "left out";
                break;
            case Vary::replaced:
                how = "as " + join(d.values, ", ");
                break;
            case Vary::reordered:
                how = "in another order";
                break;
        }
        parts.push_back(fmt::format("'{}' {} ({})", d.input, how, d.reason));
    }
    return join(parts, "; ");
}

Measurement summary(const ProbePlan& plan, const ProbeResult& result) {
    Measurement m = common(plan, "probe", plan.title);
    m.unit = "share of tries";
    m.n = result.tries;
    m.missing = result.tries - result.answered;
    m.partial = result.partial;
    if (result.failure_rate && result.answered > 0) {
        m.value = static_cast<double>(result.found) / static_cast<double>(result.answered);
        m.numerator = result.found;
        m.denominator = result.answered;
        m.interval = result.failure_rate;
    } else {
        m.undefined_reason = result.failure_rate ? "no try was answered" : result.no_bound;
    }
    m.seed = plan.search.seed;
    m.parameters["claim"] = plan.claim.in_words();
    m.parameters["claim_reason"] = plan.claim.reason;
    m.parameters["method"] = method_names[static_cast<std::size_t>(plan.search.method)];
    m.parameters["found"] = fmt::format("{}", result.found);
    m.parameters["tries"] = fmt::format("{}", result.tries);
    m.parameters["distinct_queries"] = fmt::format("{}", result.distinct);
    m.parameters["neighbourhood"] = neighbourhood_in_words(plan);
    m.parameters["own_answer"] = canonical(result.own_answer);
    m.parameters["own_holds"] = result.own_holds ? "true" : "false";
    m.parameters["in_words"] = in_words(plan, result);
    m.not_shown =
        "That the result was wrong about the person, or right where nothing was found: only how "
        "the answer holds against the changes that the plan allows.";
    return m;
}

Measurement counterexamples(const ProbePlan& plan, const ProbeResult& result) {
    Measurement m = common(plan, "probe_counterexamples", "Changes that contradict the claim");
    m.form = ResultForm::series;
    m.unit = plan.claim.output;
    m.n = result.tries;
    m.partial = result.partial;
    for (const Counterexample& one : result.smallest) {
        Point point;
        point.label = one.in_words;
        point.x = one.size;
        point.value = one.number;
        m.series.push_back(std::move(point));
        m.parameters[fmt::format("query-{:02}", m.series.size())] = canonical(one.query);
        m.parameters[fmt::format("answer-{:02}", m.series.size())] = canonical(one.answer);
    }
    m.parameters["found"] = fmt::format("{}", result.found);
    m.parameters["extra_queries"] = fmt::format("{}", result.extra_queries);
    m.not_shown = "That these changes happened, or how often they happen.";
    return m;
}

Measurement relations(const ProbePlan& plan, const ProbeResult& result) {
    Measurement m = common(plan, "probe_relations", "Relations that must hold");
    m.form = ResultForm::series;
    m.unit = "violations";
    for (const RelationResult& one : result.relations) {
        const Relation& relation = plan.relations[one.relation];
        Point point;
        point.label = relation.in_words();
        point.value = static_cast<double>(one.violations);
        point.n = one.tests;
        m.series.push_back(std::move(point));
        const std::string number = fmt::format("{:02}", m.series.size());
        m.parameters["reason-" + number] = relation.reason;
        m.partial = m.partial || one.unanswered > 0;
        if (one.violations == 0) continue;
        m.parameters["example-" + number] = one.example;
        m.parameters["queries-" + number] =
            canonical(Json(Json::Array(one.queries.begin(), one.queries.end())));
    }
    m.not_shown =
        "How often a relation fails elsewhere: it was tested at the query and at points "
        "drawn near it.";
    return m;
}

}  // namespace

std::string in_words(const ProbePlan& plan, const ProbeResult& result) {
    const std::string claim = plan.claim.in_words();
    std::string text;
    if (!result.own_holds)
        text = fmt::format("The claim that {} fails for the query as it was. ", claim);
    if (result.found > 0) {
        text += fmt::format("Found: {} of {} tries contradict the claim that {}.", result.found,
                            result.answered, claim);
        if (!result.smallest.empty())
            text += fmt::format(" The smallest change: {}.", result.smallest.front().in_words);
    } else {
        text += fmt::format("Not found: none of {} tries contradicts the claim that {}.",
                            result.answered, claim);
    }
    if (result.distinct < result.tries)
        text +=
            fmt::format(" The {} tries were {} distinct queries.", result.tries, result.distinct);
    if (result.failure_rate)
        text += fmt::format(
            " The tries were an independent sample of fixed size: under its distribution the claim "
            "fails in {:.3g}% to {:.3g}% of the cases (95%).",
            100 * result.failure_rate->low, 100 * result.failure_rate->high);
    else
        text += fmt::format(" No bound on how often it fails: {}.", result.no_bound);
    if (result.answered < result.tries)
        text += fmt::format(" {} tries had no answer.", result.tries - result.answered);
    return text;
}

std::vector<Measurement> measurements_of(const ProbePlan& plan, const ProbeResult& result) {
    std::vector<Measurement> all{summary(plan, result)};
    if (!result.smallest.empty()) all.push_back(counterexamples(plan, result));
    if (!result.relations.empty()) all.push_back(relations(plan, result));
    return all;
}

}  // namespace isonomia::explain
