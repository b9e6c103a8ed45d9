#include "core/dataset_uses.hpp"

#include "tests/catch.hpp"

using namespace isonomia;

namespace {

Dataset of(DataForm form, std::vector<ColumnRole> roles) {
    Dataset dataset;
    dataset.form = form;
    for (const ColumnRole role : roles) {
        Column column;
        column.name = to_text(role);
        column.role = role;
        dataset.columns.push_back(std::move(column));
    }
    return dataset;
}

std::string first_unused(const Dataset& dataset) {
    const auto list = unused_in(dataset);
    return list.empty() ? "" : list.front().declaration;
}

}  // namespace

TEST_CASE("every role has a form that uses it, and nothing declared leaves nothing unused") {
    for (const std::string_view form : all_names<DataForm>())
        CHECK(unused_in(of(*from_text<DataForm>(form), {})).empty());
    for (const std::string_view name : all_names<ColumnRole>()) {
        int forms = 0;
        for (const std::string_view form : all_names<DataForm>())
            forms += uses(*from_text<DataForm>(form), *from_text<ColumnRole>(name)) ? 1 : 0;
        CHECK(forms > 0);
    }
}

TEST_CASE("roles that a form would leave aside") {
    using enum ColumnRole;
    CHECK(first_unused(of(DataForm::scores, {outcome, score, stratum})) == "stratum");
    CHECK(first_unused(of(DataForm::scores, {outcome, score, weight})) == "weight");
    CHECK(first_unused(of(DataForm::comparisons, {probe, gallery, score, group})) == "group");
    CHECK(first_unused(of(DataForm::comparisons, {probe, gallery, score, person})) == "person");
    const auto ratios = of(DataForm::likelihood_ratios, {outcome, likelihood_ratio, time});
    CHECK(first_unused(ratios) == "time");
    CHECK(first_unused(of(DataForm::areas, {area, residents, exposure, group})) == "group");
    CHECK(first_unused(of(DataForm::attempts, {not_acquired, prediction})) == "prediction");
    CHECK(first_unused(of(DataForm::rows, {outcome, prediction, score})) == "score");
    CHECK(first_unused(of(DataForm::rows, {outcome, prediction, time})) == "time");
    CHECK(unused_in(of(DataForm::rows, {outcome, prediction, group, person, stratum})).empty());
}

TEST_CASE("declarations that a form would leave aside") {
    using enum ColumnRole;
    Dataset scores = of(DataForm::scores, {outcome, score, group});
    scores.threshold = 0.5;
    CHECK(unused_in(scores).front().why == "declares threshold without a time column");
    scores.columns.push_back({"t", time, "", {}, {}, ""});
    CHECK(unused_in(scores).empty());
    scores.family = "f";
    scores.truth_sensitivity = 0.9;
    CHECK(unused_in(scores).size() == 2);

    Dataset weighted = of(DataForm::rows, {outcome, prediction, weight});
    weighted.truth_specificity = 0.9;
    CHECK(first_unused(weighted) == "truth-specificity");

    Dataset no_groups = of(DataForm::rows, {outcome, prediction});
    no_groups.group_label_error = 0.1;
    CHECK(first_unused(no_groups) == "group-label-error");
    no_groups.columns.push_back({"g", group, "", {}, {}, ""});
    CHECK(unused_in(no_groups).empty());
    no_groups.columns.push_back({"w", weight, "", {}, {}, ""});
    CHECK(first_unused(no_groups) == "group-label-error");

    Dataset ratios = of(DataForm::likelihood_ratios, {outcome, likelihood_ratio, group});
    ratios.columns.back().reference = "a";
    CHECK(first_unused(ratios) == "reference");

    Dataset comparisons = of(DataForm::comparisons, {probe, gallery, score});
    comparisons.gallery_size = 10;
    CHECK(first_unused(comparisons) == "gallery-size");
    comparisons.case_score = 1;
    CHECK(unused_in(comparisons).empty());

    Dataset areas = of(DataForm::areas, {area, residents, exposure});
    areas.intersections = true;
    areas.threshold = 1;
    CHECK(unused_in(areas).size() == 2);
    Dataset rates = of(DataForm::rates, {group});
    rates.threshold = 0.6;  // said beside each rate
    CHECK(unused_in(rates).empty());
    rates.columns.back().reference = "a";
    CHECK(first_unused(rates) == "reference");
    rates.columns.back().reference.clear();
    rates.seed = 3;
    CHECK(first_unused(rates) == "seed");
    rates.seed.reset();
    rates.family = "f";
    CHECK(first_unused(rates) == "family");
}

TEST_CASE("intersections need two group columns, which counts may name without declaring them") {
    using enum ColumnRole;
    Dataset rows = of(DataForm::rows, {outcome, prediction, group});
    rows.intersections = true;
    CHECK(unused_in(rows).front().why == "declares intersections without two group columns");
    rows.columns.push_back({"h", group, "", {}, {}, ""});
    CHECK(unused_in(rows).empty());
    Dataset pairs = of(DataForm::comparisons, {probe, gallery, score, probe_group, gallery_group});
    pairs.intersections = true;
    CHECK(first_unused(pairs) == "intersections");
    pairs.columns.push_back({"h", probe_group, "", {}, {}, ""});
    CHECK(unused_in(pairs).empty());
    Dataset counts = of(DataForm::counts, {});
    counts.intersections = true;
    CHECK(unused_in(counts).empty());
}
