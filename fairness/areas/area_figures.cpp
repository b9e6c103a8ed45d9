#include "fairness/areas/area_figures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/drift.hpp"
#include "stats/philox.hpp"

namespace isonomia::fairness {

namespace {

// Of one area over its periods.
AreaTerm exposure_term(const std::map<std::size_t, AreaRow>& rows, std::size_t population) {
    AreaTerm term;
    for (const auto& [period, row] : rows) {
        term.numerator += row.residents[population] * row.exposure / row.everybody;
        term.denominator += row.residents[population];
    }
    return term;
}

AreaTerm hit_term(const std::map<std::size_t, AreaRow>& rows, std::size_t population) {
    AreaTerm term;
    for (const auto& [period, row] : rows) {
        const double share = row.residents[population] / row.everybody;
        term.numerator += share * static_cast<double>(row.hits);
        term.denominator += share * static_cast<double>(row.stops);
    }
    return term;
}

// What is permuted among areas: sums over an area's periods.
struct Record {
    double exposure = 0;  // per resident
    double hits = 0;
    double stops = 0;
};

struct Area {
    std::vector<double> residents;
    double everybody = 0;
    Record record;
};

std::vector<Area> summed(const AreaTable& table) {
    std::vector<Area> areas;
    for (const auto& rows : table.rows) {
        Area area;
        area.residents.resize(table.populations.size(), 0);
        double exposure = 0;
        for (const auto& [period, row] : rows) {
            for (std::size_t g = 0; g < row.residents.size(); ++g)
                area.residents[g] += row.residents[g];
            area.everybody += row.everybody;
            exposure += row.exposure;
            area.record.hits += static_cast<double>(row.hits);
            area.record.stops += static_cast<double>(row.stops);
        }
        area.record.exposure = exposure / area.everybody;
        areas.push_back(std::move(area));
    }
    return areas;
}

double figure_of(const std::vector<Area>& areas, const std::vector<std::size_t>& order,
                 std::size_t population, AreaFigure figure) {
    double above = 0;
    double below = 0;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const Record& record = areas[order[i]].record;
        const double share = areas[i].residents[population] / areas[i].everybody;
        if (figure == AreaFigure::exposure) {
            above += areas[i].residents[population] * record.exposure;
            below += areas[i].residents[population];
        } else {
            above += share * record.hits;
            below += share * record.stops;
        }
    }
    return above / below;
}

// Fisher and Yates's shuffle.
template <class T>
void shuffle(std::vector<T>& list, stats::RandomStream& random) {
    for (std::size_t i = list.size(); i > 1; --i) {
        const auto j = static_cast<std::size_t>(random.uniform() * static_cast<double>(i));
        std::swap(list[i - 1], list[std::min(j, i - 1)]);
    }
}

// One pair of consecutive periods, in centred ranks.
struct RankedPair {
    std::vector<double> found;  // share of the hits in the first, and
    std::vector<double> after;  // of the exposure in the second, both without that in the first
};

std::vector<double> centred_ranks(const std::vector<double>& values) {
    auto result = stats::ranks(values);
    const double mean = (static_cast<double>(values.size()) + 1) / 2;
    for (double& rank : result)
        rank -= mean;
    return result;
}

double cross(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// What is left of `values` after a straight line on `given`.
std::vector<double> without(std::vector<double> values, const std::vector<double>& given) {
    const double spread = cross(given, given);
    const double slope = spread > 0 ? cross(values, given) / spread : 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] -= slope * given[i];
    return values;
}

std::vector<RankedPair> ranked_pairs(const AreaTable& table) {
    std::vector<RankedPair> pairs;
    for (std::size_t t = 0; t + 1 < table.periods.size(); ++t) {
        double hits = 0;
        double before = 0;
        double after = 0;
        std::vector<std::pair<const AreaRow*, const AreaRow*>> areas;
        for (const auto& rows : table.rows) {
            const auto first = rows.find(t);
            const auto second = rows.find(t + 1);
            if (first == rows.end() || second == rows.end()) continue;
            areas.emplace_back(&first->second, &second->second);
            hits += static_cast<double>(first->second.hits);
            before += first->second.exposure;
            after += second->second.exposure;
        }
        if (areas.size() < 4 || before == 0 || after == 0 || hits == 0) continue;
        RankedPair pair;
        std::vector<double> exposed;
        for (const auto& [first, second] : areas) {
            exposed.push_back(first->exposure);
            pair.found.push_back(static_cast<double>(first->hits));
            pair.after.push_back(second->exposure);
        }
        exposed = centred_ranks(exposed);
        pair.found = without(centred_ranks(pair.found), exposed);
        pair.after = without(centred_ranks(pair.after), exposed);
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

}  // namespace

std::vector<AreaTerm> exposure_terms(const AreaTable& table, std::size_t population) {
    std::vector<AreaTerm> terms;
    for (const auto& rows : table.rows)
        terms.push_back(exposure_term(rows, population));
    return terms;
}

std::vector<AreaTerm> hit_terms(const AreaTable& table, std::size_t population) {
    std::vector<AreaTerm> terms;
    for (const auto& rows : table.rows)
        terms.push_back(hit_term(rows, population));
    return terms;
}

stats::Defined<double> ratio_of_sums(const std::vector<AreaTerm>& terms) {
    AreaTerm sum;
    for (const AreaTerm& term : terms) {
        sum.numerator += term.numerator;
        sum.denominator += term.denominator;
    }
    if (sum.denominator == 0) return stats::undefined("nobody of this population, or no stops");
    return sum.numerator / sum.denominator;
}

stats::Defined<double> area_permutation_p(const AreaTable& table, std::size_t population,
                                          AreaFigure figure, const stats::Resampling& how) {
    if (table.areas.size() < 2) return stats::undefined("one area cannot be permuted");
    const auto areas = summed(table);
    std::vector<std::size_t> order(areas.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto distance = [&] {
        return std::abs(std::log(figure_of(areas, order, population, figure) /
                                 figure_of(areas, order, 0, figure)));
    };
    const double here = distance();
    if (!std::isfinite(here)) return stats::undefined("the ratio is 0 or not defined");
    std::uint64_t at_least = 0;
    for (std::uint64_t r = 0; r < how.replicates; ++r) {
        stats::RandomStream random(how.seed, how.stream, static_cast<std::uint32_t>(r));
        shuffle(order, random);
        // Not below: what is undefined counts as at least, so that p is never too small.
        if (!(distance() < here * (1 - 1e-9))) ++at_least;
    }
    return (1 + static_cast<double>(at_least)) / (1 + static_cast<double>(how.replicates));
}

stats::Defined<Feedback> feedback(const AreaTable& table, const stats::Resampling& how) {
    if (!table.stopped)
        return stats::undefined(
            "not testable without hits: exposure that was high by chance falls "
            "again, with a loop or without");
    auto pairs = ranked_pairs(table);
    if (pairs.empty())
        return stats::undefined("no two consecutive periods have four areas in common");
    double xx = 0;
    double yy = 0;
    Feedback result;
    for (const RankedPair& pair : pairs) {
        xx += cross(pair.found, pair.found);
        yy += cross(pair.after, pair.after);
        result.units += pair.found.size();
    }
    constexpr double rounding = 1e-9;  // of sums of squared ranks
    if (xx < rounding || yy < rounding)
        return stats::undefined(
            "hits or later exposure are the same in every area, or only follow "
            "the exposure before");
    const auto correlation = [&] {
        double xy = 0;
        for (const RankedPair& pair : pairs)
            xy += cross(pair.found, pair.after);
        return xy / std::sqrt(xx * yy);
    };
    result.correlation = correlation();
    result.pairs = pairs.size();
    const double limit = std::abs(result.correlation) * (1 - 1e-9);
    std::uint64_t at_least = 0;
    for (std::uint64_t r = 0; r < how.replicates; ++r) {
        stats::RandomStream random(how.seed, how.stream, static_cast<std::uint32_t>(r));
        for (RankedPair& pair : pairs)
            shuffle(pair.found, random);
        if (std::abs(correlation()) >= limit) ++at_least;
    }
    result.p = (1 + static_cast<double>(at_least)) / (1 + static_cast<double>(how.replicates));
    return result;
}

}  // namespace isonomia::fairness
