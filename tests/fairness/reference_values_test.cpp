// Published values that no other test holds, and the table that names the test of each trap and
// value (docs/metrics/reference_values.md).
#include <cmath>
#include <map>
#include <regex>

#include <fmt/format.h>

#include "core/files.hpp"
#include "core/text.hpp"
#include "fairness/cube.hpp"
#include "stats/auc.hpp"
#include "stats/chi_square.hpp"
#include "stats/intervals.hpp"
#include "stats/isotonic.hpp"
#include "stats/table.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/find_measurement.hpp"
#include "tests/fairness/measured_text.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using isonomia::tests::prints_as;

namespace {

using Row = std::map<std::string, std::string>;

class Rows final : public stats::TableVisitor {
public:
    Status header(const stats::TableRow& names) override {
        names_.assign(names.fields().begin(), names.fields().end());
        return {};
    }
    Status row(const stats::TableRow& fields) override {
        Row& row = rows.emplace_back();
        for (std::size_t i = 0; i < names_.size(); ++i)
            row[names_[i]] = fields[i];
        return {};
    }
    std::vector<Row> rows;

private:
    std::vector<std::string> names_;
};

std::optional<std::vector<Row>> compas() {
    const auto path = tests::shared_data("data/compas-two-years.csv");
    if (!path) {
        WARN("not run: data/compas-two-years.csv is not here");
        return std::nullopt;
    }
    Rows reader;
    REQUIRE(stats::read_table(*path, "compas.csv", {}, reader).has_value());
    return reader.rows;
}

struct Published {
    std::uint64_t low_survived, low_recidivated, high_survived, high_recidivated;
    bool operator==(const Published&) const = default;
};

Published counted(const std::vector<Row>& rows, const std::string& race,
                  const std::vector<std::string>& high) {
    Published counts{};
    for (const Row& row : rows) {
        if (row.at("race") != race) continue;
        const bool flagged =
            std::find(high.begin(), high.end(), row.at("score_text")) != high.end();
        const bool again = row.at("two_year_recid") == "1";
        ++(flagged ? again ? counts.high_recidivated : counts.high_survived
           : again ? counts.low_recidivated
                   : counts.low_survived);
    }
    return counts;
}

}  // namespace

TEST_CASE("COMPAS: only High counts as flagged") {
    const auto rows = compas();
    if (!rows) return;
    CHECK(counted(*rows, "Caucasian", {"High"}) == Published{1407, 771, 81, 195});
    CHECK(counted(*rows, "African-American", {"High"}) == Published{1511, 1160, 284, 741});
}

TEST_CASE("COMPAS: the filtered rows, and those of before April 2014 (Barenstein)") {
    const auto rows = compas();
    if (!rows) return;
    std::size_t kept = 0;
    std::size_t again = 0;
    std::size_t early = 0;
    std::size_t early_again = 0;
    for (const Row& row : *rows) {
        const bool recidivated = row.at("two_year_recid") == "1";
        const auto days = parse_number(row.at("days_b_screening_arrest"));
        if (days && std::abs(*days) <= 30 && row.at("is_recid") != "-1" &&
            row.at("c_charge_degree") != "O" && row.at("score_text") != "N/A") {
            ++kept;
            if (recidivated) ++again;
        }
        if (row.at("compas_screening_date") <= "2014-04-01") {
            ++early;
            if (recidivated) ++early_again;
        }
    }
    CHECK(rows->size() == 7214);
    CHECK(kept == 6172);
    CHECK(again == 2809);
    CHECK(early == 6216);
    CHECK(
        prints_as(100.0 * static_cast<double>(early_again) / static_cast<double>(early), 36.2, 1));
}

TEST_CASE("COMPAS: violent re-arrest, black against white") {
    // Published tables: LS, LR, HS, HR.
    const Published black{1692, 170, 1043, 273};
    const Published white{1679, 129, 380, 77};
    CHECK(black.low_survived + black.low_recidivated + black.high_survived +
              black.high_recidivated + white.low_survived + white.low_recidivated +
              white.high_survived + white.high_recidivated ==
          5443);
    const auto of = [](const Published& t) {
        return stats::Proportion{t.high_survived, t.high_survived + t.low_survived};
    };
    CHECK(prints_as(*stats::estimate(of(black)), .3814, 4));
    CHECK(prints_as(*stats::estimate(of(white)), .1846, 4));
    const auto gap = stats::newcombe(of(black), of(white), 0.95);
    REQUIRE(gap.has_value());
    CHECK(gap->low > 0.17);
    CHECK(gap->high < 0.23);
}

TEST_CASE("COMPAS: Wald's interval of the gap is another one") {
    const stats::Proportion black{805, 1795};
    const stats::Proportion white{349, 1488};
    const double p = *stats::estimate(black);
    const double q = *stats::estimate(white);
    const double half = 1.959963984540054 * std::sqrt(p * (1 - p) / 1795 + q * (1 - q) / 1488);
    CHECK(prints_as(p - q - half, .182416, 6));
    CHECK(prints_as(p - q + half, .245434, 6));
    CHECK_FALSE(prints_as(stats::newcombe(black, white, 0.95)->low, .182416, 6));
}

TEST_CASE("holisticai: 3 of 4 against 2 of 6") {
    const stats::Proportion first{3, 4};
    const stats::Proportion second{2, 6};
    CHECK(*stats::risk_ratio(first, second) == Approx(2.25));
    CHECK(prints_as(std::sqrt(stats::chi_square(first, second)->statistic), 1.290994449, 9));
    // ln(ratio) over its standard error at the pooled rate
    const double pooled = 0.5;
    const double error = std::sqrt((1 - pooled) / pooled * (1.0 / 4 + 1.0 / 6));
    CHECK(prints_as(std::log(2.25) / error, 1.256287689, 9));
}

TEST_CASE("Aequitas tests the false discovery rate under the name of the false-positive rate") {
    // COMPAS, African-American against Hispanic: the p of both must differ, by 16 orders.
    const auto positive = stats::chi_square({805, 1795}, {87, 405});
    const auto discovery = stats::chi_square({805, 2174}, {87, 190});
    CHECK(prints_as(positive->p * 1e18, 5.1, 1));
    CHECK(discovery->p > 0.01);
    // And against Caucasian, where its method gives about 0.05.
    CHECK(prints_as(stats::chi_square({805, 1795}, {349, 1488})->p * 1e37, 2.1, 1));
    CHECK(stats::chi_square({805, 2174}, {349, 854})->p > 0.04);
}

// Three classes, of which two count as yes: misses are 0 of 3 in the group, 1 of 5 elsewhere.
TEST_CASE("AIF360: a difference of false-negative rates with three classes") {
    Dataset dataset = tests::rows_dataset({}, {"false_negative_rate"});
    dataset.columns[0].positive = {"0", "1"};
    dataset.columns[1].positive = {"0", "1"};
    const auto result = tests::measure_text(
        dataset, "y,f,g\n1,1,a\n0,0,a\n0,0,a\n1,0,a\n0,2,a\n2,2,a\n1,1,b\n0,0,b\n2,2,b\n1,1,b\n");
    REQUIRE(result.has_value());
    CHECK(tests::find_measurement(*result, "d/false_negative_rate_difference/g=b~g=a").value ==
          -.2);
}

TEST_CASE("bob's tied set: AUC and the equal error rate of the convex hull") {
    // Iris: setosa negative, versicolor positive, in tenths of centimetres.
    const std::vector<int> setosa{51, 49, 47, 46, 50, 54, 46, 50, 44, 49, 54, 48, 48,
                                  43, 58, 57, 54, 51, 57, 51, 54, 51, 46, 51, 48, 50,
                                  50, 52, 52, 47, 48, 54, 52, 55, 49, 50, 55, 49, 44,
                                  51, 50, 45, 44, 50, 51, 48, 51, 46, 53, 50};
    const std::vector<int> versicolor{70, 64, 69, 55, 65, 57, 63, 49, 66, 52, 50, 59, 60,
                                      61, 56, 67, 56, 58, 62, 56, 59, 61, 63, 61, 64, 66,
                                      68, 67, 60, 57, 55, 55, 58, 60, 54, 60, 67, 63, 56,
                                      55, 55, 61, 58, 50, 56, 57, 57, 62, 51, 57};
    stats::ScoreCounts counts;
    for (const int x : setosa)
        counts.add(x, false);
    for (const int x : versicolor)
        counts.add(x, true);
    CHECK(prints_as(*stats::auc(counts), .9326, 4));
    // Along the hull miss rate rises and false alarms fall; they meet on one of its edges.
    double missed = 0;
    double alarms = 1;
    double meeting = -1;
    for (const stats::PooledBlock& block : stats::pool_adjacent_violators(counts)) {
        const double positives = static_cast<double>(block.positives) / 50;
        const double negatives = static_cast<double>(block.negatives) / 50;
        if (meeting < 0 && missed + positives >= alarms - negatives)
            meeting = missed + (alarms - missed) / (positives + negatives) * positives;
        missed += positives;
        alarms -= negatives;
    }
    CHECK(prints_as(meeting, .1163636, 7));
}

TEST_CASE("the test of the Met's seven false positives could not reach 5%") {
    // With equal thirds, the most extreme outcome is 7 of 7 in two of them.
    CHECK(prints_as(std::pow(2.0 / 3, 7), .0585, 4));
    CHECK(std::pow(2.0 / 3, 7) > 0.05);
}

TEST_CASE("published false-positive identification rates: ratio and rounding") {
    // 5.5% against 0.04%, as printed.
    CHECK(prints_as(5.5 / .04, 137.5, 1));
}

TEST_CASE("the table of traps and reference values names tests that exist") {
    const auto root = tests::source_dir();
    DiskFiles files;
    const auto page = files.read(root / "docs/metrics/reference_values.md", 1U << 20U);
    REQUIRE(page.has_value());
    const std::regex named("`(tests/[a-z_/0-9]+\\.cpp)`: \"([^\"]+)\"");
    std::map<std::string, std::string> sources;
    std::size_t count = 0;
    for (auto it = std::sregex_iterator(page->begin(), page->end(), named);
         it != std::sregex_iterator(); ++it) {
        const std::string file = (*it)[1];
        const std::string name = (*it)[2];
        if (!sources.contains(file)) {
            const auto text = files.read(root / file, 1U << 20U);
            INFO(file);
            REQUIRE(text.has_value());
            sources[file] = *text;
        }
        INFO(file + ": " + name);
        CHECK(sources[file].find("\"" + name + "\"") != std::string::npos);
        ++count;
    }
    CHECK(count >= 40);
    // Every row of a table names a test.
    for (const std::string_view line : split(*page, '\n'))
        if (line.starts_with("| ") && !line.starts_with("| What") && !line.starts_with("|-")) {
            INFO(std::string(line));
            CHECK(line.find("`tests/") != std::string_view::npos);
        }
}
