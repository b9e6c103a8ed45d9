// The result of a model explained, from the command line.
#include "core/json.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::Party;
using tests::put;

Command explain_command();

namespace {

// One tree of XGBoost: 'priors' below 2 gives 1, else 3; the base is 0.
constexpr const char* model = R"({"version":[2,0,0],"learner":{
"feature_names":["priors","age"],"feature_types":["float","float"],
"learner_model_param":{"base_score":"0E0","num_class":"0","num_feature":"2","num_target":"1"},
"objective":{"name":"reg:squarederror","reg_loss_param":{}},
"gradient_booster":{"name":"gbtree","model":{"gbtree_model_param":{"num_trees":"1"},
"tree_info":[0],"trees":[{"id":0,"base_weights":[0,1,3],"categories":[],"categories_nodes":[],
"categories_segments":[],"categories_sizes":[],"default_left":[1,0,0],"left_children":[1,-1,-1],
"right_children":[2,-1,-1],"parents":[2147483647,0,0],"loss_changes":[1,0,0],
"split_conditions":[2,1,3],"split_indices":[0,0,0],"split_type":[0,0,0],
"sum_hessian":[10,6,4],"tree_param":{"num_deleted":"0","num_feature":"2","num_nodes":"3",
"size_leaf_vector":"1"}}]}}}})";

}  // namespace

TEST_CASE("explain: what is missing, malformed or out of range is refused with its place") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "people.csv", "priors,age\n1,30\n5,20\n");
    put(expert.folder / "other.csv", "convictions,age\n1,30\n");
    put(expert.folder / "broken.json", "{\"learner\":");
    put(expert.folder / "model.json", model);
    const auto run = [&](const std::string& file, const std::string& data, const std::string& row) {
        return expert.run(explain_command(), {"--model", file, "--data", data, "--row", row});
    };
    CHECK(expert.run(explain_command(), {}) == ExitCode::usage);
    CHECK(run("nothing.json", "people.csv", "1") == ExitCode::failed);
    CHECK(run("broken.json", "people.csv", "1") == ExitCode::failed);
    CHECK(run("model.json", "other.csv", "1") == ExitCode::failed);
    CHECK(expert.said().find("priors") != std::string::npos);
    CHECK(run("model.json", "people.csv", "3") != ExitCode::done);
    CHECK(run("model.json", "people.csv", "0") != ExitCode::done);
}

TEST_CASE("explain: the result, what each feature added, and the smallest change") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "people.csv", "priors,age\n1,30\n5,20\n");
    put(expert.folder / "model.json", model);
    CHECK(expert.run(explain_command(), {"--model", "model.json", "--data", "people.csv", "--row",
                                         "2", "--threshold", "2"}) == ExitCode::done);
    INFO(expert.said());
    CHECK(expert.said().find("priors") != std::string::npos);
    CHECK(expert.said().find('3') != std::string::npos);
    CHECK(expert.run(explain_command(), {"--model", "model.json", "--data", "people.csv", "--row",
                                         "2", "--json"}) == ExitCode::done);
    CHECK(parse_json(expert.world.out.str()));
}

}  // namespace isonomia::cli
