#include "explain/explain_file.hpp"

#include <fstream>

#include "explain/limits.hpp"
#include "tests/catch.hpp"
#include "tests/explain/random_model.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

// A linear score of two features, as a table; the reader knows it by its header.
constexpr const char* table = "feature,weight,baseline\n(intercept),1,\nage,-0.1,40\npriors,2,1\n";

ScoreModel declared() {
    ScoreModel model;
    model.id = "M";
    model.form = ModelForm::file;
    model.exhibit = "E1";
    model.system = "S";
    model.inputs = {{"age", "25"}, {"priors", "2"}};
    return model;
}

struct Folder {
    tests::ScratchFolder scratch;
    DiskFiles files;
    fs::path model = scratch.path() / "model.csv";
    fs::path persons = scratch.path() / "persons.csv";

    Folder() {
        std::ofstream(model) << table;
        std::ofstream(persons) << "age,priors\n30,0\n40,1\n50,2\n60,1\n";
    }
    Result<std::vector<Measurement>> explained(const ScoreModel& what) {
        return explain_file(files, what, {model, persons});
    }
};

}  // namespace

TEST_CASE("a model file that cannot answer the declared question is refused by name") {
    Folder folder;
    ScoreModel model = declared();
    model.output = "risk";
    CHECK(folder.explained(model).error().code == "E0604");
    model = declared();
    model.feature_names = {"age"};
    CHECK(folder.explained(model).error().code == "E0605");
    model = declared();
    model.frozen = {"sex"};
    CHECK(folder.explained(model).error().code == "E0606");
    model = declared();
    model.inputs.erase("age");
    CHECK(folder.explained(model).error().code == "E0201");
    model = declared();
    model.inputs["shoe"] = "44";
    CHECK(folder.explained(model).error().code == "E0202");
    CHECK(
        explain_file(folder.files, declared(), {folder.scratch.path() / "none", {}}).error().code ==
        "F0001");
}

TEST_CASE("the score is computed again, compared with the claim as it was rounded, and explained") {
    Folder folder;
    ScoreModel model = declared();
    model.claimed_score = 2.5;
    model.threshold = 2;
    model.frozen = {"age"};
    auto result = folder.explained(model);
    REQUIRE(result.has_value());
    REQUIRE(result->size() == 3);
    CHECK(result->at(0).id == "M/recomputed_score");
    CHECK(result->at(0).value == Approx(2.5));
    CHECK(result->at(0).system == "S");
    CHECK(result->at(0).parameters.at("equals_claimed") == "true");
    CHECK(result->at(1).series.at(1).value == Approx(2));
    CHECK(result->at(2).series.at(0).label == "priors: 2 to 1");
    model.claimed_score = 3;
    CHECK(folder.explained(model)->at(0).parameters.at("equals_claimed") == "true");
    model.claimed_score = 2.6;
    CHECK(folder.explained(model)->at(0).parameters.at("equals_claimed") == "false");
}

TEST_CASE("whole numbers change in whole numbers, and by standard deviations") {
    CHECK(limits_from({}, 2).at(1).scale == 1);
    CHECK_FALSE(limits_from({}, 2).at(1).whole);
    const auto limits = limits_from({{1, .5}, {3, .5}, {std::nan(""), .5}}, 2);
    CHECK(limits[0].whole);
    CHECK(limits[0].scale == Approx(std::sqrt(2.0)));
    CHECK_FALSE(limits[1].whole);
    CHECK(limits[1].scale == 1);
}
