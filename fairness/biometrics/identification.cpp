#include "fairness/biometrics/identification.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "fairness/clustered_rate.hpp"

namespace isonomia::fairness {

namespace {

// The best score of every person compared within one search; `from` to `to` of `order`.
Search search_of(const Comparisons& comparisons, const std::vector<std::uint32_t>& order,
                 std::size_t from, std::size_t to) {
    const ComparedPair& first = comparisons.list[order[from]];
    Search search;
    search.person = first.probe;
    search.leaf = first.probe_leaf;
    std::vector<double> others;
    for (std::size_t i = from; i < to;) {
        const ComparedPair& pair = comparisons.list[order[i]];
        std::optional<double> mate;
        std::optional<double> other;
        for (; i < to && comparisons.list[order[i]].gallery == pair.gallery; ++i) {
            const ComparedPair& one = comparisons.list[order[i]];
            auto& best = one.mated ? mate : other;
            best = best ? std::max(*best, one.score) : one.score;
        }
        ++search.candidates;
        if (mate) search.best_mate = search.best_mate ? std::max(*search.best_mate, *mate) : mate;
        if (!other) continue;
        others.push_back(*other);
        search.best_other = search.best_other ? std::max(*search.best_other, *other) : other;
    }
    if (search.best_mate)
        search.rank = 1 + static_cast<std::uint32_t>(std::count_if(
                              others.begin(), others.end(),
                              [&](double score) { return score >= *search.best_mate; }));
    return search;
}

template <class Counts, class Event>
SearchRate rate_over(const std::vector<const Search*>& searches, Counts counts, Event event) {
    SearchRate rate;
    std::map<std::uint32_t, stats::Proportion> by_person;
    for (const Search* search : searches) {
        if (!counts(*search)) continue;
        stats::Proportion& person = by_person[search->person];
        ++person.trials;
        if (event(*search)) ++person.successes;
    }
    std::vector<stats::Proportion> units;
    for (const auto& [person, own] : by_person) {
        rate.counts.successes += own.successes;
        rate.counts.trials += own.trials;
        units.push_back(own);
    }
    rate.people = by_person.size();
    rate.variance = ratio_variance(units);
    return rate;
}

}  // namespace

std::vector<Search> searches_of(const Comparisons& comparisons) {
    std::vector<std::uint32_t> order(comparisons.list.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const ComparedPair& x = comparisons.list[a];
        const ComparedPair& y = comparisons.list[b];
        return std::tie(x.search, x.gallery, a) < std::tie(y.search, y.gallery, b);
    });
    std::vector<Search> searches;
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
        while (to < order.size() &&
               comparisons.list[order[to]].search == comparisons.list[order[from]].search)
            ++to;
        searches.push_back(search_of(comparisons, order, from, to));
    }
    return searches;
}

SearchRate missed_searches(const std::vector<const Search*>& searches, double threshold) {
    return rate_over(
        searches, [](const Search& search) { return search.best_mate.has_value(); },
        [&](const Search& search) { return *search.best_mate < threshold; });
}

AlarmRate false_alarms(const std::vector<const Search*>& searches, double threshold) {
    const auto alarm = [&](const Search& search) {
        return search.best_other && *search.best_other >= threshold;
    };
    AlarmRate result{
        rate_over(searches, [](const Search& search) { return !search.best_mate; }, alarm), false};
    if (result.rate.counts.trials > 0) return result;
    result.mates_removed = true;
    result.rate = rate_over(
        searches, [](const Search& search) { return search.best_other.has_value(); }, alarm);
    return result;
}

std::vector<double> cumulative_match(const std::vector<const Search*>& searches) {
    std::size_t longest = 0;
    std::uint64_t mated = 0;
    for (const Search* search : searches) {
        if (!search->best_mate) continue;
        ++mated;
        longest = std::max<std::size_t>(longest, search->candidates);
    }
    std::vector<std::uint64_t> found(longest + 1, 0);
    for (const Search* search : searches)
        if (search->best_mate) ++found[std::min<std::size_t>(search->rank, longest)];
    std::vector<double> shares;
    std::uint64_t so_far = 0;
    for (std::size_t rank = 1; rank <= longest; ++rank) {
        so_far += found[rank];
        shares.push_back(static_cast<double>(so_far) / static_cast<double>(mated));
    }
    return shares;
}

}  // namespace isonomia::fairness
