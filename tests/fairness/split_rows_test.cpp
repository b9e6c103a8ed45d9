// The search that looks for a subgroup in one half of the rows and measures it in the other.
#include "fairness/split_rows.hpp"

#include <fmt/format.h>

#include "fairness/measure_parts.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::by_id;
using isonomia::tests::column;

namespace {

constexpr const char* id = "d/false_positive_rate_split_sample_subgroup";

Dataset dataset(bool persons = false) {
    Dataset result;
    result.id = "d";
    result.columns = {column("g", ColumnRole::group, {}, "a"), column("s", ColumnRole::group)};
    if (persons) result.columns.push_back(column("id", ColumnRole::person));
    return result;
}

Cube cube_of(const std::map<GroupValues, Confusion>& groups) {
    Cube cube({"g", "s"});
    for (const auto& [values, counts] : groups) {
        Cell& cell = cube.at(values);
        cell.add(Label::positive, Label::positive, counts.true_positives);
        cell.add(Label::negative, Label::positive, counts.false_positives);
        cell.add(Label::negative, Label::negative, counts.true_negatives);
        cell.add(Label::positive, Label::negative, counts.false_negatives);
    }
    return cube;
}

Measurement searched(const Sample& sample, std::uint64_t seed = 1) {
    Dataset about = dataset();
    about.seed = seed;
    about.measures = {"false_positive_rate_split_sample_subgroup"};
    std::vector<Measurement> list;
    const auto wanted = selection_of(about);
    measure_slices(about, *wanted, {}, {}, slice_of(sample, sample.group_attributes()), list);
    return by_id(list, id);
}

Sample rows_of(const std::map<GroupValues, Confusion>& groups) {
    return sample_of(cube_of(groups));
}

}  // namespace

TEST_CASE("split sample: nobody, one group, one row: undefined, with the reason") {
    for (const auto& groups : {std::map<GroupValues, Confusion>{},
                               std::map<GroupValues, Confusion>{{{"a", "m"}, {10, 10, 10, 10}}},
                               std::map<GroupValues, Confusion>{{{"a", "m"}, {0, 1, 0, 0}},
                                                                {{"b", "m"}, {0, 0, 0, 0}}}}) {
        const Measurement m = searched(rows_of(groups));
        CHECK_FALSE(m.value);
        CHECK_FALSE(m.undefined_reason.empty());
        CHECK_FALSE(m.p);
    }
}

TEST_CASE("split sample: thirty-two groups of one give no figure, or one with its interval") {
    std::map<GroupValues, Confusion> groups;
    for (int i = 0; i < 32; ++i)
        groups[{fmt::format("g{}", i), "m"}] = {0, i % 2 == 0 ? 1U : 0U, i % 2 == 0 ? 0U : 1U, 0};
    const Measurement m = searched(rows_of(groups));
    CHECK((m.value.has_value() == m.interval.has_value()));
    CHECK((m.value.has_value() != !m.undefined_reason.empty()));
}

TEST_CASE("split sample: the halves add up to the rows, and the same seed splits alike") {
    const Sample sample = rows_of({{{"a", "m"}, {40, 30, 20, 10}}, {{"b", "w"}, {5, 6, 7, 8}}});
    const Slice slice = slice_of(sample, {"g", "s"});
    stats::RandomStream first(7, 1);
    const Halves one = split_rows(slice, first);
    Cube both = one.search;
    both.merge(one.held.cube);
    CHECK(both == slice.cube);
    stats::RandomStream again(7, 1);
    CHECK(split_rows(slice, again).search == one.search);
    stats::RandomStream other(8, 1);
    CHECK_FALSE(split_rows(slice, other).search == one.search);
}

TEST_CASE("split sample: a person's rows go to one half together") {
    Sample sample = rows_of({{{"a", "m"}, {0, 20, 20, 0}}, {{"b", "m"}, {0, 10, 30, 0}}});
    const auto wrongly = static_cast<std::uint32_t>(kind_of(Label::negative, Label::positive));
    const auto rightly = static_cast<std::uint32_t>(kind_of(Label::negative, Label::negative));
    const auto width = static_cast<std::uint32_t>(kinds_of_row);
    sample.leaves = {{"a", "m"}, {"b", "m"}};
    sample.persons = {{{{wrongly, 3}, {rightly, 1}}, 5},
                      {{{wrongly, 1}, {rightly, 3}}, 5},
                      {{{width + wrongly, 2}, {width + rightly, 2}}, 5},
                      {{{width + rightly, 4}}, 5}};
    const Slice slice = slice_of(sample, {"g", "s"});
    stats::RandomStream random(3, 1);
    const Halves halves = split_rows(slice, random);
    Cube both = halves.search;
    both.merge(halves.held.cube);
    CHECK(both == slice.cube);
    std::uint64_t persons = 0;
    for (const stats::Pattern& pattern : halves.held.persons)
        persons += pattern.units;
    CHECK(halves.held.cube.total().rows() == 4 * persons);
    const Measurement m = searched(sample, 3);
    REQUIRE(m.value);
    CHECK_FALSE(m.p.has_value());  // five persons
    CHECK(m.parameters.at("test_undefined").find("10 persons") != std::string::npos);
}

TEST_CASE("split sample: what stands out is found, with an ordinary interval and p") {
    const Measurement m = searched(rows_of({{{"a", "m"}, {0, 80, 120, 0}},
                                            {{"a", "w"}, {0, 80, 120, 0}},
                                            {{"b", "m"}, {0, 80, 120, 0}},
                                            {{"b", "w"}, {0, 180, 20, 0}}}));
    CHECK(group_key(m.group) == "g=b&s=w");
    CHECK(*m.value > 0.35);
    CHECK(m.interval->method == "newcombe");
    CHECK(m.interval->low > 0.2);
    CHECK(*m.p < 1e-6);
    CHECK(*m.p_adjusted == *m.p);
    CHECK(m.parameters.at("subgroups_searched") == "8");
    CHECK(m.seed == 1);
}

TEST_CASE("split sample: where nothing differs, the p of the found subgroup is uniform at most") {
    // The same search over all rows, unadjusted, would be below 0.05 in a third of such tables.
    int small = 0;
    int defined = 0;
    for (std::uint64_t table = 1; table <= 400; ++table) {
        std::map<GroupValues, Confusion> groups;
        stats::RandomStream random(91, table);
        for (const char* g : {"a", "b", "c", "d"})
            for (const char* s : {"m", "w"}) {
                Confusion& counts = groups[{g, s}];
                for (int i = 0; i < 60; ++i)
                    ++(random.uniform() < 0.3 ? counts.false_positives : counts.true_negatives);
            }
        const Measurement m = searched(rows_of(groups), table);
        if (!m.p) continue;
        ++defined;
        if (*m.p <= 0.05) ++small;
    }
    CHECK(defined > 380);
    CHECK(small <= 33);  // 20 expected at most; 33 has a chance of 0.2% with 5%
}
