#include "explain/probe/probe.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/probe/search.hpp"
#include "stats/intervals.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t chunk = 256;
constexpr std::size_t kept_max = 20;
constexpr std::size_t shrunk_max = 3;
constexpr int halvings = 12;
constexpr double level = 0.95;

struct Tried {
    Coordinates point;
    Json query;
    std::optional<Json> answer;
    std::optional<Verdict> verdict;
};

class Prober {
public:
    Prober(const ProbePlan& plan, const Json& query, Respondent& respondent,
           const ImageChanger& changer)
        : plan_(plan), respondent_(respondent), near_(plan, query, changer) {}

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
        bound();
        if (auto status = shrink(); !status) return fail(status.error());
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

    Result<std::vector<Tried>> ask(const std::vector<Coordinates>& points) {
        std::vector<Tried> tried;
        std::vector<Json> queries;
        for (const Coordinates& point : points) {
            auto query = near_.at(point);
            if (!query) return fail(query.error());
            queries.push_back(*query);
            tried.push_back({point, std::move(*query), {}, {}});
        }
        const auto answers = respondent_.ask(queries);
        for (std::size_t i = 0; i < tried.size(); ++i) {
            if (!answers[i].value) continue;
            tried[i].verdict = judge(plan_.claim, *answers[i].value, result_.own_answer);
            tried[i].answer = answers[i].value;
        }
        return tried;
    }

    Result<std::vector<Tried>> attempt(const std::vector<Coordinates>& points) {
        auto tried = ask(points);
        if (!tried) return tried;
        result_.tries += tried->size();
        for (const Tried& one : *tried) {
            if (!one.verdict) continue;
            ++result_.answered;
            if (one.verdict->holds) continue;
            ++result_.found;
            found_.push_back(one);
        }
        if (found_.size() > 4 * kept_max) keep_smallest();
        return tried;
    }

    void keep_smallest() {
        std::stable_sort(found_.begin(), found_.end(), [&](const Tried& a, const Tried& b) {
            return near_.size(a.point) < near_.size(b.point);
        });
        std::vector<Tried> kept;
        for (Tried& one : found_)
            if (kept.size() < kept_max && (kept.empty() || !(kept.back().query == one.query)))
                kept.push_back(std::move(one));
        found_ = std::move(kept);
    }

    Status in_chunks(const std::vector<Coordinates>& points) {
        for (std::size_t from = 0; from < points.size(); from += chunk) {
            const auto first = points.begin() + static_cast<std::ptrdiff_t>(from);
            const auto last =
                points.begin() + static_cast<std::ptrdiff_t>(std::min(points.size(), from + chunk));
            const auto tried = attempt({first, last});
            if (!tried) return fail(tried.error());
        }
        return {};
    }

    Status grid() {
        const Grid grid = grid_of(near_.axes(), plan_.search.tries);
        result_.grid_whole = grid.whole;
        return in_chunks(grid.points);
    }

    Status sample(std::uint64_t tries) {
        stats::RandomStream random(plan_.search.seed, 1);
        for (std::uint64_t done = 0; done < tries;) {
            std::vector<Coordinates> points;
            for (; points.size() < chunk && done < tries; ++done)
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
        std::vector<Tried> best;
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
            for (Tried& one : *tried)
                if (one.verdict) best.push_back(std::move(one));
            std::stable_sort(best.begin(), best.end(), [](const Tried& a, const Tried& b) {
                return a.verdict->slack < b.verdict->slack;
            });
            if (best.size() > 8) best.erase(best.begin() + 8, best.end());
            if (!anywhere && !best.empty() && !(best.front().verdict->slack < before))
                reach = std::max(reach / 2, 1e-3);
        }
        return {};
    }

    void bound() {
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
        const auto low = stats::clopper_pearson({result_.found, result_.tries}, level);
        const auto high = stats::clopper_pearson({result_.found + silent, result_.tries}, level);
        if (low && high)
            result_.failure_rate = Interval{low->low, high->high, level, "clopper-pearson"};
        else
            result_.no_bound = "nothing was tried";
    }

    // Whether the claim still fails at the point; it is then kept in `one`.
    Result<bool> still_fails(const Coordinates& point, Tried& one) {
        auto tried = ask({point});
        if (!tried) return fail(tried.error());
        ++result_.extra_queries;
        Tried& now = tried->front();
        if (!now.verdict || now.verdict->holds) return false;
        one = std::move(now);
        return true;
    }

    // Undoes changes one by one, then halves what is left of each range.
    Status shrink_one(Tried& one) {
        for (std::size_t d = 0; d < near_.axes().size(); ++d) {
            const auto& own = near_.axes()[d].own;
            if (!own || one.point[d] == *own) continue;
            Coordinates point = one.point;
            point[d] = *own;
            const auto undone = still_fails(point, one);
            if (!undone) return fail(undone.error());
        }
        for (std::size_t d = 0; d < near_.axes().size(); ++d) {
            const Axis& axis = near_.axes()[d];
            const bool ordered = axis.continuous || plan_.neighbourhood[d].step;
            if (!axis.own || !ordered) continue;
            double holds = *axis.own;
            for (int i = 0; i < halvings && one.point[d] != holds; ++i) {
                Coordinates point = one.point;
                const double middle = (one.point[d] + holds) / 2;
                point[d] = axis.continuous        ? middle
                           : one.point[d] > holds ? std::floor(middle)
                                                  : std::ceil(middle);
                if (point[d] == one.point[d] || point[d] == holds) break;
                const auto smaller = still_fails(point, one);
                if (!smaller) return fail(smaller.error());
                if (!*smaller) holds = point[d];
            }
        }
        return {};
    }

    // Whether `more` changes all that `less` changes, as far or further the same way.
    bool goes_beyond(const Coordinates& more, const Coordinates& less) const {
        for (std::size_t d = 0; d < near_.axes().size(); ++d) {
            const Axis& axis = near_.axes()[d];
            if (more[d] == less[d] || (axis.own && less[d] == *axis.own)) continue;
            const bool ordered = axis.continuous || plan_.neighbourhood[d].step;
            if (!axis.own || !ordered) return false;
            const double least = less[d] - *axis.own;
            const double moved = more[d] - *axis.own;
            if (least > 0 ? moved < least : moved > least) return false;
        }
        return true;
    }

    // What a smaller one does alone is not listed again with more around it.
    void drop_what_goes_beyond() {
        std::vector<Tried> kept;
        for (Tried& one : found_)
            if (std::none_of(kept.begin(), kept.end(),
                             [&](const Tried& less) { return goes_beyond(one.point, less.point); }))
                kept.push_back(std::move(one));
        found_ = std::move(kept);
    }

    Status shrink() {
        keep_smallest();
        for (std::size_t i = 0; i < found_.size() && i < shrunk_max; ++i)
            if (auto status = shrink_one(found_[i]); !status) return status;
        keep_smallest();
        drop_what_goes_beyond();
        for (Tried& one : found_) {
            Counterexample example;
            example.in_words = near_.in_words(one.point);
            std::tie(example.changed, example.size) = near_.size(one.point);
            const Json* output = output_of(*one.answer, plan_.claim.output);
            if (output != nullptr && output->number() != nullptr)
                example.number = *output->number();
            example.query = std::move(one.query);
            example.answer = std::move(*one.answer);
            result_.smallest.push_back(std::move(example));
        }
        return {};
    }

    const ProbePlan& plan_;
    Respondent& respondent_;
    Neighbourhood near_;
    ProbeResult result_;
    std::vector<Tried> found_;
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
                          const ImageChanger& changer) {
    if (auto status = check_plan(plan, query); !status) return fail(status.error());
    return Prober(plan, query, respondent, changer).run();
}

}  // namespace isonomia::explain
