#include "explain/explain.hpp"

#include <cmath>

#include "core/random.hpp"
#include "core/text.hpp"
#include "explain/background.hpp"
#include "tests/catch.hpp"
#include "tests/explain/brute_force.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

class Workbench {
public:
    fs::path file(const std::string& name, std::string_view text) {
        const fs::path path = folder_.path() / name;
        const auto written = files_.write(path, text);
        REQUIRE(written.has_value());
        return path;
    }

private:
    tests::ScratchFolder folder_;
    DiskFiles files_;
};

ScoreModel person(ModelForm form, std::map<std::string, std::string> inputs) {
    ScoreModel model;
    model.id = "M";
    model.form = form;
    model.exhibit = "E1";
    model.inputs = std::move(inputs);
    return model;
}

constexpr auto points = ModelForm::points_table;
constexpr auto linear = ModelForm::linear;

Error refused(ModelForm form, std::string_view table, std::map<std::string, std::string> inputs,
              std::optional<std::string_view> background = std::nullopt) {
    Workbench bench;
    const auto at = bench.file("table.csv", table);
    std::optional<fs::path> others;
    if (background) others = bench.file("others.csv", *background);
    const auto result = explain::explain(person(form, std::move(inputs)), at, others);
    REQUIRE_FALSE(result.has_value());
    CHECK_FALSE(result.error().hint.empty());
    REQUIRE(result.error().where.has_value());
    return result.error();
}

std::string at(const Error& error) {
    return error.code + " " + std::to_string(error.where->line) + ":" +
           std::to_string(error.where->column);
}

}  // namespace

TEST_CASE("a faulty table is refused at its place") {
    CHECK(at(refused(points, "feature,value\nage,1\n", {})) == "E0101 1:1");
    CHECK(at(refused(points, "feature,points\nage,1\n", {})) == "E0101 1:1");
    CHECK(at(refused(points, "feature,value,point\nage,1,2\n", {})) == "E0102 1:15");
    CHECK(at(refused(points, "feature,value,points\nage,a,two\n", {})) == "E0103 2:7");
    CHECK(at(refused(points, "feature,value,points\nage,a,\n", {})) == "E0103 2:7");
    CHECK(at(refused(linear, "feature,weight\nage,nan\n", {})) == "E0103 2:5");
    CHECK(at(refused(linear, "feature,weight\nage,1e999\n", {})) == "E0103 2:5");
    CHECK(at(refused(points, "feature,value,points\nage,a,1\nsex,m,1\nage,a,2\n", {})) ==
          "E0104 4:1");
    CHECK(at(refused(linear, "feature,weight\nage,1\nage,2\n", {})) == "E0104 3:1");
    CHECK(at(refused(linear, "feature,weight\n(intercept),1\n(intercept),2\n", {})) == "E0104 3:1");
    CHECK(at(refused(points, "feature,from,to,points\nage,18,25,1\nage,25,30,2\n", {})) ==
          "E0105 3:1");
    CHECK(at(refused(points, "feature,from,to,points\nage,18,,1\nage,25,30,2\n", {})) ==
          "E0105 3:1");
    CHECK(at(refused(points, "feature,value,from,to,points\nage,a,1,2,1\n", {})) == "E0106 2:1");
    CHECK(at(refused(points, "feature,value,from,to,points\nage,,,,1\n", {})) == "E0106 2:1");
    CHECK(at(refused(points, "feature,from,to,points\nage,9,1,1\n", {})) == "E0107 2:5");
    CHECK(at(refused(points, "feature,value,points\n", {})) == "E0108 1:1");
    CHECK(at(refused(points, "feature,value,points\n ,a,1\n", {})) == "E0108 2:1");
    CHECK(at(refused(points, "feature,value,points,share\nage,a,1,.5\nage,b,1,.4\n", {})) ==
          "E0109 2:1");
    CHECK(at(refused(points, "feature,value,points,share\nage,a,1,1\nage,b,1,\n", {})) ==
          "E0109 2:1");
    CHECK(at(refused(points, "feature,value,points,share\nage,a,1,-1\nage,b,1,2\n", {})) ==
          "E0109 2:1");
    CHECK(refused(points, "", {}).code == "T0001");
}

TEST_CASE("a person's values must fit the table, and nothing is guessed") {
    constexpr std::string_view table = "feature,from,to,points\nage,,25,2\nage,26,,0\n";
    CHECK(at(refused(points, table, {})) == "E0201 2:1");
    const Error unknown = refused(points, table, {{"age", "30"}, {"aje", "30"}});
    CHECK(unknown.code == "E0202");
    CHECK(unknown.hint.find("did you mean 'age'") != std::string::npos);
    CHECK(at(refused(points, table, {{"age", "25.5"}})) == "E0203 2:1");
    CHECK(at(refused(points, table, {{"age", ""}})) == "E0203 2:1");
    CHECK(at(refused(points, table, {{"age", "inf"}})) == "E0203 2:1");
    CHECK(at(refused(linear, "feature,weight\nage,2\n", {{"age", "old"}})) == "E0204 2:1");
    CHECK(refused(linear, "feature,weight\na,1e300\n", {{"a", "1e300"}}).code == "E0204");
}

TEST_CASE("comparison persons must fit the table") {
    constexpr std::string_view table = "feature,value,points\nage,young,2\nage,old,0\n";
    CHECK(at(refused(points, table, {{"age", "old"}}, "id,ages\n1,old\n")) == "E0301 1:1");
    CHECK(refused(points, table, {{"age", "old"}}, "age\n").code == "E0302");
    CHECK(at(refused(points, table, {{"age", "old"}}, "id,age\n1,old\n2,middle\n")) == "E0303 3:3");
}

TEST_CASE("the brute-force oracle gives the published values") {
    // f = x0 x2 + x1 + x2 + x2 x3 at ones, zeros otherwise; the fifth feature plays no part.
    const auto shares = tests::brute_force_shapley(5, [](std::uint32_t on) {
        const auto x = [&](unsigned i) { return static_cast<double>(on >> i & 1U); };
        return x(0) * x(2) + x(1) + x(2) + x(2) * x(3);
    });
    const std::vector<double> expected{.5, 1, 2, .5, 0};
    for (std::size_t i = 0; i < 5; ++i)
        CHECK(shares[i] == Approx(expected[i]).margin(1e-14));
}

TEST_CASE("a points table: score, claimed score and attributions") {
    Workbench bench;
    const auto table =
        bench.file("table.csv",
                   "feature,value,from,to,points\n(intercept),,,,1\n"
                   "age,,,25,3\nage,,26,45,1\nage,,46,,0\ncharge,felony,,,2\ncharge,other,,,0\n");
    const auto others = bench.file(
        "others.csv", "id,charge,age\n1,felony,20\n2,other,30\n3,other,70\n4,other,45\n");
    ScoreModel model = person(points, {{"age", "25"}, {"charge", "felony"}});
    model.claimed_score = 7;
    model.background = "E2";
    const auto result = explain::explain(model, table, others);
    REQUIRE(result.has_value());
    REQUIRE(result->size() == 2);
    const Measurement& score = result->at(0);
    CHECK(score.id == "M/recomputed_score");
    CHECK(score.value == 6);
    CHECK(score.parameters.at("equals_claimed") == "false");
    CHECK(score.parameters.at("difference") == "-1");
    const Measurement& shares = result->at(1);
    CHECK(shares.form == ResultForm::series);
    REQUIRE(shares.series.size() == 2);
    CHECK(shares.series[0].label == "age = 25");
    CHECK(shares.series[0].value == 3 - 5.0 / 4);
    CHECK(shares.series[1].label == "charge = felony");
    CHECK(shares.series[1].value == 2 - 0.5);
    CHECK(shares.n == 4);
    CHECK(shares.parameters.at("additivity_error") == "0");
    CHECK(shares.parameters.at("mean_score") == "2.75");
    CHECK(shares.exhibits == std::vector<std::string>{"E1", "E2"});

    model.claimed_score = 6;
    CHECK(explain::explain(model, table, others)->at(0).parameters.at("equals_claimed") == "true");
    model.claimed_score.reset();
    CHECK(explain::explain(model, table, others)->at(0).parameters.count("equals_claimed") == 0);
}

TEST_CASE("without anybody to compare with, attributions are undefined and say why") {
    Workbench bench;
    const auto table = bench.file("table.csv", "feature,value,points\nage,old,2\n");
    const auto result = explain::explain(person(points, {{"age", "old"}}), table, std::nullopt);
    REQUIRE(result.has_value());
    CHECK(result->at(0).value == 2);
    CHECK_FALSE(result->at(1).value.has_value());
    CHECK(result->at(1).series.empty());
    CHECK(result->at(1).undefined_reason ==
          "there are no comparison persons, and the table gives no shares for 'age'");
}

TEST_CASE("shares and baselines in the table stand for comparison persons") {
    Workbench bench;
    const auto table = bench.file(
        "t.csv",
        "feature,value,points,share\nage,young,4,.25\nage,old,0,.75\nsex,m,1,0.5\nsex,f,2,0.5\n");
    const auto a =
        explain::explain(person(points, {{"age", "young"}, {"sex", "f"}}), table, std::nullopt);
    REQUIRE(a.has_value());
    CHECK(a->at(1).series.at(0).value == 3);
    CHECK(a->at(1).series.at(1).value == 0.5);
    const auto weights =
        bench.file("w.csv", "feature,weight,baseline,unit\n(intercept),-1,,\nage,-0.5,30,years\n");
    const auto b = explain::explain(person(linear, {{"age", "20"}}), weights, std::nullopt);
    REQUIRE(b.has_value());
    CHECK(b->at(0).value == -11);
    CHECK(b->at(1).series.at(0).value == 5);
    CHECK(b->at(1).parameters.at("compared_with") == "the baselines in the table");
}

TEST_CASE("attributions agree with brute force over all coalitions, on random linear scores") {
    SeededRandom random(20251122);
    const auto draw = [&] {
        std::array<std::uint8_t, 4> bytes{};
        random.fill(bytes);
        return (bytes[0] * 65536.0 + bytes[1] * 256.0 + bytes[2]) / 8192.0 - 1024.0;
    };
    for (std::size_t features = 1; features <= 11; features += 2) {
        Workbench bench;
        std::string table = "feature,weight\n(intercept)," + shortest(draw()) + "\n";
        std::string header;
        std::vector<double> weight;
        ScoreModel model = person(linear, {});
        for (std::size_t f = 0; f < features; ++f) {
            weight.push_back(draw());
            const std::string name = "f" + std::to_string(f);
            table += name + "," + shortest(weight[f]) + "\n";
            header += (f == 0 ? "" : ",") + name;
            model.inputs[name] = shortest(draw());
        }
        std::vector<std::vector<double>> people(7, std::vector<double>(features));
        std::string rows = header + "\n";
        for (auto& values : people) {
            for (std::size_t f = 0; f < features; ++f) {
                values[f] = draw();
                rows += (f == 0 ? "" : ",") + shortest(values[f]);
            }
            rows += "\n";
        }
        const auto result =
            explain::explain(model, bench.file("t.csv", table), bench.file("b.csv", rows));
        REQUIRE(result.has_value());
        const auto worth = [&](std::uint32_t on) {
            double sum = 0;
            for (const auto& values : people)
                for (std::size_t f = 0; f < features; ++f) {
                    const double own = *parse_number(model.inputs.at("f" + std::to_string(f)));
                    sum += weight[f] * ((on >> f & 1U) != 0 ? own : values[f]);
                }
            return sum / static_cast<double>(people.size());
        };
        const auto expected = tests::brute_force_shapley(features, worth);
        double size = 1;
        for (const double share : expected)
            size += std::abs(share);
        for (std::size_t f = 0; f < features; ++f)
            CHECK(std::abs(*result->at(1).series.at(f).value - expected[f]) <= 1e-12 * size);
        CHECK(*parse_number(result->at(1).parameters.at("additivity_error")) <= 1e-12);
    }
}
