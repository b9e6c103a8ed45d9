#include "fairness/areas/measure_areas.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/areas/area_figures.hpp"
#include "fairness/drafts.hpp"
#include "fairness/resample.hpp"
#include "fairness/stream.hpp"
#include "stats/adjust.hpp"
#include "stats/intervals.hpp"

namespace isonomia::fairness {

namespace {

constexpr std::size_t resampled_areas_min = 30;
constexpr std::uint64_t draws_max = 20'000'000;  // areas times replicates
constexpr std::uint64_t replicates_min = 1'000;
constexpr const char* population_attribute = "residents";

struct Scene {
    const Dataset& dataset;
    const AreaTable& table;

    [[nodiscard]] stats::Resampling how(std::string_view stream) const {
        const std::uint64_t affordable =
            std::max(replicates_min, draws_max / std::max<std::uint64_t>(1, table.areas.size()));
        return {dataset.seed_or_default(), stream_of(stream),
                std::min(dataset.replicates, affordable), dataset.level, resampling_threads()};
    }
};

std::vector<GroupValue> group_of_population(const Scene& scene, std::size_t population) {
    return {{population_attribute, scene.table.populations[population]}};
}

Measurement begin(const Scene& scene, std::string_view metric,
                  const std::vector<GroupValue>& group) {
    Measurement m = draft(scene.dataset, metric, group, scene.table.parameters);
    m.n = scene.table.areas.size();
    m.missing = scene.table.missing;
    return m;
}

// The quotient of two ratios of sums, or with no second one the first, by areas drawn again.
void add_interval(Measurement& m, const Scene& scene, const std::vector<AreaTerm>& above,
                  const std::vector<AreaTerm>& below) {
    if (!m.value) return;
    if (above.size() < resampled_areas_min) {
        no_interval(m, fmt::format("{} areas are too few to resample: {} at least", above.size(),
                                   resampled_areas_min));
        return;
    }
    const auto weighted = [](const std::vector<AreaTerm>& terms,
                             std::span<const std::uint64_t> times) -> stats::Defined<double> {
        AreaTerm sum;
        for (std::size_t i = 0; i < terms.size(); ++i) {
            sum.numerator += terms[i].numerator * static_cast<double>(times[i]);
            sum.denominator += terms[i].denominator * static_cast<double>(times[i]);
        }
        if (sum.denominator == 0) return stats::undefined("the denominator is 0");
        return sum.numerator / sum.denominator;
    };
    const stats::Figure figure =
        [&](std::span<const std::uint64_t> times) -> stats::Defined<double> {
        const auto first = weighted(above, times);
        if (!first || below.empty()) return first;
        const auto second = weighted(below, times);
        if (!second) return second;
        if (*second == 0) return stats::undefined("the reference is 0");
        return *first / *second;
    };
    const std::vector<std::uint64_t> once(above.size(), 1);
    const auto how = scene.how(m.id);
    m.seed = how.seed;
    m.parameters["replicates"] = fmt::format("{}", how.replicates);
    const auto result = stats::bootstrap(stats::independent_units(once), above.size(), figure, how);
    if (result)
        set_interval(m, result->bca, scene.dataset.level, "bca-bootstrap-by-area");
    else
        no_interval(m, result.error().reason);
}

struct Kind {
    AreaFigure figure;
    std::vector<AreaTerm> (*terms)(const AreaTable&, std::size_t);
    const char* metric;
    const char* ratio;
};
constexpr Kind kinds[] = {
    {AreaFigure::exposure, exposure_terms, "area_exposure", "area_exposure_ratio"},
    {AreaFigure::hit_rate, hit_terms, "area_hit_rate", "area_hit_rate_ratio"},
};

Measurement of_population(const Scene& scene, const Kind& kind, std::size_t population) {
    Measurement m = begin(scene, kind.metric, group_of_population(scene, population));
    const auto terms = kind.terms(scene.table, population);
    set_value(m, ratio_of_sums(terms));
    add_interval(m, scene, terms, {});
    return m;
}

Measurement ratio_of_population(const Scene& scene, const Kind& kind, std::size_t population) {
    Measurement m = begin(scene, kind.ratio, group_of_population(scene, population));
    m.comparator = group_of_population(scene, 0);
    m.id = measurement_id(m);
    m.parameters["reference"] = group_key(m.comparator);
    const auto above = kind.terms(scene.table, population);
    const auto below = kind.terms(scene.table, 0);
    const auto own = ratio_of_sums(above);
    const auto reference = ratio_of_sums(below);
    if (!own || !reference)
        m.undefined_reason = (own ? reference : own).error().reason;
    else if (*reference == 0)
        m.undefined_reason = "the reference is 0";
    else
        m.value = *own / *reference;
    add_interval(m, scene, above, below);
    const auto how = scene.how(m.id + "/test");
    m.test = fmt::format("permutation of areas, {} times", how.replicates);
    m.seed = how.seed;
    const auto p = area_permutation_p(scene.table, population, kind.figure, how);
    if (p)
        m.p = *p;
    else
        m.parameters["test_undefined"] = p.error().reason;
    return m;
}

// All periods of an area together.
AreaRow total_of(const std::map<std::size_t, AreaRow>& rows) {
    AreaRow sum;
    for (const auto& [period, row] : rows) {
        sum.everybody += row.everybody;
        sum.exposure += row.exposure;
        sum.stops += row.stops;
        sum.hits += row.hits;
    }
    return sum;
}

Measurement by_area(const Scene& scene, bool hits) {
    Measurement m = begin(scene, hits ? "hit_rate_by_area" : "exposure_by_area", {});
    m.form = ResultForm::series;
    const std::size_t areas = scene.table.areas.size();
    if (areas == 0) {
        m.undefined_reason = "no area was read";
        return m;
    }
    m.parameters["x"] = "area, by name";
    if (hits) m.parameters["band"] = "Clopper-Pearson, together over all areas (Bonferroni)";
    const double level = stats::bonferroni_level(scene.dataset.level, areas);
    if (areas > curve_points_max)
        m.parameters["listed"] = fmt::format("{} of {} areas", curve_points_max, areas);
    for (const std::size_t i : thinned(areas, curve_points_max)) {
        const AreaRow sum = total_of(scene.table.rows[i]);
        Point point;
        point.label = scene.table.areas[i];
        point.x = static_cast<double>(i + 1);
        if (hits) {
            point.n = sum.stops;
            const stats::Proportion rate{sum.hits, sum.stops};
            if (const auto value = stats::estimate(rate)) point.value = *value;
            if (const auto bounds = stats::clopper_pearson(rate, level); bounds && sum.stops > 0) {
                point.low = bounds->low;
                point.high = bounds->high;
            }
        } else {
            point.value = sum.exposure / sum.everybody;
        }
        m.series.push_back(std::move(point));
    }
    return m;
}

Measurement loop_check(const Scene& scene) {
    Measurement m = begin(scene, "feedback_correlation", {});
    if (scene.table.stopped) m.parameters["drawn_by"] = "hits, given the exposure before";
    const auto how = scene.how(m.id);
    const auto found = feedback(scene.table, how);
    if (!found) {
        m.undefined_reason = found.error().reason;
        return m;
    }
    m.value = found->correlation;
    m.n = found->units;
    m.p = found->p;
    m.seed = how.seed;
    m.test = fmt::format("permutation of areas within periods, {} times", how.replicates);
    m.parameters["pairs_of_periods"] = fmt::format("{}", found->pairs);
    no_interval(m, "the test decides");
    return m;
}

void adjust(std::vector<Measurement>& list, const char* metric) {
    std::vector<Measurement*> family;
    for (Measurement& m : list)
        if (m.metric == metric && m.p) family.push_back(&m);
    adjust_by_holm(family, fmt::format("Holm over {} populations of {}", family.size(), metric));
}

}  // namespace

std::vector<Measurement> measure_area_table(const Dataset& dataset, const AreaTable& table) {
    const Scene scene{dataset, table};
    std::vector<Measurement> list;
    for (const Kind& kind : kinds) {
        if (kind.figure == AreaFigure::hit_rate && !table.stopped) continue;
        for (std::size_t g = 0; g < table.populations.size(); ++g)
            list.push_back(of_population(scene, kind, g));
        for (std::size_t g = 1; g < table.populations.size(); ++g)
            list.push_back(ratio_of_population(scene, kind, g));
        adjust(list, kind.ratio);
    }
    list.push_back(by_area(scene, false));
    if (table.stopped) list.push_back(by_area(scene, true));
    if (table.periods.size() > 1) list.push_back(loop_check(scene));
    explain_no_bounds(list, "people, exposure and stops that are not known can be any number");
    return list;
}

Result<MeasureResult> measure_areas(const Dataset& dataset, const std::filesystem::path& file,
                                    const std::string& name) {
    const auto columns = area_columns(dataset);
    if (!columns) return fail(columns.error());
    const auto table = read_areas(*columns, file, name);
    if (!table) return fail(table.error());
    return MeasureResult{measure_area_table(dataset, *table), table->warnings};
}

}  // namespace isonomia::fairness
