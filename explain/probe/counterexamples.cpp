#include "explain/probe/counterexamples.hpp"

#include <algorithm>
#include <cmath>

namespace isonomia::explain {

namespace {

constexpr std::size_t shrunk_max = 3;
constexpr int halvings = 12;

}  // namespace

Result<std::vector<Try>> Asker::ask(const std::vector<Coordinates>& points,
                                    std::uint64_t first) const {
    std::vector<Try> tries;
    std::vector<Json> queries;
    for (const Coordinates& given : points) {
        Try one{near_.one_change_each(given), first + tries.size(), {}, {}, {}};
        auto query = near_.at(one.point, one.number);
        if (!query) return fail(query.error());
        queries.push_back(*query);
        one.query = std::move(*query);
        tries.push_back(std::move(one));
    }
    const auto answers = respondent_.ask(queries);
    for (std::size_t i = 0; i < tries.size(); ++i) {
        if (!answers[i].value) continue;
        tries[i].verdict = judge(plan_.claim, *answers[i].value, own_);
        tries[i].answer = answers[i].value;
    }
    return tries;
}

void Counterexamples::add(Try one) {
    found_.push_back(std::move(one));
    if (found_.size() > 4 * kept_max) keep_smallest();
}

void Counterexamples::keep_smallest() {
    std::stable_sort(found_.begin(), found_.end(), [&](const Try& a, const Try& b) {
        return near_.size(a.point) < near_.size(b.point);
    });
    std::vector<Try> kept;
    for (Try& one : found_)
        if (kept.size() < kept_max && (kept.empty() || !(kept.back().query == one.query)))
            kept.push_back(std::move(one));
    found_ = std::move(kept);
}

bool Counterexamples::ordered(std::size_t d) const {
    return near_.axes()[d].continuous || plan_.neighbourhood[d].step.has_value();
}

// Whether the claim still fails at the point; it is then kept in `one`.
Result<bool> Counterexamples::still_fails(const Asker& asker, const Coordinates& point, Try& one) {
    auto tries = asker.ask({point}, one.number);
    if (!tries) return fail(tries.error());
    ++queries_;
    Try& now = tries->front();
    if (!now.verdict || now.verdict->holds) return false;
    one = std::move(now);
    return true;
}

Status Counterexamples::undo(const Asker& asker, Try& one) {
    for (std::size_t d = 0; d < near_.axes().size(); ++d) {
        const auto& own = near_.axes()[d].own;
        if (!own || one.point[d] == *own) continue;
        Coordinates point = one.point;
        point[d] = *own;
        const auto undone = still_fails(asker, point, one);
        if (!undone) return fail(undone.error());
    }
    return {};
}

Status Counterexamples::halve(const Asker& asker, Try& one) {
    for (std::size_t d = 0; d < near_.axes().size(); ++d) {
        const Axis& axis = near_.axes()[d];
        if (!axis.own || !ordered(d)) continue;
        double holds = *axis.own;
        for (int i = 0; i < halvings && one.point[d] != holds; ++i) {
            Coordinates point = one.point;
            const double middle = (one.point[d] + holds) / 2;
            point[d] = axis.continuous        ? middle
                       : one.point[d] > holds ? std::floor(middle)
                                              : std::ceil(middle);
            if (point[d] == one.point[d] || point[d] == holds) break;
            const auto smaller = still_fails(asker, point, one);
            if (!smaller) return fail(smaller.error());
            if (!*smaller) holds = point[d];
        }
    }
    return {};
}

// Whether `more` changes all that `less` changes, as far or further the same way.
bool Counterexamples::goes_beyond(const Coordinates& more, const Coordinates& less) const {
    for (std::size_t d = 0; d < near_.axes().size(); ++d) {
        const Axis& axis = near_.axes()[d];
        if (more[d] == less[d] || (axis.own && less[d] == *axis.own)) continue;
        if (!axis.own || !ordered(d)) return false;
        const double least = less[d] - *axis.own;
        const double moved = more[d] - *axis.own;
        if (least > 0 ? moved < least : moved > least) return false;
    }
    return true;
}

void Counterexamples::drop_what_goes_beyond() {
    std::vector<Try> kept;
    for (Try& one : found_)
        if (std::none_of(kept.begin(), kept.end(),
                         [&](const Try& less) { return goes_beyond(one.point, less.point); }))
            kept.push_back(std::move(one));
    found_ = std::move(kept);
}

Status Counterexamples::shrink(const Asker& asker) {
    keep_smallest();
    for (std::size_t i = 0; i < found_.size() && i < shrunk_max; ++i)
        for (const auto step : {&Counterexamples::undo, &Counterexamples::halve})
            if (auto status = (this->*step)(asker, found_[i]); !status) return status;
    keep_smallest();
    drop_what_goes_beyond();
    return {};
}

std::vector<Counterexample> Counterexamples::take() {
    std::vector<Counterexample> examples;
    for (Try& one : found_) {
        Counterexample example;
        example.in_words = near_.in_words(one.point);
        std::tie(example.changed, example.size) = near_.size(one.point);
        const Json* output = output_of(*one.answer, plan_.claim.output);
        if (output != nullptr && output->number() != nullptr) example.number = *output->number();
        example.query = std::move(one.query);
        example.answer = std::move(*one.answer);
        examples.push_back(std::move(example));
    }
    return examples;
}

}  // namespace isonomia::explain
