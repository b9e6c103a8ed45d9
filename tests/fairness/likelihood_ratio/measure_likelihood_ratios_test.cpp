#include "fairness/likelihood_ratio/measure_likelihood_ratios.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/files.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"
#include "tests/shared_data.hpp"
#include "tests/stats/near.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using tests::by_id;
using tests::column;
using tests::text_source;

namespace {

Dataset declared(ColumnRole scale = ColumnRole::likelihood_ratio, bool source = false) {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::likelihood_ratios;
    dataset.replicates = 1000;
    dataset.columns = {column("h", ColumnRole::outcome), column("lr", scale),
                       column("g", ColumnRole::group)};
    if (source) dataset.columns.push_back(column("id", ColumnRole::person));
    return dataset;
}

std::string failure(const Dataset& dataset, const std::string& text) {
    const auto result = read_ratios(dataset, text_source(text), "t.csv");
    if (result) return "";
    CHECK_FALSE(result.error().hint.empty());
    const auto& where = result.error().where;
    return result.error().code + (where ? " " + to_string(*where) : "");
}

std::vector<Measurement> measured(const Dataset& dataset, const std::string& text,
                                  const std::vector<VerbalScale>& scales = {}) {
    const auto ratios = read_ratios(dataset, text_source(text), "t.csv");
    REQUIRE(ratios.has_value());
    return measure_ratios(dataset, *ratios, scales);
}

}  // namespace

TEST_CASE("ratios without a meaning are refused with their place") {
    CHECK(failure(declared(), "h,lr,g\n1,-2,a\n") == "S0303 t.csv:2:3");
    CHECK(failure(declared(), "h,lr,g\n1,2,a\n1,nan,a\n") == "T0103 t.csv:3:3");
    CHECK(failure(declared(), "h,lr,g\nperhaps,2,a\n") == "T0102 t.csv:2:1");
    CHECK(failure(declared(ColumnRole::score), "") == "S0302");
    Dataset twice = declared();
    twice.columns.push_back(column("ln", ColumnRole::ln_likelihood_ratio));
    CHECK(failure(twice, "") == "S0302");
    Dataset no_truth = declared();
    no_truth.columns.erase(no_truth.columns.begin());
    CHECK(failure(no_truth, "") == "S0301");
}

TEST_CASE("ratios: no rows, one row, one proposition only") {
    for (const char* text : {"h,lr,g\n", "h,lr,g\n1,5,a\n", "h,lr,g\n0,5,a\n0,5,a\n"}) {
        const auto list = measured(declared(), text);
        const auto& cllr = by_id(list, "d/cllr");
        CHECK_FALSE(cllr.value.has_value());
        CHECK_FALSE(cllr.undefined_reason.empty());
        CHECK_FALSE(by_id(list, "d/dev_pav").value.has_value());
        CHECK_FALSE(by_id(list, "d/empirical_upper_bound").value.has_value());
    }
}

TEST_CASE("ratios of 0 and infinity are read, and infinite cost is said, not printed") {
    const auto list = measured(declared(), "h,lr,g\n1,0,a\n1,inf,a\n0,0,a\n0,Infinity,a\n");
    const auto& cllr = by_id(list, "d/cllr");
    CHECK_FALSE(cllr.value.has_value());
    CHECK(cllr.undefined_reason.find("infinite") == 0);
    CHECK(by_id(list, "d/cllr_min").value.has_value());
    CHECK(by_id(list, "d/misleading_evidence_h1").value == 0.5);
    const auto logs = measured(declared(ColumnRole::log10_likelihood_ratio),
                               "h,lr,g\n1,400,a\n0,-inf,a\n1,3,a\n0,-300,a\n");
    CHECK(*by_id(logs, "d/cllr").value < 0.01);
}

TEST_CASE("ratios: the scale of the column does not change the figures") {
    const auto plain = measured(declared(), "h,lr,g\n1,100,a\n1,0.1,a\n0,0.01,a\n0,10,a\n");
    const auto log10 = measured(declared(ColumnRole::log10_likelihood_ratio),
                                "h,lr,g\n1,2,a\n1,-1,a\n0,-2,a\n0,1,a\n");
    CHECK(*by_id(plain, "d/cllr").value == Approx(*by_id(log10, "d/cllr").value));
    CHECK(*by_id(plain, "d/dev_pav").value == Approx(*by_id(log10, "d/dev_pav").value));
}

TEST_CASE("ratios: distances from the best recalibration have no interval") {
    std::string text = "h,lr,g\n";
    for (int i = 0; i < 60; ++i)
        text += fmt::format("{},{},a\n", i % 2, (i % 2 == 0 ? 0.1 : 1) * (1 + (i * 7) % 13) / 3);
    const auto list = measured(declared(), text);
    CHECK(by_id(list, "d/cllr").interval.has_value());
    for (const char* id : {"d/cllr_min", "d/cllr_calibration_loss", "d/dev_pav"}) {
        const auto& m = by_id(list, id);
        INFO(id);
        CHECK(m.value.has_value());
        CHECK_FALSE(m.interval.has_value());
        CHECK(m.parameters.at("interval_undefined").find("never negative") != std::string::npos);
    }
}

TEST_CASE("32 groups of one ratio each") {
    std::string text = "h,lr,g\n";
    for (int i = 0; i < 32; ++i)
        text += fmt::format("{},{},g{}\n", i % 2, i + 1, i);
    const auto list = measured(declared(), text);
    CHECK(by_id(list, "d/cllr").value.has_value());
    CHECK_FALSE(by_id(list, "d/cllr/g=g5").value.has_value());
    CHECK(by_id(list, "d/misleading_evidence_h1/g=g5").denominator == 1);
}

TEST_CASE("ratios that share a source are resampled together") {
    std::string text = "h,lr,g,id\n";
    for (int i = 0; i < 40; ++i)
        for (int k = 0; k < 5; ++k)
            text +=
                fmt::format("{},{},a,s{}\n", i % 2, i % 2 == 1 ? (i % 5 == 0 ? 0.5 : 50) : 0.1, i);
    const auto with = measured(declared(ColumnRole::likelihood_ratio, true), text);
    const auto without = measured(declared(), text);
    const auto& grouped = by_id(with, "d/cllr");
    const auto& alone = by_id(without, "d/cllr");
    CHECK(grouped.value == alone.value);
    CHECK(grouped.interval->method == "bca-bootstrap-by-source");
    CHECK(grouped.interval->high - grouped.interval->low >
          1.5 * (alone.interval->high - alone.interval->low));
    CHECK(grouped.parameters.at("sources") == "40");
    CHECK(grouped.parameters.at("comparisons") == "200");
    CHECK(alone.parameters.contains("sources_not_declared"));
    const auto& rate = by_id(with, "d/misleading_evidence_h1");
    CHECK(rate.interval->method == "korn-graubard-by-source");
    CHECK(rate.interval->high > by_id(without, "d/misleading_evidence_h1").interval->high);
    const auto again = measured(declared(ColumnRole::likelihood_ratio, true), text);
    CHECK(by_id(again, "d/cllr").interval->high == grouped.interval->high);
}

TEST_CASE("verbal scales: what is no scale is refused") {
    const auto scale = [](const std::string& bands) {
        return read_verbal_scale(
            "<scale id=\"s\" edition=\"e\" status=\"verified\"><title>t"
            "</title><source>x</source>" +
                bands + "</scale>",
            "s.xml");
    };
    CHECK(scale("").error().code == "S0501");
    CHECK(scale("<band from=\"2\">a</band>").error().code == "S0501");
    CHECK(scale("<band from=\"1\">a</band><band from=\"1\">b</band>").error().code == "S0501");
    CHECK_FALSE(scale("<band from=\"1\"/>").has_value());
    CHECK_FALSE(read_verbal_scale("no", "s.xml").has_value());
    const auto good = scale("<band from=\"1\">none</band><band from=\"10\">some</band>");
    REQUIRE(good.has_value());
    CHECK(in_words(*good, 0)->words == "none");
    CHECK(in_words(*good, std::log(10.0))->words == "some");
    CHECK(in_words(*good, -std::log(11.0))->words == "some");
    CHECK_FALSE(in_words(*good, -std::log(11.0))->for_h1);
    CHECK_FALSE(in_words(VerbalScale{}, 1).has_value());
}

TEST_CASE("the case's own ratio: its place, its words, and whether the data carry it") {
    DiskFiles files;
    const auto text = files.read(tests::source_dir() / "corpus/scales/enfsi-2015.xml", 1U << 20U);
    REQUIRE(text.has_value());
    const auto scale = read_verbal_scale(*text, "enfsi-2015.xml");
    REQUIRE(scale.has_value());
    CHECK(scale->status == "unverified");
    Dataset dataset = declared();
    dataset.case_score = 1e6;
    std::string rows = "h,lr,g\n";
    for (int i = 0; i < 200; ++i)
        rows += fmt::format("{},{},a\n", i % 2, i % 2 == 1 ? 100 + i : 0.01 * (1 + i % 7));
    const auto list = measured(dataset, rows, {*scale});
    const auto& place = by_id(list, "d/case_likelihood_ratio");
    CHECK(place.value == 0);
    CHECK(place.interval->high > 0.03);  // 0 of 100
    CHECK(place.parameters.at("within_empirical_bounds") == "false");
    CHECK(place.parameters.at("words_enfsi-2015").find("extremely strong support") == 0);
}

TEST_CASE("a bootstrap of Cllr covers: 600 studies of 60 and 60 ratios, nominal 0.95", "[slow]") {
    int covered = 0;
    constexpr int studies = 600;
    constexpr double truth = .4674947;  // calibrated Gaussian ratios, mu = ln 10
    for (std::uint32_t study = 0; study < studies; ++study) {
        stats::RandomStream random(11, 1, study);
        std::string rows = "h,lr,g\n";
        const double mu = std::log(10.0);
        for (int i = 0; i < 120; ++i) {
            const double z = std::sqrt(-2 * std::log(random.uniform())) *
                             std::cos(6.283185307179586 * random.uniform());
            rows +=
                fmt::format("{},{},a\n", i % 2, (i % 2 == 1 ? mu : -mu) + std::sqrt(2 * mu) * z);
        }
        Dataset dataset = declared(ColumnRole::ln_likelihood_ratio);
        dataset.columns.pop_back();
        dataset.replicates = 400;
        dataset.seed = study;
        const auto list = measured(dataset, rows);
        const auto& interval = by_id(list, "d/cllr").interval;
        covered += interval->low <= truth && truth <= interval->high ? 1 : 0;
    }
    INFO(fmt::format("{} of {}", covered, studies));
    CHECK(covered >= 0.94 * studies);
}

TEST_CASE("a ratio beyond the range of numbers is refused with the way out") {
    for (const char* text : {"h,lr,g\n1,1e309,a\n0,0.5,a\n", "h,lr,g\n1,2,a\n0,1e-400,a\n"}) {
        const auto read = read_ratios(declared(), text_source(text), "t.csv");
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().code == "T0103");
        CHECK(read.error().hint.find("log10-likelihood-ratio") != std::string::npos);
    }
    const auto word = read_ratios(declared(), text_source("h,lr,g\n1,x,a\n"), "t.csv");
    CHECK(word.error().hint.find("log10") == std::string::npos);
}
