// What is missing, wrongly recorded or too little to conclude from: bounded, left out and counted,
// or given without interval and p.
#include "fairness/measure.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/find_measurement.hpp"
#include "tests/fairness/measured_text.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using namespace isonomia::tests;

TEST_CASE("missing values and errors of the ground truth bound each rate") {
    Dataset dataset = rows_dataset({}, {"false_positive_rate"});
    dataset.truth_sensitivity = .9;
    const auto result =
        measure_text(dataset, "y,f,g\n0,1,a\n0,0,a\n,1,a\n1,1,b\n0,0,b\n0,1,\n").value();
    const auto has = [&](const char* id, const char* method) -> const Interval* {
        for (const Interval& i : find_measurement(result, id).other_intervals)
            if (i.method == method) return &i;
        return nullptr;
    };
    const Interval* a = has("d/false_positive_rate/g=a", "missing-values-bounds");
    REQUIRE(a != nullptr);
    CHECK(a->low == .5);
    CHECK(a->high == 3 / 4.0);
    CHECK(a->level == 1);
    CHECK(has("d/false_positive_rate/g=a", "label-error-bounds") != nullptr);
    const Interval* gap = has("d/false_positive_rate_difference/g=b~g=a", "missing-values-bounds");
    REQUIRE(gap != nullptr);  // b: 0 of 1, or 1 of 2 with the row without a group
    CHECK(gap->low == -.75);
    CHECK(gap->high == 0);
    const Interval* wrong = has("d/false_positive_rate_difference/g=b~g=a", "label-error-bounds");
    REQUIRE(wrong != nullptr);
    const Interval* of_a = has("d/false_positive_rate/g=a", "label-error-bounds");
    const Interval* of_b = has("d/false_positive_rate/g=b", "label-error-bounds");
    CHECK(wrong->low == of_b->low - of_a->high);
    CHECK(wrong->high == of_b->high - of_a->low);
}

TEST_CASE(
    "stated errors of group labels bound rates and gaps; other figures say that they do not") {
    Dataset dataset =
        rows_dataset({}, {"selection_rate", "selection_rate_difference", "selection_rate_ratio",
                          "balanced_accuracy", "between_group_theil"});
    dataset.group_label_error = .2;
    const std::string text = "y,f,g\n" + repeated("0,1,a", 10) + repeated("1,0,a", 10) +
                             repeated("0,1,b", 5) + repeated("1,0,b", 15) + "1,1,\n";
    const auto result = measure_text(dataset, text).value();
    const auto bounds = [&](const char* id) -> const Interval* {
        for (const Interval& i : find_measurement(result, id).other_intervals)
            if (i.method == "group-label-error-bounds") return &i;
        return nullptr;
    };
    const Interval* a = bounds("d/selection_rate/g=a");
    const Interval* b = bounds("d/selection_rate/g=b");
    REQUIRE(a != nullptr);
    REQUIRE(b != nullptr);
    CHECK(a->level == 1);
    CHECK(a->high == 14 / 20.0);  // four of ten lost, four of the others' five gained
    CHECK(bounds("d/selection_rate_difference/g=b~g=a")->low == b->low - a->high);
    CHECK(bounds("d/selection_rate_ratio/g=b~g=a")->high == b->high / a->low);
    CHECK(bounds("d/selection_rate") == nullptr);  // of everybody, whatever their group
    CHECK(bounds("d/selection_rate/g=") == nullptr);
    for (const char* id : {"d/balanced_accuracy/g=a", "d/between_group_theil/g"}) {
        const auto& parameters = find_measurement(result, id).parameters;
        CHECK(parameters.at("group_label_error") == "0.2");
        CHECK(parameters.at("group_label_errors_not_bounded").find("only rates") == 0);
    }
    CHECK_FALSE(find_measurement(result, "d/selection_rate")
                    .parameters.contains("group_label_errors_not_bounded"));
    dataset.group_label_error.reset();
    dataset.truth_specificity = .9;
    const auto truth = measure_text(dataset, text).value();
    CHECK(find_measurement(truth, "d/balanced_accuracy/g=a")
              .parameters.contains("label_errors_not_bounded"));
}

TEST_CASE("a row that lacks one of two labels may belong to some intersections, not to others") {
    const Column sex{"s", ColumnRole::group, "", {}, {}, ""};
    Dataset dataset = rows_dataset({sex}, {"selection_rate"});
    dataset.intersections = true;
    const auto result =
        measure_text(dataset, "y,f,g,s\n0,1,a,m\n0,0,a,m\n0,0,b,m\n0,1,a,\n").value();
    const auto bounds = [&](const char* id) -> const Interval* {
        for (const Interval& i : find_measurement(result, id).other_intervals)
            if (i.method == "missing-values-bounds") return &i;
        return nullptr;
    };
    const Interval* possible = bounds("d/selection_rate/g=a&s=m");
    REQUIRE(possible != nullptr);
    CHECK(possible->low == .5);
    CHECK(possible->high == Approx(2 / 3.0));
    CHECK(bounds("d/selection_rate/g=b&s=m") == nullptr);
    CHECK(bounds("d/selection_rate/g=a") == nullptr);  // its label is there
}

TEST_CASE("rows without a group label are no group to search or to compare") {
    const std::string labelled = repeated("0,1,a", 30) + repeated("0,0,a", 70) +
                                 repeated("0,1,b", 28) + repeated("0,0,b", 72);
    const auto figures = rows_dataset({}, {"between_group_theil", "selection_rate_worst_subgroup",
                                           "selection_rate_split_sample_subgroup"});
    const auto without = measure_text(figures, "y,f,g\n" + labelled).value();
    const auto with = measure_text(figures, "y,f,g\n" + labelled + repeated("0,1,", 200)).value();
    const auto& theil = find_measurement(with, "d/between_group_theil/g");
    CHECK(theil.value == find_measurement(without, "d/between_group_theil/g").value);
    CHECK(theil.parameters.at("groups") == "2");
    CHECK(theil.parameters.at("rows_without_group_label") == "200, left out");
    const auto& worst = find_measurement(with, "d/selection_rate_worst_subgroup");
    CHECK(worst.value == find_measurement(without, "d/selection_rate_worst_subgroup").value);
    CHECK(worst.p_adjusted == find_measurement(without, worst.id).p_adjusted);
    CHECK(worst.parameters.at("rows_without_group_label").find("200") == 0);
    const auto& half = find_measurement(with, "d/selection_rate_split_sample_subgroup");
    REQUIRE(half.group.size() == 1);
    CHECK_FALSE(half.group[0].value.empty());
    CHECK(half.n < 200);
    // Labelled rows of one group alone: nobody to compare with.
    const auto alone =
        measure_text(figures, "y,f,g\n" + repeated("0,1,a", 30) + repeated("0,0,", 90)).value();
    CHECK_FALSE(find_measurement(alone, "d/selection_rate_worst_subgroup").value.has_value());
}

TEST_CASE("tiny strata give neither interval nor p, and say why") {
    std::string text = "y,f,g,s\n";
    for (int s = 0; s < 6; ++s)
        text += "0,1,b," + std::to_string(s) + "\n0,0,a," + std::to_string(s) + "\n";
    const auto result =
        measure_text(rows_dataset({stratum}, {"selection_rate_stratified_difference"}), text)
            .value();
    const auto& m = find_measurement(result, "d/selection_rate_stratified_difference/g=b~g=a");
    CHECK(m.value == 1);
    CHECK_FALSE(m.interval.has_value());
    CHECK_FALSE(m.p.has_value());
    CHECK(m.parameters.at("test_undefined").find("Mantel and Fleiss") != std::string::npos);
    CHECK(m.parameters.at("interval_undefined") == m.parameters.at("test_undefined"));
    CHECK_FALSE(m.parameters.contains("common_odds_ratio"));
}
