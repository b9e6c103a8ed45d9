#include "explain/probe/probe.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/interval_level.hpp"
#include "explain/probe/counterexamples.hpp"
#include "explain/probe/search.hpp"
#include "stats/intervals.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t probe_chunk = 256;

class Prober {
public:
    Prober(const ProbePlan& plan, const Json& query, Respondent& respondent,
           const ImageChanger& changer, bool answers_vary)
        : plan_(plan),
          respondent_(respondent),
          answers_vary_(answers_vary),
          near_(plan, query, changer),
          asker_(plan, near_, respondent, result_.own_answer),
          found_(plan, near_) {}

    Result<ProbeResult> run() {
        if (auto status = own(); !status) return fail(status.error());
        Status searched;
        switch (plan_.search.method) {
            case SearchMethod::grid:
                searched = grid();
                break;
            case SearchMethod::random:
                searched = sample(plan_.search.tries);
                break;
            case SearchMethod::adaptive:
                searched = adapt();
                break;
        }
        if (!searched) return fail(searched.error());
        count_distinct();
        bound();
        if (auto status = found_.shrink(asker_); !status) return fail(status.error());
        result_.extra_queries = found_.queries();
        result_.smallest = found_.take();
        auto relations = test_relations(plan_, near_, respondent_);
        if (!relations) return fail(relations.error());
        result_.relations = std::move(*relations);
        result_.partial = result_.answered < result_.tries;
        for (const RelationResult& one : result_.relations)
            result_.partial = result_.partial || one.unanswered > 0;
        return std::move(result_);
    }

private:
    Status own() {
        const std::vector<Json> query{near_.query()};
        const Answer answer = respondent_.ask(query).front();
        if (answer.value) {
            result_.own_answer = *answer.value;
            if (const auto verdict = judge(plan_.claim, *answer.value, *answer.value)) {
                result_.own_holds = verdict->holds;
                return {};
            }
        }
        const std::string why =
            !answer.value
                ? answer.problem
                : fmt::format("it has no '{}' that the claim could be about", plan_.claim.output);
        Error error = input_error("E0814", "no usable answer to the query as it was: " + why);
        if (answer.value) error.notes.push_back("the answer has: " + names_in(*answer.value));
        return fail(
            std::move(error).hinted("ask the program once by hand, and compare with the format in "
                                    "'isonomia help probe_plan'"));
    }

    static std::string names_in(const Json& answer) {
        const Json::Object* members = answer.object();
        if (members == nullptr) return "no names, it is no object";
        std::vector<std::string> names;
        for (const auto& [name, value] : *members)
            names.push_back(name);
        return names.empty() ? "no names" : join(names, ", ");
    }

    Result<std::vector<Try>> attempt(const std::vector<Coordinates>& points) {
        auto tries = asker_.ask(points, result_.tries + 1);
        if (!tries) return tries;
        result_.tries += tries->size();
        for (const Try& one : *tries) {
            asked_.push_back(std::hash<std::string>{}(canonical(one.query)));
            if (!one.verdict) continue;
            ++result_.answered;
            if (one.verdict->holds) continue;
            ++result_.found;
            found_.add(one);
        }
        return tries;
    }

    void count_distinct() {
        std::sort(asked_.begin(), asked_.end());
        asked_.erase(std::unique(asked_.begin(), asked_.end()), asked_.end());
        result_.distinct = asked_.size();
    }

    Status in_chunks(const std::vector<Coordinates>& points) {
        for (std::size_t from = 0; from < points.size(); from += probe_chunk) {
            const auto first = points.begin() + static_cast<std::ptrdiff_t>(from);
            const auto last = points.begin() + static_cast<std::ptrdiff_t>(
                                                   std::min(points.size(), from + probe_chunk));
            const auto tried = attempt({first, last});
            if (!tried) return fail(tried.error());
        }
        return {};
    }

    Status grid() {
        Grid grid = grid_of(near_.axes(), plan_.search.tries);
        result_.grid_whole = grid.whole;
        if (near_.shares_inputs()) {  // points that differ only in what does not count
            std::set<Coordinates> known;
            std::erase_if(grid.points, [&](const Coordinates& point) {
                return !known.insert(near_.one_change_each(point)).second;
            });
        }
        return in_chunks(grid.points);
    }

    Status sample(std::uint64_t tries) {
        stats::RandomStream random(plan_.search.seed, 1);
        for (std::uint64_t done = 0; done < tries;) {
            std::vector<Coordinates> points;
            for (; points.size() < probe_chunk && done < tries; ++done)
                points.push_back(draw_point(near_.axes(), random));
            const auto tried = attempt(points);
            if (!tried) return fail(tried.error());
        }
        return {};
    }

    // A third at random; then steps from the points with the least slack, shorter as they fail.
    Status adapt() {
        const std::uint64_t tries = plan_.search.tries;
        stats::RandomStream random(plan_.search.seed, 2);
        std::vector<Try> best;
        double reach = 0.5;
        for (std::uint64_t done = 0; done < tries;) {
            std::vector<Coordinates> points;
            const bool anywhere = best.empty() || 3 * done < tries;
            for (; points.size() < 32 && done < tries; ++done)
                points.push_back(anywhere ? draw_point(near_.axes(), random)
                                          : step_from(best[points.size() % best.size()].point,
                                                      near_.axes(), reach, random));
            auto tried = attempt(points);
            if (!tried) return fail(tried.error());
            const double before = best.empty() ? INFINITY : best.front().verdict->slack;
            for (Try& one : *tried)
                if (one.verdict) best.push_back(std::move(one));
            std::stable_sort(best.begin(), best.end(), [](const Try& a, const Try& b) {
                return a.verdict->slack < b.verdict->slack;
            });
            if (best.size() > 8) best.erase(best.begin() + 8, best.end());
            if (!anywhere && !best.empty() && !(best.front().verdict->slack < before))
                reach = std::max(reach / 2, 1e-3);
        }
        return {};
    }

    void bound() {
        if (answers_vary_) {
            result_.no_bound =
                "the same query was answered in more than one way, and its first answer stood for "
                "every try with it";
            return;
        }
        if (plan_.search.method != SearchMethod::random) {
            const bool grid = plan_.search.method == SearchMethod::grid;
            result_.no_bound =
                result_.grid_whole && result_.answered == result_.tries
                    ? "every point of the neighbourhood was tried: there is nothing to estimate"
                : grid ? "a grid is no sample: how often other points fail does not follow"
                       : "a search that follows what it finds is no sample: how often other "
                         "points fail does not follow";
            return;
        }
        const std::uint64_t silent = result_.tries - result_.answered;
        const auto low = stats::clopper_pearson({result_.found, result_.tries}, interval_level);
        const auto high =
            stats::clopper_pearson({result_.found + silent, result_.tries}, interval_level);
        if (low && high)
            result_.failure_rate =
                Interval{low->low, high->high, interval_level, "clopper-pearson"};
        else
            result_.no_bound = "nothing was tried";
    }

    const ProbePlan& plan_;
    Respondent& respondent_;
    bool answers_vary_;
    Neighbourhood near_;
    ProbeResult result_;
    Asker asker_;
    Counterexamples found_;
    std::vector<std::size_t> asked_;  // by hash
};

}  // namespace

std::optional<Verdict> judge(const Claim& claim, const Json& answer, const Json& own) {
    const Json* output = output_of(answer, claim.output);
    if (output == nullptr) return std::nullopt;
    if (claim.kind == ClaimKind::equals) {
        const bool same = output->string() != nullptr ? *output->string() == claim.text
                                                      : canonical(*output) == claim.text;
        return Verdict{same, same ? 0.0 : -1.0};
    }
    const double* number = output->number();
    if (number == nullptr) return std::nullopt;
    if (claim.kind == ClaimKind::at_least)
        return Verdict{*number >= claim.number, *number - claim.number};
    if (claim.kind == ClaimKind::below)
        return Verdict{*number < claim.number, claim.number - *number};
    const Json* before = output_of(own, claim.output);
    if (before == nullptr || before->number() == nullptr) return std::nullopt;
    const double distance = std::abs(*number - *before->number());
    return Verdict{distance <= claim.number, claim.number - distance};
}

Result<ProbeResult> probe(const ProbePlan& plan, const Json& query, Respondent& respondent,
                          const ImageChanger& changer, bool answers_vary) {
    if (auto status = check_plan(plan, query); !status) return fail(status.error());
    return Prober(plan, query, respondent, changer, answers_vary).run();
}

}  // namespace isonomia::explain
