#include "fairness/biometrics/identification.hpp"

#include <algorithm>
#include <map>
#include <numeric>

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

// Rows by search, then by the person enrolled, then as in the file; `starts` is where each search
// begins, with the end behind the last.
struct RowsBySearch {
    std::vector<std::uint32_t> order;
    std::vector<std::size_t> starts;
};

RowsBySearch rows_by_search(const Comparisons& comparisons) {
    RowsBySearch rows{std::vector<std::uint32_t>(comparisons.list.size()),
                      std::vector<std::size_t>(comparisons.searches + std::size_t{1}, 0)};
    for (const ComparedPair& one : comparisons.list)
        ++rows.starts[one.search + std::size_t{1}];
    std::partial_sum(rows.starts.begin(), rows.starts.end(), rows.starts.begin());
    auto next = rows.starts;
    for (std::size_t i = 0; i < comparisons.list.size(); ++i)
        rows.order[next[comparisons.list[i].search]++] = static_cast<std::uint32_t>(i);
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        const ComparedPair& x = comparisons.list[a];
        const ComparedPair& y = comparisons.list[b];
        return x.gallery != y.gallery ? x.gallery < y.gallery : a < b;
    };
    for (std::size_t s = 0; s + 1 < rows.starts.size(); ++s) {
        const auto from = rows.order.begin() + static_cast<std::ptrdiff_t>(rows.starts[s]);
        const auto to = rows.order.begin() + static_cast<std::ptrdiff_t>(rows.starts[s + 1]);
        if (!std::is_sorted(from, to, before)) std::sort(from, to, before);
    }
    return rows;
}

}  // namespace

std::vector<Search> searches_of(const Comparisons& comparisons) {
    const RowsBySearch rows = rows_by_search(comparisons);
    std::vector<Search> searches;
    for (std::size_t s = 0; s + 1 < rows.starts.size(); ++s)
        if (rows.starts[s] < rows.starts[s + 1])
            searches.push_back(
                search_of(comparisons, rows.order, rows.starts[s], rows.starts[s + 1]));
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
