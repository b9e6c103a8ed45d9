#include "fairness/asked.hpp"

#include "tests/catch.hpp"
#include "tests/fairness/measured_text.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::measure_text;
using isonomia::tests::person;
using isonomia::tests::rows_dataset;
using isonomia::tests::stratum;

namespace {

// "" where everything serves, else what the refusal says behind the name of the data set.
std::string refusal(const Dataset& dataset) {
    const auto wanted = selection_of(dataset);
    REQUIRE(wanted.has_value());
    const auto status = check_used(dataset, *wanted);
    if (status) return "";
    CHECK(status.error().code == "S0115");
    CHECK_FALSE(status.error().hint.empty());
    return status.error().message;
}

bool refused(const Dataset& dataset, std::string_view word) {
    return refusal(dataset).find(word) != std::string::npos;
}

}  // namespace

TEST_CASE("nothing declared beyond columns and metrics: nothing to refuse") {
    CHECK(refusal(rows_dataset({}, {})).empty());
    CHECK(refusal(rows_dataset({}, {"equalized_odds", "theil_index"})).empty());
}

TEST_CASE("a stratum column that nothing asked for uses is refused, before the rows are read") {
    CHECK(refused(rows_dataset({stratum}, {}), "stratum column"));
    CHECK(refused(rows_dataset({stratum}, {"equalized_odds"}), "stratum column"));
    for (const char* metric :
         {"false_positive_rate_stratified_difference", "conditional_demographic_disparity"})
        CHECK(refusal(rows_dataset({stratum}, {metric})).empty());
    const auto result = measure_text(rows_dataset({stratum}, {}), "no header\n");
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == "S0115");
}

TEST_CASE("replicates and a seed need something that is resampled") {
    Dataset rates = rows_dataset({}, {});
    rates.replicates = 5'000;
    CHECK(refused(rates, "5000 replicates"));
    rates.replicates = Dataset{}.replicates;  // what is drawn anyway
    CHECK(refusal(rates).empty());
    rates.seed = 7;
    CHECK(refused(rates, "seed 7"));
    rates.columns.push_back(person);  // rates of persons have a formula too
    CHECK(refused(rates, "seed 7"));
    const auto with = [](std::vector<Column> more, const char* metric) {
        Dataset dataset = rows_dataset(std::move(more), {metric});
        dataset.replicates = 5'000;
        dataset.seed = 7;
        return dataset;
    };
    CHECK(refused(with({}, "balanced_accuracy"), "replicates"));       // MOVER
    CHECK(refusal(with({person}, "balanced_accuracy")).empty());       // by person
    CHECK(refusal(with({}, "generalized_entropy_index")).empty());     // bootstrap
    CHECK(refusal(with({}, "between_group_theil")).empty());           // permutation
    Dataset split = with({}, "selection_rate_split_sample_subgroup");  // a seed alone
    CHECK(refused(split, "replicates"));
    split.replicates = Dataset{}.replicates;
    CHECK(refusal(split).empty());
}

TEST_CASE("a family without any comparison is refused") {
    Dataset dataset = rows_dataset({}, {});
    dataset.family = "f";
    CHECK(refusal(dataset).empty());
    dataset.columns[2].reference.clear();
    CHECK(refused(dataset, "family 'f'"));
    dataset.measures = {"selection_rate_worst_subgroup"};
    CHECK(refusal(dataset).empty());
    dataset.measures = {"theil_index"};
    CHECK(refused(dataset, "family 'f'"));
    dataset.measures = {"between_group_theil"};
    CHECK(refusal(dataset).empty());
}

TEST_CASE("forms that measure everything: a seed that serves none of what is kept is refused") {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = DataForm::scores;
    dataset.measures = {"auc"};
    Measurement auc;
    auc.metric = "auc";
    Measurement other;
    other.metric = "expected_calibration_error";
    std::vector<Measurement> none_drawn{auc, other};
    dataset.seed = 3;
    CHECK(keep_asked(dataset, none_drawn).has_value());  // too few rows, say: each says why
    other.seed = 3;
    std::vector<Measurement> list{auc, other};
    const auto status = keep_asked(dataset, list);
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().code == "S0115");
    dataset.seed.reset();
    list = {auc, other};
    CHECK(keep_asked(dataset, list).has_value());
    CHECK(list.size() == 1);
    dataset.replicates = 2'000;
    list = {auc, other};
    CHECK_FALSE(keep_asked(dataset, list).has_value());
    dataset.measures = {"expected_calibration_error"};
    list = {auc, other};
    CHECK(keep_asked(dataset, list).has_value());
}
