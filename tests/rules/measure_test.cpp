#include "rules/measure.hpp"

#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::rules;

namespace {

Measurement figure(std::string group, double low, double high) {
    Measurement made;
    made.metric = "m";
    made.dataset = "D";
    made.system = "S";
    made.id = "D/m/" + group;
    if (!group.empty()) made.group = {{"g", std::move(group)}};
    made.value = (low + high) / 2;
    made.interval = Interval{low, high, 0.95, "exact"};
    return made;
}

Grounds with(std::vector<Measurement> figures) {
    Grounds grounds;
    grounds.systems["S"] = {"Match, version 3", SystemKind::face_recognition, SystemUse::used, ""};
    grounds.measurements["m"] = std::move(figures);
    return grounds;
}

Measure at_most(const std::string& group = "") {
    Measure measure;
    measure.metric = "m";
    measure.group = group;
    measure.limit = 0.1;
    return measure;
}

Truth decide(const Measure& measure, std::vector<Measurement> figures) {
    return evaluate_measure(measure, measure.limit, with(std::move(figures))).strict;
}

}  // namespace

TEST_CASE("nothing measured decides nothing") {
    CHECK(decide(at_most(), {}) == Truth::unknown);
    CHECK(decide(at_most("each"), {figure("", 0, 0.05)}) == Truth::unknown);
    CHECK(evaluate_measure(at_most(), 0.1, Grounds{}).detail == "'m' was not measured");
}

TEST_CASE("an undefined, partial or interval-less figure decides nothing") {
    Measurement undefined = figure("", 0, 0.05);
    undefined.value.reset();
    undefined.undefined_reason = "no positives";
    CHECK(decide(at_most(), {undefined}) == Truth::unknown);
    CHECK(evaluate_measure(at_most(), 0.1, with({undefined})).detail.find("no positives") !=
          std::string::npos);

    Measurement partial = figure("", 0, 0.05);
    partial.partial = true;
    CHECK(decide(at_most(), {partial}) == Truth::unknown);

    Measurement bare = figure("", 0, 0.05);
    bare.interval.reset();
    CHECK(decide(at_most(), {bare}) == Truth::unknown);

    Measurement series = figure("", 0, 0.05);
    series.form = ResultForm::series;
    CHECK(decide(at_most(), {series}) == Truth::unknown);
}

TEST_CASE("a figure of what was not used decides nothing, and is named as such") {
    Grounds grounds = with({figure("", 0.01, 0.02)});
    const auto judged = [&] { return evaluate_measure(at_most(), 0.1, grounds); };
    REQUIRE(judged().strict == Truth::yes);

    Measurement& one = grounds.measurements["m"].front();
    one.system = "";
    CHECK(judged().strict == Truth::unknown);
    CHECK(judged().trusting == Truth::unknown);
    CHECK(judged().reads.empty());
    CHECK(judged().detail ==
          "'m' was not measured on what was used; 1 figure of a system that is not named, which is "
          "not what was used");
    CHECK(judged().elsewhere == std::vector<std::string>{"a system that is not named"});

    grounds.systems["N"] = {"Other", SystemKind::face_recognition, SystemUse::not_used, ""};
    one.system = "N";
    CHECK(judged().strict == Truth::unknown);
    CHECK(judged().detail ==
          "'m' was not measured on what was used; 1 figure of Other, which is not what was used");
    grounds.systems["N"].use = SystemUse::unknown;
    CHECK(judged().strict == Truth::unknown);
    CHECK(judged().detail.find("which system was used is not recorded") != std::string::npos);
}

TEST_CASE("figures of another version decide nothing, neither way") {
    Grounds grounds = with({figure("a", 0.3, 0.4), figure("b", 0.01, 0.02)});
    REQUIRE(evaluate_measure(at_most("each"), 0.1, grounds).strict == Truth::no);
    grounds.systems["S"].use = SystemUse::other_version;
    grounds.systems["S"].ran_as = "4";
    const auto result = evaluate_measure(at_most("each"), 0.1, grounds);
    CHECK(result.strict == Truth::unknown);
    CHECK(result.trusting == Truth::unknown);
    CHECK(
        result.detail ==
        "'m' was not measured on what was used; 2 figures of Match, version 3; version 4 was used");
    CHECK(result.elsewhere == std::vector<std::string>{"Match, version 3"});
}

TEST_CASE("figures of another system stand beside those that decide") {
    Measurement other = figure("", 0.3, 0.4);
    other.system = "N";
    Grounds grounds = with({figure("", 0.01, 0.02), other});
    grounds.systems["N"] = {"Other", SystemKind::face_recognition, SystemUse::not_used, ""};
    const auto result = evaluate_measure(at_most(), 0.1, grounds);
    CHECK(result.strict == Truth::yes);
    CHECK(result.reads.size() == 1);
    CHECK(
        result.detail ==
        "everybody: interval [0.01, 0.02] lies below 0.1; 1 figure of Other, which is not what was "
        "used");
}

TEST_CASE("what was used and not measured leaves open what all of its kind have to meet") {
    Grounds grounds = with({figure("", 0.01, 0.02)});
    grounds.systems["T"] = {"Second", SystemKind::face_recognition, SystemUse::used, ""};
    const auto all = evaluate_measure(at_most(), 0.1, grounds);
    CHECK(all.strict == Truth::unknown);
    CHECK(all.trusting == Truth::unknown);
    CHECK(all.detail.find("Second was used and not measured") != std::string::npos);
    Measure any = at_most();
    any.quantifier = Quantifier::any;
    CHECK(evaluate_measure(any, 0.1, grounds).strict == Truth::yes);
    grounds.systems["T"].kind = SystemKind::document_processing;
    CHECK(evaluate_measure(at_most(), 0.1, grounds).strict == Truth::yes);
    grounds.systems["T"] = {"Third", SystemKind::face_recognition, SystemUse::not_used, ""};
    CHECK(evaluate_measure(at_most(), 0.1, grounds).strict == Truth::yes);
}

TEST_CASE("without a limit nothing is decided") {
    Measure measure = at_most();
    measure.limit.reset();
    measure.parameter = "p";
    const auto result = evaluate_measure(measure, std::nullopt, with({figure("", 0, 0.01)}));
    CHECK(result.strict == Truth::unknown);
    CHECK(result.trusting == Truth::unknown);
    CHECK(result.detail.find("'p'") != std::string::npos);
}

TEST_CASE("the whole interval has to lie on one side") {
    CHECK(decide(at_most(), {figure("", 0.02, 0.09)}) == Truth::yes);
    CHECK(decide(at_most(), {figure("", 0.09, 0.11)}) == Truth::unknown);
    CHECK(decide(at_most(), {figure("", 0.11, 0.2)}) == Truth::no);
}

TEST_CASE("a verdict says on which side of the limit the interval lies") {
    const auto said = [](double low, double high) {
        return evaluate_measure(at_most(), 0.1, with({figure("", low, high)})).detail;
    };
    CHECK(said(0.02, 0.09) == "everybody: interval [0.02, 0.09] lies below 0.1");
    CHECK(said(0.02, 0.1) == "everybody: interval [0.02, 0.1] contains 0.1");
    CHECK(said(0.1, 0.2) == "everybody: interval [0.1, 0.2] contains 0.1");
    CHECK(said(0.11, 0.2) == "everybody: interval [0.11, 0.2] lies above 0.1");
}

TEST_CASE("an interval below, across, above or touching the limit, for every comparison") {
    constexpr Truth yes = Truth::yes;
    constexpr Truth no = Truth::no;
    constexpr Truth open = Truth::unknown;
    struct Row {
        Comparison comparison;
        Truth below, across, above, ends_at, starts_at, is;
    };
    for (const Row& row : {Row{Comparison::le, yes, open, no, yes, open, yes},
                           Row{Comparison::lt, yes, open, no, open, no, no},
                           Row{Comparison::ge, no, open, yes, open, yes, yes},
                           Row{Comparison::gt, no, open, yes, no, open, no}}) {
        CHECK(compare_interval(-1, 0, row.comparison, 1) == row.below);
        CHECK(compare_interval(0, 2, row.comparison, 1) == row.across);
        CHECK(compare_interval(2, 3, row.comparison, 1) == row.above);
        CHECK(compare_interval(0, 1, row.comparison, 1) == row.ends_at);
        CHECK(compare_interval(1, 2, row.comparison, 1) == row.starts_at);
        CHECK(compare_interval(1, 1, row.comparison, 1) == row.is);
    }
}

TEST_CASE("a figure is read with its standing and the digest of its exhibit") {
    Measurement measured = figure("", 0.01, 0.02);
    measured.exhibits = {"E1"};
    const auto read = [&] {
        auto grounds = with({measured});
        grounds.exhibits["E1"] = "abc";
        return evaluate_measure(at_most(), 0.1, grounds).reads.at(0);
    };
    CHECK(read().status == FactStatus::established);
    CHECK(read().source == "E1");
    CHECK(read().sha256 == "abc");
    measured.exhibits = {"E404"};
    CHECK(read().source == "E404");
    CHECK(read().sha256.empty());
    measured.value.reset();
    CHECK(read().status == FactStatus::unknown);
    CHECK(read().value.empty());
}

TEST_CASE("quantifiers over groups are Kleene's") {
    const Measurement low = figure("a", 0.01, 0.05);
    const Measurement open = figure("b", 0.05, 0.15);
    const Measurement high = figure("c", 0.2, 0.3);
    Measure all = at_most("each");
    CHECK(decide(all, {low, low}) == Truth::yes);
    CHECK(decide(all, {low, open}) == Truth::unknown);
    CHECK(decide(all, {open, high}) == Truth::no);
    Measure any = all;
    any.quantifier = Quantifier::any;
    CHECK(decide(any, {high, low}) == Truth::yes);
    CHECK(decide(any, {high, open}) == Truth::unknown);
    CHECK(decide(any, {high, high}) == Truth::no);
    CHECK(decide(at_most("g=c"), {low, open, high}) == Truth::no);
    CHECK(decide(at_most("g=a"), {low, open, high}) == Truth::yes);
}

TEST_CASE("the data set is respected") {
    Measure measure = at_most();
    measure.dataset = "other";
    CHECK(decide(measure, {figure("", 0, 0.01)}) == Truth::unknown);
}

TEST_CASE("a published figure decides nothing alone") {
    Measurement published = figure("", 0.01, 0.02);
    published.basis = Basis::reported;
    const auto result = evaluate_measure(at_most(), 0.1, with({published}));
    CHECK(result.strict == Truth::unknown);
    CHECK(result.trusting == Truth::yes);
    REQUIRE(result.reads.size() == 1);
    CHECK(result.reads.front().status == FactStatus::asserted);
}

TEST_CASE("published figures over groups are trusted as Kleene has it, and decide nothing alone") {
    Measurement good = figure("a", 0.01, 0.02);
    Measurement bad = figure("b", 0.2, 0.3);
    good.basis = bad.basis = Basis::reported;
    Measure each = at_most("each");
    const auto all = evaluate_measure(each, 0.1, with({good, bad}));
    CHECK(all.strict == Truth::unknown);
    CHECK(all.trusting == Truth::no);
    each.quantifier = Quantifier::any;
    const auto any = evaluate_measure(each, 0.1, with({good, bad}));
    CHECK(any.strict == Truth::unknown);
    CHECK(any.trusting == Truth::yes);
}

TEST_CASE("over several groups simultaneous intervals come first") {
    Measurement one = figure("a", 0.01, 0.09);
    Measurement two = figure("b", 0.01, 0.09);
    CHECK(evaluate_measure(at_most("each"), 0.1, with({one, two})).detail.find("not adjusted") !=
          std::string::npos);
    one.other_intervals.push_back({0.005, 0.12, 0.95, "simultaneous-bonferroni"});
    CHECK(decide(at_most("each"), {one, two}) == Truth::unknown);
    CHECK(decide(at_most("g=a"), {one, two}) == Truth::yes);
    CHECK(evaluate_measure(at_most("g=a"), 0.1, with({one, two})).detail.find("not adjusted") ==
          std::string::npos);
    two.other_intervals.push_back({0.005, 0.09, 0.95, "simultaneous-bonferroni"});
    CHECK(evaluate_measure(at_most("each"), 0.1, with({one, two})).detail.find("not adjusted") ==
          std::string::npos);
}
