// A table read in pieces, by any number of threads and merged in any order, gives the same bytes.
#include <algorithm>
#include <atomic>
#include <thread>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "fairness/count_rows.hpp"
#include "fairness/scores/measure_scores.hpp"
#include "stats/philox.hpp"
#include "tests/catch.hpp"
#include "tests/fairness/text_source.hpp"

using namespace isonomia;
using namespace isonomia::fairness;
using isonomia::tests::column;
using isonomia::tests::text_source;

namespace {

constexpr std::size_t shards = 12;

std::vector<std::string> pieces() {
    std::vector<std::string> result;
    for (std::uint32_t s = 0; s < shards; ++s) {
        stats::RandomStream random(61, 1, s);
        std::string text = "y,f,s,g\n";
        // The first piece has no rows; groups appear in another order in each.
        for (std::uint32_t i = 0; i < 300 * s; ++i)
            text += fmt::format("{},{},0.{:02},{}\n", random.uniform() < 0.4 ? "1" : "0",
                                random.uniform() < 0.1   ? ""
                                : random.uniform() < 0.5 ? "1"
                                                         : "0",
                                static_cast<unsigned>(random.uniform() * 100),
                                static_cast<char>('a' + static_cast<int>(random.uniform() * 5)));
        result.push_back(std::move(text));
    }
    return result;
}

// Every piece by one of the threads; the parts in the order of the pieces.
template <class Part, class Read>
std::vector<Part> in_parallel(unsigned threads, const Read& read) {
    std::vector<Part> parts(shards);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < shards; i = next++)
            parts[i] = read(i);
    };
    std::vector<std::thread> helpers;
    for (unsigned t = 1; t < threads; ++t)
        helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers)
        helper.join();
    return parts;
}

Dataset declared(DataForm form) {
    Dataset dataset;
    dataset.id = "d";
    dataset.form = form;
    dataset.replicates = 1'000;
    dataset.columns = {column("y", ColumnRole::outcome), column("g", ColumnRole::group, {}, "a")};
    dataset.columns.push_back(form == DataForm::rows ? column("f", ColumnRole::prediction)
                                                     : column("s", ColumnRole::score));
    return dataset;
}

std::string whole(const std::vector<std::string>& texts) {
    std::string text = "y,f,s,g\n";
    for (const std::string& piece : texts)
        text += piece.substr(piece.find('\n') + 1);
    return text;
}

}  // namespace

TEST_CASE("cubes of pieces: any number of threads, any order, the cube of the whole") {
    const auto texts = pieces();
    const Dataset dataset = declared(DataForm::rows);
    const Cube expected = count_rows(dataset, text_source(whole(texts)), "t.csv")->sample.cube;
    for (const unsigned threads : {1U, 2U, 3U, 8U}) {
        auto parts = in_parallel<Cube>(threads, [&](std::size_t i) {
            return count_rows(dataset, text_source(texts[i]), "t.csv")->sample.cube;
        });
        for (int order = 0; order < 3; ++order) {
            std::rotate(parts.begin(), parts.begin() + 5, parts.end());
            Cube merged({"g"});
            for (const Cube& part : parts)
                merged.merge(part);
            CHECK(merged == expected);
        }
    }
}

TEST_CASE("distributions of pieces: measurements are the same bytes") {
    const auto texts = pieces();
    const Dataset dataset = declared(DataForm::scores);
    const auto bytes = [&](const ScoreCube& cube) {
        std::string text;
        for (const Measurement& m : measure_score_cube(dataset, cube))
            text += canonical(to_json(m));
        return text;
    };
    const auto all = read_scores(dataset, text_source(whole(texts)), "t.csv");
    REQUIRE(all.has_value());
    const std::string expected = bytes(*all);
    for (const unsigned threads : {1U, 4U}) {
        auto parts = in_parallel<ScoreCube>(threads, [&](std::size_t i) {
            return *read_scores(dataset, text_source(texts[i]), "t.csv");
        });
        std::reverse(parts.begin(), parts.end());
        ScoreCube merged = *all;
        for (stats::ScoreCounts& counts : merged.counts)
            counts = {};
        for (const ScoreCube& part : parts)
            for (std::size_t leaf = 0; leaf < part.leaves.size(); ++leaf) {
                const auto at =
                    std::find(merged.leaves.begin(), merged.leaves.end(), part.leaves[leaf]);
                REQUIRE(at != merged.leaves.end());
                merged.counts[static_cast<std::size_t>(at - merged.leaves.begin())].merge(
                    part.counts[leaf]);
            }
        CHECK(bytes(merged) == expected);
    }
}
