#include "fairness/bounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/catch.hpp"

using namespace isonomia::fairness;

namespace {

const Estimator fpr = find_metric("false_positive_rate")->estimate;
const Estimator selection = find_metric("selection_rate")->estimate;

Cell cell(std::uint64_t tp, std::uint64_t fp, std::uint64_t tn, std::uint64_t fn) {
    Cell c;
    c.add(Label::positive, Label::positive, tp);
    c.add(Label::negative, Label::positive, fp);
    c.add(Label::negative, Label::negative, tn);
    c.add(Label::positive, Label::negative, fn);
    return c;
}

}  // namespace

TEST_CASE("bounds of an empty group, and of one that can only be outside, are undefined") {
    CHECK_FALSE(missing_bounds(fpr, cell(0, 0, 0, 0)));
    CHECK_FALSE(missing_bounds(fpr, cell(3, 0, 0, 2)));
    CHECK_FALSE(label_error_bounds(fpr, {}, .9, .9));
}

TEST_CASE("nothing missing, nothing wrong: the bounds are the rate") {
    const auto missing = missing_bounds(fpr, cell(5, 2, 8, 1)).value();
    CHECK(missing.low == .2);
    CHECK(missing.high == .2);
    const auto errors = label_error_bounds(fpr, {5, 2, 8, 1}, 1, 1).value();
    CHECK(std::abs(errors.low - .2) < 1e-15);
    CHECK(std::abs(errors.high - .2) < 1e-15);
}

// False-positive rate 2/10. Three flagged without an outcome: at best all had it, at worst none:
// 5/13. Four not flagged without an outcome: at best all are negatives, 2/14.
TEST_CASE("missing outcomes move numerator and denominator together") {
    Cell c = cell(5, 2, 8, 1);
    c.add(Label::missing, Label::positive, 3);
    const auto flagged = missing_bounds(fpr, c).value();
    CHECK(flagged.low == .2);
    CHECK(flagged.high == 5 / 13.0);
    c.add(Label::missing, Label::negative, 4);
    CHECK(missing_bounds(fpr, c)->low == 2 / 14.0);
    CHECK(missing_bounds(fpr, c)->high == 5 / 13.0);
}

TEST_CASE("missing predictions and both missing") {
    Cell c = cell(5, 2, 8, 1);
    c.add(Label::negative, Label::missing, 10);
    CHECK(missing_bounds(fpr, c)->low == 2 / 20.0);
    CHECK(missing_bounds(fpr, c)->high == 12 / 20.0);
    Cell nothing;
    nothing.add(Label::missing, Label::missing, 1);
    CHECK(missing_bounds(fpr, nothing)->low == 0);
    CHECK(missing_bounds(fpr, nothing)->high == 1);
}

TEST_CASE("rows without a group may belong to it or not") {
    const Cell unknown = cell(4, 3, 0, 2);
    const auto bounds = missing_bounds(fpr, cell(5, 2, 8, 1), unknown).value();
    CHECK(bounds.low == .2);         // none of them
    CHECK(bounds.high == 5 / 13.0);  // the three false positives, nobody else
    const auto selected = missing_bounds(selection, cell(1, 0, 1, 0), unknown).value();
    CHECK(selected.low == 1 / 4.0);   // the two who were not flagged
    CHECK(selected.high == 8 / 9.0);  // the seven who were
}

// All ways to fill in, enumerated, for small numbers of missing labels.
TEST_CASE("the bounds are those of the enumeration of every completion") {
    for (std::uint64_t a = 0; a <= 3; ++a)
        for (std::uint64_t b = 0; b <= 3; ++b) {
            Cell c = cell(2, 1, 3, 1);
            c.add(Label::missing, Label::positive, a);
            c.add(Label::missing, Label::missing, b);
            double low = 2;
            double high = -1;
            for (std::uint64_t i = 0; i <= a; ++i)
                for (std::uint64_t j = 0; j <= b; ++j)
                    for (std::uint64_t k = 0; j + k <= b; ++k) {
                        // i flagged without, j flagged without, k not flagged without the outcome
                        const double rate =
                            static_cast<double>(1 + i + j) / static_cast<double>(4 + i + j + k);
                        low = std::min(low, rate);
                        high = std::max(high, rate);
                    }
            CHECK(missing_bounds(fpr, c)->low == low);
            CHECK(missing_bounds(fpr, c)->high == high);
        }
}

// Selection does not depend on the outcome; prevalence does. With sensitivity .8 and specificity 1,
// 40 recorded of 100 in all can be up to 50.
TEST_CASE("errors of the ground truth bound what depends on it, and nothing else") {
    const Confusion c{30, 20, 40, 10};
    const auto same = label_error_bounds(selection, c, .8, .9).value();
    CHECK(std::abs(same.low - .5) < 1e-15);
    CHECK(std::abs(same.high - .5) < 1e-15);
    const auto prevalence =
        label_error_bounds(find_metric("prevalence")->estimate, c, .8, 1).value();
    CHECK(std::abs(prevalence.low - .4) < 1e-12);
    CHECK(std::abs(prevalence.high - .5) < 1e-12);
    const auto rate = label_error_bounds(fpr, c, .8, .9).value();
    CHECK(rate.low < 20 / 60.0);
    CHECK(rate.high > 20 / 60.0);
    CHECK(rate.low >= 0);
    CHECK(rate.high <= 1);
}

namespace {

// Two groups, their rows by what they are to the selection rate: flagged, not flagged, and (without
// outcome) neither.
Cube two_groups(std::uint64_t hits, std::uint64_t misses, std::uint64_t neither,
                std::uint64_t other_hits, std::uint64_t other_misses) {
    Cube cube({"g"});
    cube.at({"a"}).add(cell(hits, 0, misses, 0));
    cube.at({"a"}).add(Label::missing, Label::positive, neither);
    cube.at({"b"}).add(cell(0, other_hits, 0, other_misses));
    return cube;
}

// Every group of whole rows that the stated share allows: k of those recorded in a are others, m of
// those recorded in b belong to a.
isonomia::stats::Bounds by_enumeration(int hits, int misses, int neither, int other_hits,
                                       int other_misses, double error) {
    isonomia::stats::Bounds range{2, -1};
    const int own = hits + misses + neither;
    const int other = other_hits + other_misses;
    for (int h = 0; h <= hits; ++h)
        for (int m = 0; m <= misses; ++m)
            for (int n = 0; n <= neither; ++n)
                for (int more_h = 0; more_h <= other_hits; ++more_h)
                    for (int more_m = 0; more_m <= other_misses; ++more_m) {
                        const int kept = own - h - m - n;
                        const int gained = more_h + more_m;
                        const double all = hits - h + misses - m + gained;
                        if (own - kept > error * own + 1e-9 || all == 0 ||
                            gained > error * (kept + gained) + 1e-9 ||
                            gained > error * other + 1e-9)
                            continue;
                        const double rate = (hits - h + more_h) / all;
                        range.low = std::min(range.low, rate);
                        range.high = std::max(range.high, rate);
                    }
    return range;
}

}  // namespace

TEST_CASE("wrong labels of groups: nobody, one group, unlabelled rows") {
    Cube cube({"g"});
    (void)cube.at({"a"});
    CHECK_FALSE(group_label_error_bounds(selection, cube, {"a"}, .1));
    cube.at({"a"}).add(cell(2, 0, 8, 0));
    cube.at({""}).add(cell(50, 50, 50, 50));  // of any group, not wrongly recorded in another
    const auto alone = group_label_error_bounds(selection, cube, {"a"}, .1).value();
    CHECK(std::abs(alone.low - 1 / 9.0) < 1e-12);
    CHECK(std::abs(alone.high - 2 / 9.0) < 1e-12);
}

TEST_CASE("bounds under wrong labels of groups hold every group of whole rows that they allow") {
    const auto less = [](double a, double b) { return a <= b + 1e-12; };
    for (const double error : {.01, .1, .2, .25, .34, .49})
        for (const int hits : {0, 1, 5})
            for (const int misses : {0, 2, 4})
                for (const int other_hits : {0, 3})
                    for (const int other_misses : {0, 7}) {
                        if (hits + misses == 0) continue;
                        const auto some =
                            by_enumeration(hits, misses, 1, other_hits, other_misses, error);
                        const auto n = [](int x) { return static_cast<std::uint64_t>(x); };
                        const auto bounds =
                            group_label_error_bounds(
                                selection,
                                two_groups(n(hits), n(misses), 1, n(other_hits), n(other_misses)),
                                {"a"}, error)
                                .value();
                        INFO(error << " " << hits << " " << misses << " " << other_hits << " "
                                   << other_misses);
                        CHECK(less(bounds.low, some.low));
                        CHECK(less(some.high, bounds.high));
                        CHECK(bounds.low >= 0);
                        CHECK(bounds.high <= 1);
                    }
}

// A fifth wrong: of 20 up to 4, of the other 40 up to 8, and a quarter of those kept: whole rows.
TEST_CASE("where the shares are whole rows, the bounds are reached") {
    for (const auto& [hits, misses, neither] :
         {std::array{10, 10, 0}, {2, 18, 0}, {1, 3, 16}, {16, 2, 2}}) {
        const auto some = by_enumeration(hits, misses, neither, 20, 20, .2);
        const auto n = [](int x) { return static_cast<std::uint64_t>(x); };
        const auto bounds =
            group_label_error_bounds(selection, two_groups(n(hits), n(misses), n(neither), 20, 20),
                                     {"a"}, .2)
                .value();
        INFO(hits << " " << misses << " " << neither);
        CHECK(std::abs(bounds.low - some.low) < 1e-12);
        CHECK(std::abs(bounds.high - some.high) < 1e-12);
    }
}
