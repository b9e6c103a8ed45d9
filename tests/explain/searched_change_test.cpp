// Changes of systems that can only be asked: no answers and no budget first, then the exact search
// as the oracle.
#include "explain/searched_change.hpp"

#include <cmath>

#include "explain/attribute_swap.hpp"
#include "explain/further.hpp"
#include "tests/catch.hpp"
#include "tests/explain/random_model.hpp"

using namespace isonomia;
using namespace isonomia::explain;

namespace {

std::vector<ModelInput> named(std::size_t count) {
    std::vector<ModelInput> inputs;
    for (std::size_t f = 0; f < count; ++f)
        inputs.push_back({"f" + std::to_string(f)});
    return inputs;
}

std::vector<double> sums(std::span<const Row> rows) {
    std::vector<double> results;
    for (const Row& row : rows)
        results.push_back(row[0] + row[1]);
    return results;
}

const std::vector<Row> people{{0, 0}, {1, 0}, {2, 3}, {4, 1}, {5, 5}};
const std::vector<Limit> anything(2);

}  // namespace

TEST_CASE("searched change: no answer, no budget, nothing that may change, a system that dies") {
    const auto inputs = named(2);
    const Scorer silent = [](std::span<const Row> rows) {
        return std::vector<double>(rows.size(), std::nan(""));
    };
    const auto none = search_change(silent, inputs, {0, 0}, 3, people, anything, 100, 1);
    CHECK(none.found.certificate == Certificate::none_found);
    CHECK(none.found.boxes == 1);
    for (const std::uint64_t budget : {0U, 1U}) {
        const auto broke = search_change(sums, inputs, {0, 0}, 3, people, anything, budget, 1);
        CHECK(broke.found.certificate == Certificate::none_found);
        CHECK(broke.found.boxes == budget);
    }
    std::vector<Limit> frozen(2);
    frozen[0].frozen = frozen[1].frozen = true;
    const auto stuck = search_change(sums, inputs, {0, 0}, 3, people, frozen, 100, 1);
    CHECK(stuck.found.certificate == Certificate::none_found);
    CHECK(stuck.values == 0);
    const double nan = std::nan("");
    CHECK(search_change(sums, inputs, {nan, 0}, 3, people, anything, 100, 1).found.changes.empty());
    std::size_t calls = 0;
    const Scorer dying = [&](std::span<const Row> rows) {
        return ++calls > 1 ? std::vector<double>(rows.size(), std::nan("")) : sums(rows);
    };
    const auto dead = search_change(dying, inputs, {0, 0}, 3, people, anything, 1000, 1);
    CHECK(dead.found.certificate == Certificate::none_found);
    CHECK(dead.found.boxes <= 1000);
}

TEST_CASE("searched change: limits are kept, and the change is halved down to the border") {
    const auto inputs = named(2);
    std::vector<Limit> limits(2);
    limits[0].high = 2;
    const auto found = search_change(sums, inputs, {0, 0}, 3.1, people, limits, 500, 1);
    REQUIRE(found.found.certificate == Certificate::best_found);
    REQUIRE(found.found.changes.size() == 1);
    CHECK(found.found.changes[0].input == 1);
    CHECK(found.found.changes[0].to == Approx(3.1).epsilon(1e-3));
    CHECK(found.found.margin >= 3.1);
    limits[1].whole = true;
    CHECK(search_change(sums, inputs, {0, 0}, 3.1, people, limits, 500, 1).found.changes[0].to ==
          4);
    limits[1].high = 2;  // neither alone: both together
    const auto both = search_change(sums, inputs, {0, 0}, 3.1, people, limits, 500, 1);
    REQUIRE(both.found.changes.size() == 2);
    CHECK(both.singles_tried);
    CHECK(both.found.margin >= 3.1);
    limits[0].direction = limits[1].direction = -1;
    CHECK(search_change(sums, inputs, {0, 0}, 3.1, people, limits, 500, 1).found.certificate ==
          Certificate::none_found);
}

TEST_CASE(
    "searched change: never better than the exact search, and as few features in most cases") {
    tests::Draw draw(21);
    std::size_t as_few = 0;
    std::size_t cases = 0;
    for (std::size_t round = 0; round < 30; ++round) {
        const Model model = tests::random_forest(draw, 4, 3, 4);
        std::vector<Row> others;
        for (int i = 0; i < 40; ++i)
            others.push_back(tests::random_row(draw, 4));
        Row row = tests::random_row(draw, 4);
        for (double& x : row)
            if (std::isnan(x)) x = 0;
        const Scorer score = margin_scorer(model, 0);
        const double own = score(std::span(&row, 1)).front();
        const double threshold = own + (round % 2 == 0 ? 4 : -4);
        const std::vector<Limit> limits(4);
        const auto exact = counterfactual(model, row, {0, threshold, own < threshold}, limits);
        REQUIRE(exact);
        const auto found =
            search_change(score, model.inputs, row, threshold, others, limits, 2000, round + 1);
        CHECK(found.found.boxes <= 2000);
        if (found.found.certificate != Certificate::best_found) continue;
        REQUIRE(exact->certificate == Certificate::minimal);
        ++cases;
        CHECK(found.found.changes.size() >= exact->changes.size());
        if (found.found.changes.size() == exact->changes.size()) {
            ++as_few;
            CHECK(found.found.size >= exact->size - 1e-9);
        }
        Row after = row;
        for (const Change& change : found.found.changes)
            after[change.input] = change.to;
        CHECK((score(std::span(&after, 1)).front() >= threshold) != (own >= threshold));
    }
    CHECK(cases >= 15);
    CHECK(as_few * 10 >= cases * 9);
}

TEST_CASE("changing one attribute of a black box: this person, the others, and its budget") {
    const auto inputs = named(2);
    const Scorer by_second = [](std::span<const Row> rows) {
        std::vector<double> results;
        for (const Row& row : rows)
            results.push_back(row[0] > 3 ? std::nan("") : row[1]);
        return results;
    };
    const Swap swap = swap_input(by_second, 3, inputs[1], 1, {0, 0}, people, 1000);
    CHECK(swap.changes_person);
    CHECK(swap.to == 3);
    CHECK(swap.persons == 3);  // two have no answer
    CHECK(swap.changed == 3);
    const Swap poor = swap_input(by_second, 3, inputs[1], 1, {0, 0}, people, 12);
    CHECK(poor.persons <= 2);
    CHECK(swap_input(by_second, 3, inputs[0], 0, {0, 0}, people, 1000).changes_person == false);

    const Row row{0, 0};
    const std::vector<Row> nobody;
    const Subject subject{"row", inputs, row, nobody, 1};
    const Measurement m = swap_measurement(subject, by_second, 3, {1}, 1000);
    CHECK(m.parameters.at("share:f1") == "no comparison person has an answer");
    const Measurement change = searched_counterfactual(subject, sums, 3, anything, 500);
    CHECK(change.parameters.at("in_words").find("best found with") != std::string::npos);
    CHECK(change.parameters.at("certificate") == "best-found");
    const Scorer silent = [](std::span<const Row> rows) {
        return std::vector<double>(rows.size(), std::nan(""));
    };
    CHECK(searched_counterfactual(subject, silent, 3, anything, 500).undefined_reason ==
          "the system gives no number for this person");
    CHECK(searched_counterfactual(subject, sums, 1e9, anything, 50)
              .undefined_reason.find("does not show that there is none") != std::string::npos);
}
