#include "reports/numbers.hpp"

#include "tests/catch.hpp"
#include "tests/reports/measurements.hpp"

using namespace isonomia;
using namespace isonomia::reports;
using isonomia::tests::difference;
using isonomia::tests::rate;
using isonomia::tests::ratio;

namespace {

const Catalogue english;

std::string words(const Measurement& m) {
    return plain(is_comparison(m) ? comparison_in_words(english, m) : rate_in_words(english, m));
}

Measurement of(double p, std::optional<Interval> interval = {}) {
    Measurement m;
    m.unit = "proportion";
    m.value = p;
    m.interval = std::move(interval);
    return m;
}

}  // namespace

TEST_CASE("an undefined rate states its reason, and a missing reason is said to be missing") {
    CHECK(words(rate("r", "R", {}, 0, 0)) ==
          "cannot be computed: nobody in this group had the outcome");
    Measurement bare;
    bare.unit = "proportion";
    CHECK(words(bare) == "cannot be computed: no reason recorded");
}

TEST_CASE("zero and one are said as counts, with the bound that the data leave") {
    CHECK(words(rate("r", "R", {}, 0, 31)) == "0 of 31; the data allow up to 12 in every 100");
    CHECK(words(rate("r", "R", {}, 10, 10)) ==
          "10 of 10; the data allow as few as 72 in every 100");
    CHECK(words(rate("r", "R", {}, 0, 1'000'000)) ==
          "0 of 1,000,000; the data allow up to 4 in every 1,000,000");
    CHECK(words(of(0)) == "none; no range was computed");
    CHECK(words(of(1)) == "all; no range was computed");
}

TEST_CASE("rare and near-certain rates are never rounded to none or all") {
    CHECK(plain(frequency(english, 0.00017, {})) == "17 in every 100,000");
    CHECK(plain(frequency(english, 0.99985, {})) == "99,985 in every 100,000");
    CHECK(plain(frequency(english, 3e-12, {})) == "fewer than 1 in every 1,000,000,000");
    CHECK(plain(frequency(english, 1 - 3e-12, {})) ==
          "all but fewer than 1 in every 1,000,000,000");
    CHECK(plain(frequency(english, 1e-300, {})) == "fewer than 1 in every 1,000,000,000");
}

TEST_CASE("a small sample is not given more digits than it has people") {
    CHECK(plain(frequency(english, 1.0 / 31, 31)) == "about 3 in every 100");
    CHECK(plain(frequency(english, 1.0 / 31, 31'000)) == "about 32 in every 1,000");
}

TEST_CASE("published figures read as they should") {
    const Measurement black = rate("fpr", "FPR", {{"race", "African-American"}}, 805, 1795);
    const Measurement white = rate("fpr", "FPR", {{"race", "Caucasian"}}, 349, 1488);
    CHECK(words(black) == "about 45 in every 100; the data allow 42 to 48 in every 100");
    CHECK(figure_text(black, 4) == "0.4485 [0.4256,\u00A00.4716]");
    CHECK(figure_text(difference(black, white), 6) == "0.213925 [0.182053,\u00A00.245023]");
    CHECK(words(difference(black, white)) ==
          "about 21 more in every 100 than for Caucasian; the data allow 18 to 25 more");
    CHECK(words(difference(white, black)) ==
          "about 21 fewer in every 100 than for African-American; the data allow 18 to 25 fewer");
    CHECK(words(ratio(black, white)) ==
          "about 1.9 times as often as for Caucasian; the data allow 1.7 to 2.2 times");
    Measurement native = rate("fnr", "FNR", {{"race", "Native American"}}, 1, 10);
    native.interval = Interval{0.002529, 0.445016, 0.95, "clopper-pearson"};
    CHECK(words(native) == "1 of 10; the data allow fewer than 1 to 45 in every 100");
}

TEST_CASE("ranges are rounded outwards and never hide a bound") {
    CHECK(plain(allowed_range(english, {0.991, 0.9999, 0.95, ""}, 100)) ==
          "the data allow 99 to more than 99 in every 100");
    CHECK(plain(allowed_range(english, {0, 1, 0.95, ""}, 100)) ==
          "the data allow anything from none to all");
    CHECK(plain(allowed_range(english, {0.29, 0.31, 0.95, ""}, 100)) ==
          "the data allow 29 to 31 in every 100");
}

TEST_CASE("a difference around zero says both directions") {
    Measurement m = of(0.01, Interval{-0.031, 0.052, 0.95, "newcombe"});
    m.comparator = {{"sex", "Male"}};
    m.unit = "difference";
    CHECK(
        words(m) ==
        "about 1 more in every 100 than for Male; the data allow anything from 4 fewer to 6 more");
    m.value = 0;
    CHECK(words(m).starts_with("as many as for Male"));
    m.value.reset();
    m.undefined_reason = "no data";
    CHECK(words(m) == "cannot be computed: no data");
}

TEST_CASE("a printed rate is quoted as printed and only its rounding is bounded") {
    Measurement m = of(0.00017, Interval{0.000165, 0.000175, 0.95, "rounding"});
    m.basis = Basis::reported;
    m.parameters["printed"] = "0.017%";
    CHECK(
        words(m) ==
        "printed as 0.017%: 17 in every 100,000; rounding alone allows 16 to 18 in every 100,000");
}

TEST_CASE("figures read beside each other have one base") {
    const Measurement rare = rate("r", "R", {{"g", "a"}}, 8, 85);       // alone: 94 in every 1,000
    const Measurement often = rate("r", "R", {{"g", "b"}}, 190, 1000);  // alone: 19 in every 100
    CHECK_FALSE(common_base({}));
    const Measurement times = ratio(rare, often);
    CHECK_FALSE(common_base({&times}));
    CHECK(common_base({&rare}) == base_for(8.0 / 85, 85));
    CHECK(common_base({&often, &rare}) == 100);
    CHECK(plain(rate_in_words(english, rare, 100)) ==
          "about 9 in every 100; the data allow 4 to 18 in every 100");
    // 40 in every 100,000 must not look like more than 5 in every 100.
    const Measurement tiny = of(0.0004);
    const Measurement large = of(0.05);
    CHECK(common_base({&tiny, &large}) == 100'000);
    CHECK(plain(frequency(english, 0.05, {}, 100'000)) == "5,000 in every 100,000");
    // A difference that would round to none raises the base of its rates.
    const Measurement near = rate("r", "R", {{"g", "c"}}, 1911, 10'000);
    const Measurement apart = difference(near, often);
    CHECK(common_base({&near, &often, &apart}) == 1000);
    CHECK(words(apart).starts_with("about 1 more in every 1,000"));
    Measurement undefined;
    undefined.unit = "proportion";
    CHECK(common_base({&undefined, &often}) == 100);
}

TEST_CASE("a group whose value has no letters is named with its attribute") {
    CHECK(group_name({}) == "everybody");
    CHECK(group_name({{"race", "Asian"}}) == "Asian");
    CHECK(group_name({{"contributors", "4"}, {"sex", "Élan"}}) == "contributors 4, Élan");
    CHECK(group_name({{"age", "25–45"}}) == "25–45");
    CHECK(group_name({{"age", ""}}) == "age not recorded");
}

TEST_CASE("p-values are never zero; thousands are grouped; no negative zero") {
    CHECK(plain(p_value(english, 2e-37)) == "below 0.001");
    CHECK(plain(p_value(english, 0.0341)) == "0.034");
    CHECK(plain(p_value(english, 0.31)) == "0.31");
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(18446744073709551615ULL) == "18,446,744,073,709,551,615");
    CHECK(fixed(-0.00001, 2) == "0.00");
}
