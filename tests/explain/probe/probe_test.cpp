#include "explain/probe/probe.hpp"

#include <cmath>
#include <map>
#include <set>

#include "explain/probe/search.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

// Answers by a function; nothing is no answer.
class Answering final : public Respondent {
public:
    using Function = std::function<std::optional<Json>(const Json&)>;
    explicit Answering(Function function) : function_(std::move(function)) {}
    std::vector<Answer> ask(std::span<const Json> queries) override {
        std::vector<Answer> answers;
        for (const Json& query : queries) {
            answers.push_back({function_(query), "", 0});
            if (answers.back().value) continue;
            answers.back().problem = "silent";
            ++unanswered_;
        }
        asked += queries.size();
        return answers;
    }
    std::string named() const override { return "a function"; }
    std::uint64_t unanswered() const override { return unanswered_; }
    std::uint64_t asked = 0;

private:
    Function function_;
    std::uint64_t unanswered_ = 0;
};

double x_of(const Json& query, const char* name = "x") {
    const Json* value = query.find(name);
    return value != nullptr && value->number() != nullptr ? *value->number() : NAN;
}

Answering scoring(std::function<double(const Json&)> score) {
    return Answering([score = std::move(score)](const Json& query) -> std::optional<Json> {
        const double s = score(query);
        if (!std::isfinite(s)) return std::nullopt;
        return Json(Json::Object{{"score", s}});
    });
}

std::string plan_xml(const std::string& neighbourhood, const std::string& search,
                     const std::string& claim = R"(output="score" at-least="0")",
                     const std::string& relations = "") {
    return R"(<probe xmlns="urn:isonomia:probe:1" id="p" title="A probe"><claim )" + claim +
           ">as reported</claim><neighbourhood>" + neighbourhood + "</neighbourhood><search " +
           search + "/>" + (relations.empty() ? "" : "<relations>" + relations + "</relations>") +
           "</probe>";
}

ProbePlan plan(const std::string& neighbourhood, const std::string& search,
               const std::string& claim = R"(output="score" at-least="0")",
               const std::string& relations = "") {
    auto read = read_probe_plan(plan_xml(neighbourhood, search, claim, relations), "plan.xml");
    INFO((read ? "" : read.error().message));
    REQUIRE(read.has_value());
    return *read;
}

const std::string vary_x = R"(<vary input="x" from="-1" to="1">error of measurement</vary>)";

std::string code_of(const std::string& xml) {
    const auto read = read_probe_plan(xml, "plan.xml");
    return read ? "" : read.error().code;
}

}  // namespace

TEST_CASE("plans: what is malformed, empty or without a reason is refused") {
    CHECK(code_of("") != "");
    CHECK(code_of("<probe/>") == "X0004");
    const std::string search = R"(method="grid" tries="10")";
    CHECK(code_of(plan_xml("", search)) == "X0004");
    CHECK(code_of(plan_xml(R"(<vary input="x" from="0" to="1"/>)", search)) == "X0004");
    CHECK(code_of(plan_xml(R"(<vary input="x" from="1" to="0">why</vary>)", search)) == "E0811");
    CHECK(code_of(plan_xml(R"(<vary input="x" from="0" to="1" step="0">why</vary>)", search)) ==
          "E0811");
    CHECK(code_of(plan_xml(R"(<vary input="x" from="0" to="1" step="1e-9">why</vary>)", search)) ==
          "E0811");
    CHECK(code_of(plan_xml(R"(<round input="x" to="0">why</round>)", search)) == "E0811");
    CHECK(code_of(plan_xml(vary_x, R"(method="grid" tries="99999999")")) == "E0812");
    CHECK(code_of(plan_xml(vary_x, R"(method="luck" tries="9")")) == "X0004");
    CHECK(code_of(plan_xml(R"(<image input="x" change="melt" from="0" to="1">why</image>)",
                           search)) == "X0004");
    CHECK(code_of(plan_xml(vary_x, search)) == "");
}

TEST_CASE("probe: inputs that are not there or of another kind, and no answer to begin with") {
    auto respondent = scoring([](const Json&) { return NAN; });
    const auto grid = plan(vary_x, R"(method="grid" tries="10")");
    CHECK(probe(grid, Json(1), respondent, {}).error().code == "E0813");
    CHECK(probe(grid, Json::Object{{"y", 1}}, respondent, {}).error().code == "E0813");
    CHECK(probe(grid, Json::Object{{"x", "one"}}, respondent, {}).error().code == "E0813");
    CHECK(probe(grid, Json::Object{{"x", 1}}, respondent, {}).error().code == "E0814");
    Answering other([](const Json&) { return Json(Json::Object{{"band", "High"}}); });
    CHECK(probe(grid, Json::Object{{"x", 1}}, other, {}).error().code == "E0814");
}

TEST_CASE("probe: tries without an answer make it partial and widen the bound") {
    auto respondent = scoring([](const Json& q) { return x_of(q) > 0.5 ? NAN : 1.0; });
    const auto result = probe(plan(vary_x, R"(method="random" tries="1000" seed="7")"),
                              Json::Object{{"x", 0}}, respondent, {});
    REQUIRE(result.has_value());
    CHECK(result->partial);
    CHECK(result->found == 0);
    CHECK(result->failure_rate->low == 0);
    CHECK(result->failure_rate->high > 0.2);
}

TEST_CASE("probe: a random sample bounds the failure rate, a grid and a following search do not") {
    const Json query = Json::Object{{"x", 0}, {"y", 5}};
    const std::string two = vary_x + R"(<vary input="y" from="-2" to="2">rounding</vary>)";
    auto respondent = scoring([](const Json& q) { return 0.5 - x_of(q); });
    const auto random = probe(plan(two, R"(method="random" tries="2000")"), query, respondent, {});
    REQUIRE(random.has_value());
    CHECK(random->own_holds);
    CHECK(random->failure_rate->low < 0.25);
    CHECK(random->failure_rate->high > 0.25);
    CHECK(random->failure_rate->high - random->failure_rate->low < 0.05);
    REQUIRE_FALSE(random->smallest.empty());
    CHECK(random->smallest[0].changed == 1);
    CHECK(x_of(random->smallest[0].query) == Approx(0.5).margin(1e-3));
    CHECK(x_of(random->smallest[0].query, "y") == 5);
    CHECK(random->smallest[0].number.value() < 0);
    const auto grid = probe(plan(two, R"(method="grid" tries="100")"), query, respondent, {});
    CHECK_FALSE(grid->failure_rate);
    CHECK(grid->tries <= 100);
    CHECK(grid->tries >= 64);
    CHECK(grid->no_bound.find("no sample") != std::string::npos);
    CHECK_FALSE(measurements_of(plan(two, R"(method="grid" tries="100")"), *grid)[0].value);
}

TEST_CASE("probe: the following search finds what a random one of the same size misses") {
    // Fails only in a corner of 0.03 by 0.03 of the square, and slopes towards it.
    auto respondent = scoring([](const Json& q) { return 1.94 - x_of(q) - x_of(q, "y"); });
    const std::string two = vary_x + R"(<vary input="y" from="-1" to="1">error</vary>)";
    const Json query = Json::Object{{"x", 0}, {"y", 0}};
    const auto random =
        probe(plan(two, R"(method="random" tries="300" seed="1")"), query, respondent, {});
    const auto adaptive =
        probe(plan(two, R"(method="adaptive" tries="300" seed="1")"), query, respondent, {});
    CHECK(random->found == 0);
    CHECK(adaptive->found > 0);
    CHECK_FALSE(adaptive->failure_rate);
}

TEST_CASE("probe: every point of a small neighbourhood, in every kind of change") {
    const std::string all = R"(<vary input="x" from="-2" to="2" step="1">e</vary>
<round input="x" to="10">e</round>
<replace input="charge"><value>M</value><reason>e</reason></replace>
<remove input="phone">e</remove><reorder input="list">e</reorder>)";
    const Json query = Json::Object{
        {"x", 7}, {"charge", "F"}, {"phone", "1"}, {"list", Json::Array{"a", "b", "c"}}};
    // Contradicted only with everything changed at once.
    auto respondent = scoring([](const Json& q) {
        const bool changed = x_of(q) == 10 && q.find("charge")->string()->front() == 'M' &&
                             q.find("phone")->is_null() &&
                             *q.find("list") == Json(Json::Array{"c", "b", "a"});
        return changed ? -1.0 : 1.0;
    });
    const auto result = probe(plan(all, R"(method="grid" tries="1000")"), query, respondent, {});
    REQUIRE(result.has_value());
    CHECK(result->tries == 6 * 2 * 2 * 4);  // x is varied or rounded, not both
    CHECK(result->grid_whole);
    REQUIRE(result->smallest.size() >= 1);
    CHECK(result->smallest[0].in_words ==
          "'x' 7 to 10; 'charge' F to M; 'phone' left out; 'list' [\"a\",\"b\",\"c\"] to "
          "[\"c\",\"b\",\"a\"]");
    CHECK(result->no_bound.find("every point") != std::string::npos);
}

TEST_CASE("claims: at least, below, equal, within") {
    const Json answer = Json::Object{{"score", 0.5}, {"band", "High"}};
    const Json own = Json::Object{{"score", 0.4}};
    CHECK(judge({ClaimKind::at_least, "score", 0.5, "", ""}, answer, own)->holds);
    CHECK_FALSE(judge({ClaimKind::below, "score", 0.5, "", ""}, answer, own)->holds);
    CHECK(judge({ClaimKind::equals, "band", 0, "High", ""}, answer, own)->holds);
    CHECK_FALSE(judge({ClaimKind::equals, "band", 0, "Low", ""}, answer, own)->holds);
    CHECK(judge({ClaimKind::within, "score", 0.11, "", ""}, answer, own)->holds);
    CHECK_FALSE(judge({ClaimKind::within, "score", 0.09, "", ""}, answer, own)->holds);
    CHECK_FALSE(judge({ClaimKind::at_least, "band", 0.5, "", ""}, answer, own));
    CHECK_FALSE(judge({ClaimKind::at_least, "other", 0.5, "", ""}, answer, own));
    CHECK(judge({ClaimKind::at_least, "score", 0.5, "", ""}, Json(0.7), Json(0.7))->holds);
}

TEST_CASE("relations: each kind is held by what obeys it and caught where it does not") {
    const std::string relations =
        R"(<monotone input="x" direction="up" from="0" to="3" step="1">r</monotone>
<irrelevant input="name"><value>B</value><reason>r</reason></irrelevant>
<unit-change input="x" factor="100" unit-input="unit" unit="cm" tolerance="1e-9">r</unit-change>
<permutation input="list">r</permutation><duplicate input="list">r</duplicate>
<symmetric input="a" with="b">r</symmetric>)";
    const Json query = Json::Object{{"x", 1}, {"name", "A"}, {"unit", "m"},
                                    {"a", 1}, {"b", 2},      {"list", Json::Array{3, 1, 2}}};
    const auto p = plan(vary_x, R"(method="random" tries="10")", R"(output="score" at-least="-99")",
                        relations);
    const auto metres = [](const Json& q) {
        return x_of(q) / (*q.find("unit")->string() == "cm" ? 100 : 1);
    };
    auto good = scoring([&](const Json& q) { return metres(q) + x_of(q, "a") * x_of(q, "b"); });
    const auto held = probe(p, query, good, {});
    REQUIRE(held.has_value());
    REQUIRE(held->relations.size() == 6);
    for (const RelationResult& one : held->relations) {
        INFO(p.relations[one.relation].in_words());
        CHECK(one.violations == 0);
        CHECK(one.tests > 0);
    }
    auto bad = scoring([&](const Json& q) {
        const Json::Array& list = *q.find("list")->array();
        return -x_of(q) + (*q.find("name")->string() == "A" ? 0 : 1) + *list.front().number() * 7 +
               static_cast<double>(list.size()) * 11 + x_of(q, "a") - x_of(q, "b");
    });
    const auto caught = probe(p, query, bad, {});
    for (const RelationResult& one : caught->relations) {
        INFO(p.relations[one.relation].in_words());
        CHECK(one.violations > 0);
        CHECK(one.queries.size() == 2);
    }
    CHECK(measurements_of(p, *caught).back().metric == "probe_relations");
}

TEST_CASE("the bound covers the failure rate of the distribution") {
    std::uint64_t covered = 0;
    constexpr std::uint64_t runs = 300;
    for (std::uint64_t seed = 1; seed <= runs; ++seed) {
        auto respondent = scoring([](const Json& q) { return 0.9 - x_of(q); });  // fails in 5%
        const auto result = probe(
            plan(vary_x, R"(method="random" tries="100" seed=")" + std::to_string(seed) + "\""),
            Json::Object{{"x", 0}}, respondent, {});
        REQUIRE(result.has_value());
        covered +=
            result->failure_rate->low <= 0.05 && 0.05 <= result->failure_rate->high ? 1U : 0U;
    }
    CHECK(covered >= 285);
}

TEST_CASE("probe: what one change does alone is not listed again with another around it") {
    const std::string both =
        vary_x + R"(<vary input="y" from="-2" to="2" step="1">error of reading</vary>)";
    auto respondent = scoring([](const Json& q) { return 0.5 - x_of(q); });
    const auto result = probe(plan(both, R"(method="random" tries="400" seed="3")"),
                              Json::Object{{"x", 0}, {"y", 5}}, respondent, {});
    REQUIRE(result);
    CHECK(result->found > 20);
    REQUIRE(result->smallest.size() == 1);
    CHECK(x_of(result->smallest[0].query, "y") == 5);
}

TEST_CASE("probe: an output that is not in the answer is met with the names that are") {
    Answering answering([](const Json&) { return Json(Json::Object{{"band", 3}, {"score", 4}}); });
    const auto error_of = [&](const std::string& claim) {
        const auto result = probe(plan(vary_x, R"(method="grid" tries="10")", claim),
                                  Json::Object{{"x", 1}}, answering, {});
        REQUIRE_FALSE(result);
        return result.error();
    };
    const Error unknown = error_of(R"(output="scor" at-least="0")");
    CHECK(unknown.message.find("'scor'") != std::string::npos);
    REQUIRE(unknown.notes.size() == 1);
    CHECK(unknown.notes[0] == "the answer has: band, score");
    CHECK(code_of(plan_xml(vary_x, R"(method="grid" tries="10")", R"(at-least="0")")) == "E0815");
}

TEST_CASE("probe: one input is changed in one way at a time") {
    const std::string both =
        R"(<remove input="x">was often missing</remove>
<vary input="x" from="-1" to="1" step="1">error</vary>)";
    std::vector<Json> seen;
    Answering answering([&](const Json& query) {
        seen.push_back(*query.find("x"));
        return Json(Json::Object{{"score", x_of(query) == 0 ? -1 : 1}});
    });
    const auto result =
        probe(plan(both, R"(method="grid" tries="100")"), Json::Object{{"x", 7}}, answering, {});
    REQUIRE(result);
    CHECK(result->found == 0);  // nothing became 0 by being removed and varied
    CHECK(result->tries == 4);
    CHECK(result->distinct == 4);
    const auto removed =
        probe(plan(both, R"(method="random" tries="60")", R"(output="score" at-least="2")"),
              Json::Object{{"x", 7}}, answering, {});
    for (const Counterexample& one : removed->smallest)
        CHECK(one.in_words.find(';') == std::string::npos);
    for (const Json& x : seen)
        CHECK((x.is_null() || *x.number() >= 6));
}

TEST_CASE("probe: a grid with fewer tries than corners changes few inputs first") {
    std::string all;
    Json::Object query;
    for (int i = 0; i < 14; ++i) {
        all += "<remove input=\"m" + std::to_string(i) + "\">missing</remove>";
        query["m" + std::to_string(i)] = 1;
    }
    auto respondent = scoring([](const Json& q) {
        return q.find("m12")->is_null() && q.find("m3")->is_null() ? -1.0 : 1.0;
    });
    const auto result =
        probe(plan(all, R"(method="grid" tries="200")"), Json(query), respondent, {});
    REQUIRE(result);
    CHECK(result->tries == 200);
    CHECK(result->distinct == 200);
    CHECK_FALSE(result->grid_whole);
    REQUIRE(result->smallest.size() == 1);
    CHECK(result->smallest[0].in_words == "'m3' left out; 'm12' left out");
}

TEST_CASE("probe: no bound where answers vary; equal tries are counted as what they are") {
    const std::string few = R"(<vary input="x" from="-1" to="1" step="1">error</vary>)";
    auto respondent = scoring([](const Json&) { return 1.0; });
    const auto p = plan(few, R"(method="random" tries="100")");
    const auto steady = probe(p, Json::Object{{"x", 0}}, respondent, {});
    CHECK(steady->failure_rate);
    CHECK(steady->distinct == 3);
    CHECK(in_words(p, *steady).find("100 tries were 3 distinct queries") != std::string::npos);
    const auto varying = probe(p, Json::Object{{"x", 0}}, respondent, {}, true);
    CHECK_FALSE(varying->failure_rate);
    CHECK(in_words(p, *varying).find("more than one way") != std::string::npos);
}

TEST_CASE("probe: noise is drawn anew for each try, other changes of an image are not") {
    std::map<std::string, std::set<std::uint64_t>> seeds;
    const ImageChanger changer = [&](const std::string& path, const std::string& change, double,
                                     std::uint64_t seed) -> Result<std::string> {
        seeds[change].insert(seed);
        return path + "." + change + std::to_string(seed);
    };
    Answering answering([](const Json&) { return Json(Json::Object{{"score", 1}}); });
    const auto p = plan(R"(<image input="x" change="noise" from="1" to="2">n</image>
<image input="x" change="blur" from="1" to="2">b</image>)",
                        R"(method="random" tries="50" seed="4")");
    const auto result = probe(p, Json::Object{{"x", "face.png"}}, answering, changer);
    REQUIRE(result);
    CHECK(seeds["noise"].size() == 50);
    CHECK(seeds["blur"].size() == 1);
    CHECK(result->distinct == 50);
}
