// The result of a model or a program explained, from the command line.
#include <filesystem>

#include "core/json.hpp"
#include "core/text.hpp"
#include "tests/cli/case_support.hpp"
#include "tests/cli/unwrapped.hpp"

namespace isonomia::cli {

using tests::Party;
using tests::put;
using tests::unwrapped;

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

// One tree: 80 where both are 1, else 0; as many training rows in every leaf.
constexpr const char* both = R"({"version":[2,0,0],"learner":{
"feature_names":["a","b"],"feature_types":["float","float"],
"learner_model_param":{"base_score":"0E0","num_class":"0","num_feature":"2","num_target":"1"},
"objective":{"name":"reg:squarederror","reg_loss_param":{}},
"gradient_booster":{"name":"gbtree","model":{"gbtree_model_param":{"num_trees":"1"},
"tree_info":[0],"trees":[{"id":0,"base_weights":[0,0,0,0,0,0,80],"categories":[],
"categories_nodes":[],"categories_segments":[],"categories_sizes":[],
"default_left":[1,1,1,0,0,0,0],"left_children":[1,3,5,-1,-1,-1,-1],
"right_children":[2,4,6,-1,-1,-1,-1],"parents":[2147483647,0,0,1,1,2,2],
"loss_changes":[1,1,1,0,0,0,0],"split_conditions":[0.5,0.5,0.5,0,0,0,80],
"split_indices":[0,1,1,0,0,0,0],"split_type":[0,0,0,0,0,0,0],"sum_hessian":[4,2,2,1,1,1,1],
"tree_param":{"num_deleted":"0","num_feature":"2","num_nodes":"7","size_leaf_vector":"1"}}]}}}})";

// A program of a few lines of shell, asked about the first of three persons.
struct ExaminedProgram {
    isonomia::tests::ScratchFolder scratch;
    Party expert{scratch.path() / "expert"};

    explicit ExaminedProgram(const std::string& body) {
        put(expert.folder / "people.csv", "age\n20\n31\n44\n");
        put(expert.folder / "program", "#!/bin/sh\n" + body + "\n");
        fs::permissions(expert.folder / "program", fs::perms::owner_all);
    }
    ExitCode explain(std::vector<std::string> more = {}) {
        std::vector<std::string> words{"--oracle", "program",  "--data", "people.csv", "--row",
                                       "1",        "--output", "score",  "--record",   "r.jsonl"};
        words.insert(words.end(), more.begin(), more.end());
        fs::remove(expert.folder / "r.jsonl");
        return expert.run(explain_command(), words);
    }
    [[nodiscard]] bool says(const std::string& text) const {
        return unwrapped(expert.said()).find(text) != std::string::npos;
    }
    // What every explanation of a program says at its end.
    void check_ending() const {
        CHECK(says("isolation: "));
        CHECK(says("record: " + (expert.folder / "r.jsonl").string()));
    }
};

// Answers with the age, and repeats the id; `first` is done for each query, with its number in $n.
std::string by_age(const std::string& first) {
    return "n=0; while read -r line; do n=$((n+1)); id=${line#*:}; id=${id%%,*};"
           " age=${line##*age\\\":}; age=${age%%\\}*}; " +
           first + "; echo \"{\\\"id\\\":$id,\\\"score\\\":$age}\"; done";
}

}  // namespace

TEST_CASE("explain: what features add alone and in pairs; only a model's file shows it") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "people.csv", "a,b\n1,1\n0,1\n");
    put(expert.folder / "both.json", both);
    const auto run = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"--model", "both.json", "--data", "people.csv", "--row", "1"});
        return expert.run(explain_command(), more);
    };
    // 80 (1/2 + (a - 1/2)) (1/2 + (b - 1/2)): 20 for each alone, 20 for both together.
    CHECK(run({"--also", "interactions"}) == ExitCode::done);
    INFO(expert.said());
    CHECK(unwrapped(expert.said()).find("+20 a = 1 alone +20 a = 1 with b = 1 +20 b = 1 alone") !=
          std::string::npos);
    CHECK(run({"--also", "interactions", "--json"}) == ExitCode::done);
    const auto json = parse_json(expert.world.out.str());
    REQUIRE(json);
    const Json& last = json->find("measurements")->array()->back();
    CHECK(*last.find("metric") == Json("shapley_interactions"));
    CHECK(last.find("series")->array()->size() == 3);
    CHECK(*last.find("parameters")->find("base") == Json("20"));
    CHECK(run({"--also", "quality"}) == ExitCode::usage);
    put(expert.folder / "model.json", model);
    CHECK(expert.run(explain_command(), {"--model", "model.json", "--data", "sums.csv", "--row",
                                         "1", "--also", "interactions"}) == ExitCode::failed);
    put(expert.folder / "sums.csv", "priors,age\n1,30\n");
    CHECK(expert.run(explain_command(), {"--model", "model.json", "--data", "sums.csv", "--row",
                                         "1", "--also", "interactions"}) == ExitCode::done);
    CHECK(unwrapped(expert.said()).find("no two of them act together") != std::string::npos);
}

TEST_CASE("explain: each bar has its sign, and its range over those compared with") {
    const isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "people.csv", "a,b\n0,0\n0,1\n1,0\n1,1\n");
    put(expert.folder / "both.json", both);
    const auto said_of = [&](const std::string& row) {
        REQUIRE(expert.run(explain_command(), {"--model", "both.json", "--data", "people.csv",
                                               "--row", row, "--background", "people.csv"}) ==
                ExitCode::done);
        return expert.said();
    };
    // Against all four the values are published: (30, 30) and (10, -30). By hand against the two
    // with the lower results, (0,0) and (0,1), then the other two: row 4 has a 60 and 0, b 20 and
    // 40; row 3 has a 20 and 0, b -20 and -40.
    const std::string high = said_of("4");
    INFO(high);
    CHECK(high.find("  a = 1           +30  (+0 to +60)  ++++++++") != std::string::npos);
    CHECK(high.find("  b = 1           +30  (+20 to +40)  ++++++++") != std::string::npos);
    const std::string low = said_of("3");
    INFO(low);
    CHECK(low.find("-30  (-40 to -20)  --------") != std::string::npos);
    CHECK(low.find("+10  (+0 to +20)  +++") != std::string::npos);
}

TEST_CASE("explain: a program gets no more memory than --memory allows") {
#ifdef __SANITIZE_ADDRESS__
    WARN("not run: no limit of memory is set under the address sanitizer");
    return;
#endif
    // The last line of 48 MB without a line break is held in memory whole.
    ExaminedProgram greedy(by_age(
        "if head -c 48000000 /dev/zero | tail -n 1 >/dev/null 2>&1; then age=1; else age=0; fi"));
    const auto answer = [&](const std::string& megabytes) {
        CHECK(greedy.explain({"--memory", megabytes, "--json"}) == ExitCode::done);
        const auto json = parse_json(greedy.expert.world.out.str());
        REQUIRE(json);
        return *json->find("measurements")->array()->front().find("value");
    };
    CHECK(answer("32") == Json(0));
    CHECK(answer("1024") == Json(1));
}

TEST_CASE("explain: a program that crashes leaves no result, and the reason is said") {
    ExaminedProgram crashing("echo no licence >&2; exit 3");
    CHECK(crashing.explain({"--background", "people.csv"}) == ExitCode::adverse);
    INFO(crashing.expert.said());
    CHECK(crashing.says("the program gives no number for this row"));
    CHECK(crashing.says("the program went wrong: 11 faults, the last: "));
    CHECK(crashing.says("partial: given up after 10 restarts: the program ended with exit code 3"));
    CHECK(crashing.says("no licence"));
    crashing.check_ending();
}

TEST_CASE("explain: a program that hangs once is started anew, and that is said") {
    ExaminedProgram hanging(by_age("if [ $n = 4 ]; then sleep 60; fi"));
    CHECK(hanging.explain({"--patience", "1"}) == ExitCode::adverse);
    INFO(hanging.expert.said());
    CHECK(hanging.says("the last: no answer within 1000 ms"));
    CHECK_FALSE(hanging.says("partial"));
    hanging.check_ending();
}

TEST_CASE("explain: a program whose answers vary is found out, by text and by JSON") {
    ExaminedProgram counting(by_age("age=$n"));
    CHECK(counting.explain({"--background", "people.csv"}) == ExitCode::adverse);
    INFO(counting.expert.said());
    CHECK(counting.says(
        "the same query was answered in more than one way for 3 of 3 queries: 1, then "));
    CHECK_FALSE(counting.says("went wrong"));
    counting.check_ending();
    CHECK(counting.explain({"--json"}) == ExitCode::adverse);
    const auto json = parse_json(counting.expert.world.out.str());
    REQUIRE(json);
    CHECK(*json->find("answers_vary") == Json(true));
    CHECK(*json->find("partial") == Json(false));
    CHECK(json->find("record")->string()->find("r.jsonl") != std::string::npos);
    const auto& last = json->find("measurements")->array()->back();
    CHECK(*last.find("metric") == Json("answer_variation"));
    CHECK(*last.find("numerator") == Json(1));
}

TEST_CASE("explain: a program that floods, and one that prints a line too many") {
    ExaminedProgram flood("while read -r line; do yes | tr -d '\\n'; done");
    CHECK(flood.explain() == ExitCode::adverse);
    CHECK(flood.says("more than 1048576 bytes without an answer"));
    CHECK(flood.says("partial: given up after 10 restarts"));
    flood.check_ending();
    ExaminedProgram talkative(
        "while read -r line; do printf '{\"score\":1}\\n{\"score\":2}\\n'; done");
    CHECK(talkative.explain({"--json"}) == ExitCode::adverse);
    const auto json = parse_json(talkative.expert.world.out.str());
    REQUIRE(json);
    CHECK(json->find("faults")->string()->find("lines that nobody asked for") != std::string::npos);
    CHECK(*json->find("partial") == Json(true));
}

TEST_CASE("explain: a program that answers, and one that gives no number") {
    ExaminedProgram sound(by_age(":"));
    CHECK(sound.explain({"--background", "people.csv"}) == ExitCode::done);
    INFO(sound.expert.said());
    CHECK_FALSE(sound.says("went wrong"));
    CHECK_FALSE(sound.says("partial"));
    CHECK_FALSE(sound.says("the same query was answered"));
    sound.check_ending();
    CHECK(sound.explain({"--background", "people.csv", "--also", "interactions"}) ==
          ExitCode::usage);
    ExaminedProgram wordy(by_age("age='\"High\"'"));
    CHECK(wordy.explain() == ExitCode::adverse);
    CHECK(wordy.says("the program gives no number for this row"));
}

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

TEST_CASE("every row is explained into a table, and on average") {
    isonomia::tests::ScratchFolder scratch;
    Party expert(scratch.path() / "expert");
    put(expert.folder / "model.json", model);
    put(expert.folder / "people.csv", "priors,age\n1,20\n5,31\n");
    const auto explain = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"--model", "model.json", "--data", "people.csv"};
        words.insert(words.end(), more.begin(), more.end());
        return expert.run(explain_command(), words);
    };
    SECTION("against the training rows: base (6 * 1 + 4 * 3) / 10") {
        REQUIRE(explain({"--every-row", "values.csv"}) == ExitCode::done);
        const auto table = expert.files_context.files.read(expert.folder / "values.csv");
        REQUIRE(table);
        const auto lines = split(*table, '\n');
        REQUIRE(lines.size() == 4);
        CHECK(lines[0] == R"("row","result","margin","base","additivity error",)"
                          R"("added by priors","added by age")");
        const std::vector<std::vector<double>> wanted{{1, 1, 1, 1.8, 0, -0.8, 0},
                                                      {2, 3, 3, 1.8, 0, 1.2, 0}};
        for (std::size_t r = 0; r < wanted.size(); ++r)
            for (std::size_t c = 0; c < wanted[r].size(); ++c)
                CHECK(parse_number(split(lines[r + 1], ',').at(c)).value() ==
                      Approx(wanted[r][c]).margin(1e-15));
        CHECK(lines[3].empty());
        const std::string said = unwrapped(expert.said());
        CHECK(said.find("priors: 1, n = 2") != std::string::npos);
        CHECK(said.find("unanswered: 0") != std::string::npos);
        CHECK_FALSE(fs::exists(expert.folder / "values.csv.part"));
    }
    SECTION("against comparison persons") {
        put(expert.folder / "others.csv", "priors,age\n1,1\n9,9\n");
        REQUIRE(explain({"--every-row", "values.csv", "--background", "others.csv", "--json"}) ==
                ExitCode::done);
        const auto json = parse_json(expert.world.out.str());
        REQUIRE(json);
        const Json& overall = json->find("measurements")->array()->front();
        CHECK(*overall.find("id")->string() == "every-row/overall_attribution");
        CHECK(*overall.find("parameters")->find("base")->string() == "2");
    }
    SECTION("on a record, numbered") {
        REQUIRE(explain({"--every-row", "values.csv", "--case", "../case"}) == ExitCode::failed);
        CHECK_FALSE(fs::exists(expert.folder / "values.csv"));
    }
    SECTION("what is there stays, and a refusal leaves nothing") {
        put(expert.folder / "values.csv", "mine");
        CHECK(explain({"--every-row", "values.csv"}) == ExitCode::failed);
        CHECK(*expert.files_context.files.read(expert.folder / "values.csv") == "mine");
        CHECK(explain({"--every-row", "absent/values.csv"}) == ExitCode::failed);
        CHECK(expert.said().find("F0002") != std::string::npos);
        put(expert.folder / "others.csv", "priors,age\nmany,1\n");
        CHECK(explain({"--every-row", "new.csv", "--background", "others.csv"}) ==
              ExitCode::failed);
        CHECK_FALSE(fs::exists(expert.folder / "new.csv"));
        CHECK_FALSE(fs::exists(expert.folder / "new.csv.part"));
    }
    SECTION("options about one row are refused") {
        CHECK(explain({"--every-row", "values.csv", "--row", "1"}) == ExitCode::usage);
        CHECK(explain({"--every-row", "values.csv", "--threshold", "2"}) == ExitCode::usage);
        CHECK(explain({}) == ExitCode::usage);
    }
}

}  // namespace isonomia::cli
