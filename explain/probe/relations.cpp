// Metamorphic relations: what must hold between the answers to related queries, whatever the right
// answer is. Each is tested at the query itself and at points drawn from its neighbourhood.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/probe/probe.hpp"
#include "explain/probe/search.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t sites_max = 20;
constexpr std::size_t levels_without_steps = 11;  // of a monotone range without steps

// Queries in an order in which each is compared with one before it.
struct Related {
    std::vector<Json> queries;                    // the first is the site itself
    std::vector<std::vector<std::size_t>> order;  // of a list, for permutations; by query
};

Json with(const Json& query, const std::string& input, Json value) {
    Json::Object inputs = *query.object();
    inputs[input] = std::move(value);
    return inputs;
}

Related monotone(const Relation& relation, const Json& site) {
    Related related;
    const double own = *site.find(relation.input)->number();
    const double step =
        relation.step.value_or((relation.to - relation.from) / (levels_without_steps - 1));
    const auto count =
        step > 0 ? static_cast<std::size_t>((relation.to - relation.from) / step + 1e-9) + 1 : 1;
    for (std::size_t i = 0; i < count; ++i)
        related.queries.push_back(
            with(site, relation.input, own + relation.from + static_cast<double>(i) * step));
    return related;
}

Related permutations(const Relation& relation, const Json& site, stats::RandomStream& random) {
    Related related{{site}, {}};
    const Json::Array& items = *site.find(relation.input)->array();
    std::vector<std::size_t> order(items.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    related.order.push_back(order);
    const auto add = [&] {
        Json::Array list;
        for (const std::size_t i : order)
            list.push_back(items[i]);
        related.order.push_back(order);
        related.queries.push_back(with(site, relation.input, std::move(list)));
    };
    std::reverse(order.begin(), order.end());
    add();
    for (int shuffles = 0; shuffles < 4 && order.size() > 2; ++shuffles) {
        for (std::size_t i = order.size() - 1; i > 0; --i)
            std::swap(order[i], order[random.next() % (i + 1)]);
        add();
    }
    return related;
}

Related related_to(const Relation& relation, const Json& site, stats::RandomStream& random) {
    Related related{{site}, {}};
    const Json& own = *site.find(relation.input);
    switch (relation.kind) {
        case RelationKind::monotone:
            return monotone(relation, site);
        case RelationKind::permutation:
            return permutations(relation, site, random);
        case RelationKind::irrelevant:
            for (const std::string& text : relation.values) {
                const auto number =
                    own.number() != nullptr ? parse_number(trim(text)) : std::nullopt;
                related.queries.push_back(
                    with(site, relation.input, number ? Json(*number) : Json(text)));
            }
            break;
        case RelationKind::unit_change:
            related.queries.push_back(
                with(with(site, relation.input, *own.number() * relation.factor), relation.other,
                     relation.unit));
            break;
        case RelationKind::duplicate: {
            Json::Array items = *own.array();
            if (!items.empty()) items.push_back(items.front());
            related.queries.push_back(with(site, relation.input, std::move(items)));
            break;
        }
        case RelationKind::symmetric:
            related.queries.push_back(
                with(with(site, relation.input, *site.find(relation.other)), relation.other, own));
            break;
    }
    return related;
}

bool equal_within(const Json& a, const Json& b, double tolerance) {
    if (a.number() != nullptr && b.number() != nullptr)
        return std::abs(*a.number() - *b.number()) <= tolerance;
    return a == b;
}

// The list of one answer in the order of the first query, when there is one entry per candidate.
Json in_first_order(const Json& output, const std::vector<std::size_t>& order) {
    const Json::Array* list = output.array();
    if (list == nullptr || list->size() != order.size()) return output;
    Json::Array back(list->size());
    for (std::size_t i = 0; i < order.size(); ++i)
        back[order[i]] = (*list)[i];
    return back;
}

bool holds(const Relation& relation, const Related& related, std::size_t i, const Json& before,
           const Json& now) {
    switch (relation.kind) {
        case RelationKind::monotone:
            if (before.number() == nullptr || now.number() == nullptr) return before == now;
            return relation.upwards ? *now.number() >= *before.number()
                                    : *now.number() <= *before.number();
        case RelationKind::permutation:
            return in_first_order(now, related.order[i]) == before;
        case RelationKind::duplicate: {
            const Json::Array* longer = now.array();
            const Json::Array* list = before.array();
            if (longer == nullptr || list == nullptr || longer->size() != list->size() + 1)
                return now == before;
            return std::equal(list->begin(), list->end(), longer->begin()) &&
                   longer->back() == longer->front();
        }
        default:
            return equal_within(before, now, relation.tolerance);
    }
}

class Tester {
public:
    Tester(const ProbePlan& plan, std::size_t number, Respondent& respondent)
        : claim_(plan.claim), relation_(plan.relations[number]), respondent_(respondent) {
        result_.relation = number;
    }

    void at(const Json& site, stats::RandomStream& random) {
        if (!applies(site)) return;
        const Related related = related_to(relation_, site, random);
        const auto answers = respondent_.ask(related.queries);
        for (std::size_t i = 1; i < answers.size(); ++i) {
            const std::size_t j = relation_.kind == RelationKind::monotone ? i - 1 : 0;
            const Json* before = output(answers[j]);
            const Json* now = output(answers[i]);
            if (before == nullptr || now == nullptr) {
                ++result_.unanswered;
                continue;
            }
            ++result_.tests;
            if (holds(relation_, related, i, *before, *now)) continue;
            if (++result_.violations > 1) continue;
            result_.queries = {related.queries[j], related.queries[i]};
            result_.example = fmt::format("{} became {}", canonical(*before), canonical(*now));
        }
    }

    RelationResult result() { return std::move(result_); }

private:
    // A neighbour may have lost the input.
    [[nodiscard]] bool applies(const Json& site) const {
        const Json* own = site.find(relation_.input);
        if (own == nullptr) return false;
        if (relation_.kind == RelationKind::monotone || relation_.kind == RelationKind::unit_change)
            return own->number() != nullptr;
        if (relation_.kind == RelationKind::permutation ||
            relation_.kind == RelationKind::duplicate)
            return own->array() != nullptr;
        return relation_.other.empty() || site.find(relation_.other) != nullptr;
    }
    [[nodiscard]] const Json* output(const Answer& answer) const {
        return answer.value ? output_of(*answer.value, claim_.output) : nullptr;
    }

    const Claim& claim_;
    const Relation& relation_;
    Respondent& respondent_;
    RelationResult result_;
};

}  // namespace

Result<std::vector<RelationResult>> test_relations(const ProbePlan& plan, const Neighbourhood& near,
                                                   Respondent& respondent) {
    std::vector<RelationResult> results;
    if (plan.relations.empty()) return results;
    std::vector<Json> sites{near.query()};
    stats::RandomStream random(plan.search.seed, 3);
    while (sites.size() < sites_max) {
        auto site = near.at(draw_point(near.axes(), random));
        if (!site) return fail(site.error());
        sites.push_back(std::move(*site));
    }
    for (std::size_t number = 0; number < plan.relations.size(); ++number) {
        Tester tester(plan, number, respondent);
        for (const Json& site : sites)
            tester.at(site, random);
        results.push_back(tester.result());
    }
    return results;
}

}  // namespace isonomia::explain
