// What is timed beside Fairlearn (bench/peers.py) on COMPAS, and how cost grows:
// fairness_peers_bench COMPAS.csv. Processor time, one thread, where nothing else is said.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bench/bench.hpp"
#include "fairness/count_rows.hpp"
#include "fairness/measure.hpp"
#include "fairness/metric.hpp"
#include "stats/draw.hpp"

namespace {

using namespace isonomia;
using namespace isonomia::fairness;

constexpr std::uint32_t replicates = 10'000;

Dataset compas(std::vector<std::string> groups) {
    Dataset dataset;
    dataset.id = "compas";
    dataset.columns = {{"two_year_recid", ColumnRole::outcome, "", {"1"}, {}, ""},
                       {"score_text", ColumnRole::prediction, "", {"Medium", "High"}, {}, ""}};
    for (std::string& group : groups)
        dataset.columns.push_back({std::move(group), ColumnRole::group, "", {}, {}, ""});
    return dataset;
}

// Percentile intervals of four rates of every group from whole tables drawn again: the row
// bootstrap, as counts.
double bootstrap_seconds(const std::vector<std::uint64_t>& counts) {
    const std::array<Metric, 4> rates{
        *find_metric("selection_rate"), *find_metric("true_positive_rate"),
        *find_metric("false_positive_rate"), *find_metric("accuracy")};
    const std::size_t groups = counts.size() / kinds_of_row;
    std::uint64_t rows = 0;
    for (const std::uint64_t count : counts)
        rows += count;
    std::vector<std::vector<double>> values(groups * rates.size());
    double checksum = 0;
    const double time =
        bench::took([&] {
            std::vector<std::uint64_t> drawn(counts.size());
            for (std::uint32_t r = 0; r < replicates; ++r) {
                stats::RandomStream random(1, 1, r);
                stats::draw_multinomial(random, rows, counts, drawn);
                const Tables tables(drawn);
                for (std::size_t g = 0; g < groups; ++g)
                    for (std::size_t k = 0; k < rates.size(); ++k)
                        if (const auto rate = rates[k].estimate({tables[g]}).value())
                            values[g * rates.size() + k].push_back(*rate);
            }
            for (auto& list : values) {
                if (list.empty()) continue;
                std::sort(list.begin(), list.end());
                checksum += list[list.size() / 40];
            }
        }).processor;
    fmt::print("  (sum of lower bounds {:.6f})\n", checksum);
    return time;
}

// From the file to the figures, of race, sex, age and their intersections.
void measured(const char* what, const Dataset& dataset, const char* file) {
    std::size_t figures = 0;
    const bench::Took took = bench::took([&] {
        const auto result = measure(dataset, file, "compas.csv");
        figures = result ? result->measurements.size() : 0;
    });
    fmt::print(
        "{} of race, sex, age and their 36 intersections, from the file: {:.3f} s wall, "
        "{:.3f} s processor, {} figures\n",
        what, took.wall, took.processor, figures);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return 64;
    const auto counted = count_rows(compas({"race"}), arguments[1], "compas.csv");
    if (!counted) {
        fmt::print(stderr, "{}\n", counted.error().message);
        return 1;
    }
    std::vector<Confusion> tables;
    for (const auto& [values, cell] : counted->sample.cube.cells())
        tables.push_back(cell.confusion());
    const auto counts = counts_of(tables);
    const double here = bootstrap_seconds(counts);
    fmt::print("{} groups, 4 rates, {} replicates: {:.4f} s\n", tables.size(), replicates, here);

    Dataset all = compas({"race", "sex", "age_cat"});
    all.intersections = true;
    measured("every rate", all, arguments[1]);
    for (auto& [column, reference] : {std::pair{2U, "Caucasian"}, {3U, "Male"}, {4U, "25 - 45"}})
        all.columns[column].reference = reference;
    measured("every rate with its gaps", all, arguments[1]);
    all.measures = {"rates"};
    for (const Metric& metric : all_metrics())
        if (is_figure(metric)) all.measures.push_back(metric.id);
    measured("every classification metric", all, arguments[1]);

    fmt::print("replicates cost cells, not rows:\n");
    for (const std::uint64_t scale : {1U, 100U, 10'000U, 1'000'000U}) {
        std::vector<std::uint64_t> larger;
        for (const std::uint64_t one : counts)
            larger.push_back(one * scale);
        fmt::print("  24 cells, {:>13} rows: {:.4f} s\n", 7214 * scale, bootstrap_seconds(larger));
    }
    for (const std::size_t times : {1U, 10U, 100U}) {
        std::vector<std::uint64_t> more;
        for (std::size_t i = 0; i < times; ++i)
            more.insert(more.end(), counts.begin(), counts.end());
        fmt::print("  {:>5} cells: {:.4f} s\n", more.size(), bootstrap_seconds(more));
    }
}
