// Tables measured from the command line: every form of data, with what each file may look like.
#include <algorithm>

#include <fmt/format.h>

#include "core/json.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

using tests::Party;
using tests::put;

Command measure_command();

namespace {

struct Bench {
    Bench() : expert(scratch.path() / "expert") {}

    ExitCode run(std::vector<std::string> words) {
        for (const char* resampled : {"--score", "--layout", "--likelihood-ratio", "--residents"})
            if (std::find(words.begin(), words.end(), resampled) != words.end() &&
                std::find(words.begin(), words.end(), "--metric") == words.end())
                words.insert(words.end(), {"--replicates", "1000"});
        return expert.run(measure_command(), words);
    }
    // Code and place of what is refused.
    std::string problem(const std::vector<std::string>& words) {
        const auto arguments = parse_arguments(measure_command(), words);
        if (!arguments) return arguments.error().code;
        const auto done = measure_command().run(expert.files_context, *arguments);
        if (done) return "none";
        const auto& where = done.error().where;
        return done.error().code +
               (where ? fmt::format(" {}:{}", where->line, where->column) : std::string());
    }
    void file(const char* name, const std::string& text) { put(expert.folder / name, text); }

    // The figures of a run with --json, by id; they are checked to be there.
    Json::Object figures(std::vector<std::string> words) {
        words.emplace_back("--json");
        const ExitCode code = run(std::move(words));
        INFO(expert.said());
        REQUIRE(code == ExitCode::done);
        const auto json = parse_json(expert.world.out.str());
        REQUIRE(json);
        Json::Object by_id;
        for (const Json& one : *json->find("measurements")->array())
            by_id.emplace(*one.find("id")->string(), one);
        return by_id;
    }

    isonomia::tests::ScratchFolder scratch;
    Party expert;
};

double value_of(const Json::Object& figures, const std::string& id) {
    INFO(id);
    REQUIRE(figures.contains(id));
    REQUIRE(figures.at(id).find("value") != nullptr);
    return *figures.at(id).find("value")->number();
}

// Four people in two groups, two photographs each, every photograph against every other person's
// first; the same person scores 0.9, others 0.1, but q2 and q3 resemble each other.
std::string comparisons(int layout) {
    std::string text = layout == 0 ? "probe,gallery,shot,sex_p,sex_g,score\n" : "";
    for (int p = 1; p <= 4; ++p)
        for (int shot = 1; shot <= 2; ++shot)
            for (int g = 1; g <= 4; ++g) {
                const bool alike = (p == 2 && g == 3) || (p == 3 && g == 2);
                const double score = p == g ? 0.9 : alike ? 0.7 : 0.1;
                const auto sex = [](int person) { return person <= 2 ? "w" : "m"; };
                if (layout == 0)
                    text +=
                        fmt::format("q{},q{},s{},{},{},{}\n", p, g, shot, sex(p), sex(g), score);
                else if (layout == 4)
                    text += fmt::format("q{} q{}  s{}\t{}\n", g, p, shot, score);
                else
                    text += fmt::format("q{} model{} q{} s{} {}\n", g, g, p, shot, score);
            }
    return text;
}

}  // namespace

TEST_CASE("measure: nothing, a file that is not there, columns that are not there") {
    Bench bench;
    bench.file("empty.csv", "");
    bench.file("head.csv", "y,f,g\n");
    CHECK(bench.run({}) == ExitCode::usage);
    CHECK(bench.run({"nothing.csv", "--outcome", "y", "--prediction", "f"}) == ExitCode::failed);
    CHECK(bench.run({"empty.csv", "--outcome", "y", "--prediction", "f"}) == ExitCode::failed);
    CHECK(bench.run({"head.csv"}) == ExitCode::usage);
    CHECK(bench.problem({"head.csv", "--outcome", "y", "--prediction", "x"}) == "T0101 1:1");
    CHECK(bench.run({"head.csv", "--area", "y"}) == ExitCode::usage);
    CHECK(bench.run({"head.csv", "--outcome", "y", "--prediction", "f", "--group", "g"}) ==
          ExitCode::done);
}

TEST_CASE("measure: what could have been found, and stated errors, stand in the text too") {
    Bench bench;
    bench.file("few.csv", "y,f,g\n1,1,a\n0,1,a\n0,0,a\n1,0,b\n0,1,b\n0,0,b\n");
    const auto text = [&](std::vector<std::string> words) {
        for (const char* word : {"few.csv", "--outcome", "y", "--prediction", "f", "--group", "g"})
            words.emplace_back(word);
        REQUIRE(bench.run(words) == ExitCode::done);
        return bench.expert.world.out.str();
    };
    const auto says = [](const std::string& all, const char* part) {
        INFO(all);
        CHECK(all.find(part) != std::string::npos);
    };
    // A figure without an interval has a test all the same.
    says(text({"--metric", "between_group_theil"}), "not significant; least p attainable 0.");
    const std::string errors = text({"--metric", "accuracy", "--metric", "balanced_accuracy",
                                     "--truth-sensitivity", "0.9", "--group-label-error", "0.1"});
    says(errors, "with outcomes wrong as stated [");
    says(errors, "with group labels wrong as stated [");
    says(errors, "no bounds for wrong group labels: only rates");
    CHECK(bench.problem({"few.csv", "--outcome", "y", "--prediction", "f", "--group", "g",
                         "--group-label-error", "0.5"}) == "U0006");
}

TEST_CASE("measure: bad cells are refused with line and column") {
    Bench bench;
    bench.file("score.csv", "y,s\n1,0.5\n0,high\n");
    CHECK(bench.problem({"score.csv", "--outcome", "y", "--score", "s"}) == "T0103 3:3");
    bench.file("nan.csv", "y,s\n1,nan\n");
    CHECK(bench.problem({"nan.csv", "--outcome", "y", "--score", "s"}) == "T0103 2:3");
    bench.file("inf.csv", "y,s\n1,inf\n");
    CHECK(bench.problem({"inf.csv", "--outcome", "y", "--score", "s"}) == "T0103 2:3");
    bench.file("three.csv", "y,f\n1,1\n2,1\n");
    CHECK(bench.problem({"three.csv", "--outcome", "y", "--prediction", "f"}) == "T0102 3:1");
    bench.file("weight.csv", "y,f,w\n1,1,-2\n");
    CHECK(bench.problem({"weight.csv", "--outcome", "y", "--prediction", "f", "--weight", "w"}) ==
          "T0107 2:5");
    bench.file("short", "q1 q2 0.5\n");
    CHECK(bench.problem({"short", "--layout", "scores-4"}).find(" 1:") != std::string::npos);
    bench.file("words", "q1 q2 s1 0.5\nq1 q3 s1 high\n");
    CHECK(bench.problem({"words", "--layout", "scores-4"}).find("T0103 2:") == 0);
}

TEST_CASE("measure: comparisons, the same from a table and from both layouts of score files") {
    Bench bench;
    bench.file("pairs.csv", comparisons(0));
    bench.file("four", comparisons(4));
    bench.file("five", comparisons(5));
    const auto table = bench.figures({"pairs.csv", "--probe", "probe", "--gallery", "gallery",
                                      "--score", "score", "--probe-sample", "shot", "--probe-group",
                                      "sex_p", "--gallery-group", "sex_g", "--threshold", "0.6",
                                      "--case-score", "0.7", "--gallery-size", "100"});
    const auto four = bench.figures({"four", "--layout", "scores-4", "--threshold", "0.6"});
    const auto five = bench.figures({"five", "--layout", "scores-5", "--threshold", "0.6"});
    CHECK(value_of(table, "pairs/false_match_rate") == 4.0 / 24);
    CHECK(value_of(table, "pairs/false_non_match_rate") == 0);
    CHECK(value_of(table, "pairs/false_positive_identification_rate") == 0.5);
    CHECK(value_of(table, "pairs/false_negative_identification_rate") == 0);
    CHECK(value_of(table, "pairs/true_positive_identification_rate") == 1);
    CHECK(value_of(table, "pairs/failure_to_acquire_rate") == 0);
    CHECK(value_of(table, "pairs/case_score_false_match_rate") == 4.0 / 24);
    CHECK(value_of(table, "pairs/false_match_rate/sex_p=w") == 0);
    for (const char* id :
         {"pairs/equal_error_rate", "pairs/det_curve", "pairs/cmc_curve",
          "pairs/cross_group_false_match_rate/by sex_p", "pairs/garbe/by sex_p",
          "pairs/fairness_discrepancy_rate/by sex_p", "pairs/inequity_rate/by sex_p",
          "pairs/false_match_rate_max_over_mean/by sex_p",
          "pairs/false_non_match_rate_max_over_mean/by sex_p",
          "pairs/case_score_false_match_in_gallery"})
        CHECK(table.contains(id));
    for (const auto& [prefix, figures] : {std::pair{"four", &four}, std::pair{"five", &five}})
        for (const char* metric :
             {"false_match_rate", "false_non_match_rate", "false_positive_identification_rate",
              "true_positive_identification_rate", "equal_error_rate", "failure_to_acquire_rate"})
            CHECK(value_of(*figures, fmt::format("{}/{}", prefix, metric)) ==
                  value_of(table, fmt::format("pairs/{}", metric)));
}

TEST_CASE("measure: likelihood ratios, in each of three scales") {
    Bench bench;
    bench.file("plain.csv", "h1,lr\n1,3\n1,3\n0,0.5\n0,0.5\n");
    bench.file("tens.csv", "h1,lr\n1,1\n1,1\n0,-1\n0,1000\n");
    const auto plain = bench.figures({"plain.csv", "--outcome", "h1", "--likelihood-ratio", "lr"});
    // log2(1 + 1/3) for H1, log2(1 + 1/2) for H2, halved: .4150375 and .5849625
    CHECK(std::abs(value_of(plain, "plain/cllr") - .5) < 1e-9);
    for (const char* metric :
         {"cllr_min", "cllr_calibration_loss", "dev_pav", "misleading_evidence_h1",
          "misleading_evidence_h2", "empirical_lower_bound", "invariance_upper_bound",
          "tippett_curve", "empirical_cross_entropy"})
        CHECK(plain.contains(fmt::format("plain/{}", metric)));
    // A ratio of 10^1000 is finite evidence: its cost is about 1000 log2(10) for one of two.
    const auto tens =
        bench.figures({"tens.csv", "--outcome", "h1", "--log10-likelihood-ratio", "lr"});
    CHECK(std::abs(value_of(tens, "tens/cllr") - 830.55) < 0.1);
    const auto natural = bench.figures(
        {"tens.csv", "--outcome", "h1", "--ln-likelihood-ratio", "lr", "--case-score", "2.5"});
    CHECK(natural.contains("tens/case_likelihood_ratio"));
    CHECK(bench.run({"plain.csv", "--outcome", "h1", "--likelihood-ratio", "lr",
                     "--log10-likelihood-ratio", "lr"}) != ExitCode::done);
}

TEST_CASE("measure: attempts, areas and periods") {
    Bench bench;
    bench.file("tries.csv", "who,g,failed\np1,a,1\np1,a,0\np2,b,1\np3,b,1\n");
    const auto tries = bench.figures({"tries.csv", "--not-acquired", "failed", "--positive",
                                      "failed=1", "--group", "g", "--reference", "g=a"});
    CHECK(value_of(tries, "tries/failure_to_acquire_rate/g=b") == 1);
    CHECK(value_of(tries, "tries/failure_to_acquire_rate_difference/g=b~g=a") == 0.5);
    const auto enrolled =
        bench.figures({"tries.csv", "--not-enrolled", "failed", "--person", "who"});
    CHECK(value_of(enrolled, "tries/failure_to_enrol_rate") == 0.75);
    bench.file("beats.csv", "beat,w,b,hours\nA,30,10,40\nB,10,30,120\n");
    const auto beats =
        bench.figures({"beats.csv", "--area", "beat", "--residents", "w,b", "--exposure", "hours"});
    CHECK(value_of(beats, "beats/area_exposure/residents=b") == 2.5);
    std::string months = "y,s,when\n";
    for (int i = 0; i < 40; ++i)
        months += fmt::format("{},{},2024-0{}-01\n", i % 2, i % 7, 1 + i % 2);
    bench.file("months.csv", months);
    const auto watch = bench.figures({"months.csv", "--outcome", "y", "--score", "s", "--time",
                                      "when", "--period", "month", "--baseline", "2024-01"});
    CHECK(watch.contains("months/population_stability_index/when=2024-02~when=2024-01"));
}

TEST_CASE("measure: counts and published rates that a matter holds need no file") {
    Bench bench;
    bench.file("matter.xml",
               "<matter xmlns=\"urn:isonomia:matter:1\" id=\"m\" language=\"en\" "
               "jurisdiction=\"FR\"><title>t</title><question>q"
               "</question><datasets><dataset id=\"c\" title=\"t\" form=\"counts\"><count "
               "true-positives=\"9\" false-positives=\"3\" true-negatives=\"5\" "
               "false-negatives=\"1\"/></dataset><dataset id=\"r\" title=\"t\" form=\"rates\">"
               "<rate metric=\"failure_to_enrol_rate\" value=\"1.5%\"/></dataset></datasets>"
               "</matter>");
    const auto counts = bench.figures({"--spec", "matter.xml", "--dataset", "c"});
    CHECK(value_of(counts, "c/false_positive_rate") == 3.0 / 8);
    const auto rates = bench.figures({"--spec", "matter.xml", "--dataset", "r"});
    CHECK(value_of(rates, "r/failure_to_enrol_rate") == 0.015);
    CHECK(*rates.at("r/failure_to_enrol_rate").find("basis")->string() == "reported");
    CHECK(bench.run({"--spec", "matter.xml", "--dataset", "none"}) == ExitCode::usage);
}

TEST_CASE("measure: --metric selects in every form, and says what it needs") {
    Bench bench;
    bench.file("rows.csv", "y,p,s,g\n1,1,3,a\n0,1,2,a\n0,0,1,b\n1,0,4,b\n");
    const std::vector<std::string> rows{"rows.csv",     "--outcome",  "y",
                                        "--prediction", "p",          "--positive",
                                        "y=1",          "--positive", "p=1"};
    const std::vector<std::string> scores{"rows.csv", "--outcome",  "y",  "--score",
                                          "s",        "--positive", "y=1"};
    const auto with = [](std::vector<std::string> words, const std::vector<std::string>& more) {
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    for (const char* metric : {"disparate_impact_ratio", "equalized_odds"}) {
        CHECK(bench.problem(with(rows, {"--metric", metric})) == "S0112");
        CHECK(bench.problem(with(rows, {"--metric", metric, "--group", "g"})) == "S0112");
        CHECK(bench.problem(with(
                  rows, {"--metric", metric, "--group", "g", "--reference", "g=a"})) == "none");
    }
    CHECK(bench.problem(with(scores, {"--metric", "no_such"})) == "S0112");
    CHECK(bench.problem(with(scores, {"--metric", "cllr"})) == "S0112");
    const auto only = bench.figures(with(scores, {"--metric", "auc"}));
    CHECK(only.size() == 1);
    REQUIRE(bench.run(with(scores, {"--metric", "auc"})) == ExitCode::done);
}

TEST_CASE("measure: what is declared without effect is refused by the name of the option") {
    Bench bench;
    bench.file("rows.csv", "y,p,s,g,t\n1,1,3,a,1\n0,1,2,a,1\n0,0,1,b,2\n1,0,4,b,2\n");
    const auto refused = [&](const std::vector<std::string>& more, const char* word) {
        std::vector<std::string> words{"rows.csv", "--outcome", "y",           "--prediction", "p",
                                       "--group",  "g",         "--reference", "g=a"};
        words.insert(words.end(), more.begin(), more.end());
        CHECK(bench.run(words) != ExitCode::done);
        INFO(bench.expert.said());
        return bench.expert.said().find(word) != std::string::npos;
    };
    CHECK(refused({"--time", "t"}, "'--time'"));
    CHECK(refused({"--threshold", "2"}, "'--threshold'"));
    CHECK(refused({"--intersections"}, "'--intersections'"));
    CHECK(refused({"--stratum", "t"}, "stratum column"));
    CHECK(refused({"--replicates", "2000"}, "2000 replicates"));
    CHECK(refused({"--seed", "3"}, "seed 3"));
    CHECK(bench.problem({"rows.csv", "--outcome", "y", "--prediction", "p", "--group", "g",
                         "--family", "f"}) == "S0115");
}

TEST_CASE("measure: what missing values leave open stands beside each figure") {
    Bench bench;
    bench.file("part.csv", "y,s,g\n1,.8,a\n0,.2,a\n,.5,a\n1,,b\n0,.1,b\n1,.9,b\n");
    bench.run({"part.csv", "--outcome", "y", "--score", "s", "--group", "g"});
    const std::string text = bench.expert.world.out.str();
    INFO(text);
    CHECK(text.find("with missing values [0.666667, 1]") != std::string::npos);
    CHECK(text.find("with missing values points up to 0 lower, 0.166667 higher") !=
          std::string::npos);
    CHECK(text.find("no bounds for missing values: only AUC") != std::string::npos);
}

TEST_CASE("measure: separators and blanks in a header are recognised") {
    Bench bench;
    bench.file("semi.csv", "y;p\n1;1\n");
    bench.file("blank.csv", "y, p\n1,1\n");
    const std::vector<std::string> options{"--outcome", "y", "--prediction", "p"};
    const auto said = [&](const std::string& file) {
        std::vector<std::string> words{file};
        words.insert(words.end(), options.begin(), options.end());
        bench.run(words);
        return bench.expert.said();
    };
    CHECK(said("semi.csv").find("separated by ';'") != std::string::npos);
    CHECK(said("blank.csv").find("blanks around the name") != std::string::npos);
}

}  // namespace isonomia::cli
