// How often intervals of the equal error rate and of the indices of disparity hold the true value.
#include <cmath>
#include <cstdio>
#include <map>

#include <fmt/format.h>

#include "fairness/biometrics/disparity_indices.hpp"
#include "fairness/biometrics/measure_comparisons.hpp"
#include "stats/normal.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;

namespace {

constexpr std::uint32_t people = 60;  // 30 in each of two groups
constexpr double person_sd = 0.3;     // how much a face resembles all others

double draw_normal(stats::RandomStream& random) { return stats::normal_quantile(random.uniform()); }

// Scores of pairs: others N(0, 1) plus an effect of both people, and in the second group 0.5 more;
// mates N(2.5, 1) plus twice their own effect. Everybody against everybody, mates four times.
Comparisons study(std::uint32_t number) {
    stats::RandomStream random(53, 1, number);
    std::vector<double> effect(people);
    for (double& one : effect)
        one = person_sd * draw_normal(random);
    Comparisons data;
    data.people = people;
    data.attributes = {"g"};
    data.leaves = {{"a"}, {"b"}};
    for (std::uint32_t i = 0; i < people; ++i)
        for (std::uint32_t j = 0; j < people; ++j) {
            const auto a = static_cast<std::uint16_t>(i % 2);
            const auto b = static_cast<std::uint16_t>(j % 2);
            if (a != b) continue;
            for (int again = 0; again < (i == j ? 4 : 1); ++again) {
                const double mean = i == j ? 2.5 : a == 1 ? 0.5 : 0.0;
                ComparedPair pair{
                    mean + effect[i] + effect[j] + draw_normal(random), i, j, 0, a, 0, i == j};
                pair.gallery_leaf = b & 0x7fffU;
                data.list.push_back(pair);
            }
        }
    data.searches = 1;
    data.search_person = {0};
    data.search_has_score = {true};
    return data;
}

struct Truth {
    double false_match;
    double false_non_match;
    double equal_error;
};

Truth truth_of(double shift, double threshold) {
    const double others = std::sqrt(1 + 2 * person_sd * person_sd);
    const double mates = std::sqrt(1 + 4 * person_sd * person_sd);
    return {1 - stats::normal_cdf((threshold - shift) / others),
            stats::normal_cdf((threshold - 2.5) / mates),
            stats::normal_cdf(-(2.5 - shift) / (others + mates))};
}

// Whether the band of a DET curve holds the true FNMR at the point nearest to this FMR.
bool band_holds(const Measurement& curve, double false_match, double shift) {
    const Point* nearest = &curve.series.front();
    for (const Point& point : curve.series)
        if (std::abs(*point.x - false_match) < std::abs(*nearest->x - false_match))
            nearest = &point;
    const double threshold =
        shift + std::sqrt(1 + 2 * person_sd * person_sd) * stats::normal_quantile(1 - *nearest->x);
    const double truth = truth_of(shift, threshold).false_non_match;
    return nearest->low && *nearest->low <= truth && truth <= *nearest->high;
}

}  // namespace

// 120 studies of 60 people: 1,740 comparisons of others, 240 of mates. At the threshold 1.5 about
// 73 and 174 false matches and 36 false non-matches of 240.
TEST_CASE("intervals of equal error rate, indices and DET curve cover, nominal 0.95", "[slow]") {
    constexpr double threshold = 1.5;
    constexpr int studies = 120;
    const Truth a = truth_of(0, threshold);
    const Truth b = truth_of(0.5, threshold);
    const std::vector<double> fmr{a.false_match, b.false_match};
    const std::vector<double> fnmr{a.false_non_match, b.false_non_match};
    const std::map<std::string, double> truth{
        {"d/equal_error_rate/g=a", a.equal_error},
        {"d/equal_error_rate/g=b", b.equal_error},
        {"d/garbe/by g", *garbe(fmr, fnmr)},
        {"d/fairness_discrepancy_rate/by g", *fairness_discrepancy_rate(fmr, fnmr)},
        {"d/inequity_rate/by g", *inequity_rate(fmr, fnmr)}};
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::comparisons;
    dataset.threshold = threshold;
    dataset.replicates = 1'000;
    dataset.columns = {tests::column("s", ColumnRole::score), tests::column("p", ColumnRole::probe),
                       tests::column("q", ColumnRole::gallery),
                       tests::column("g", ColumnRole::probe_group),
                       tests::column("h", ColumnRole::gallery_group)};
    std::map<std::string, int> covered;
    for (std::uint32_t number = 0; number < studies; ++number) {
        const auto list = measure_comparison_list(dataset, study(number));
        for (const auto& [id, value] : truth) {
            const auto& m = tests::by_id(list, id);
            if (m.interval && m.interval->low <= value && value <= m.interval->high) ++covered[id];
        }
        for (const auto& [group, shift] : {std::pair("a", 0.0), std::pair("b", 0.5)})
            for (const double false_match : {0.02, 0.1, 0.3})
                if (band_holds(tests::by_id(list, fmt::format("d/det_curve/g={}", group)),
                               false_match, shift))
                    ++covered[fmt::format("d/det_curve/g={} at FMR {}", group, false_match)];
    }
    CHECK(covered.size() == truth.size() + 6);
    for (const auto& [id, count] : covered) {
        std::printf("%s: %d of %d\n", id.c_str(), count, studies);
        INFO(id << ": " << count << " of " << studies);
        // 0.94 less one standard error of 120 studies
        CHECK(count >= (0.94 - 0.02) * studies);
    }
}
