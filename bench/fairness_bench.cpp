// Time, rate and memory of counting a large table: fairness_bench [ROWS] [FILE]. A table of
// ROWS rows (10,000,000) and 4 columns is written first, to FILE unless it is there, or without
// FILE to the temporary folder, and then removed at the end; with 0 rows there is none. Then the
// counting pass itself, over codes in memory, beside a plain read of the same bytes.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "bench/bench.hpp"
#include "core/text.hpp"
#include "fairness/count_rows.hpp"
#include "fairness/measure.hpp"
#include "stats/code_counter.hpp"

namespace {

namespace fs = std::filesystem;
using namespace isonomia;

void write_table(const fs::path& path, long long rows) {
    constexpr const char* races[] = {"African-American", "Caucasian", "Hispanic", "Other", "Asian",
                                     "Native American"};
    bench::Filler filler;
    bench::write_table(path, "race,sex,score,outcome\n", rows, [&](long long, std::string& text) {
        const auto random = static_cast<unsigned>(filler.next() >> 33U);
        fmt::format_to(std::back_inserter(text), "{},{},0.{:03},{}\n", races[random % 6],
                       (random >> 4U) % 2 == 0 ? "Male" : "Female", (random >> 5U) % 1000,
                       (random >> 16U) % 2);
    });
}

template <class Work>
void time(const char* what, double megabytes, const Work& work) {
    std::string failure;
    const bench::Took took = bench::took([&] {
        if (const auto result = work(); !result) failure = "   FAILED: " + result.error().message;
    });
    fmt::print("{:<24}{:8.2f} s {:8.2f} s of the processor {:8.0f} MB/s   peak memory {} MiB{}\n",
               what, took.wall, took.processor, megabytes / took.wall, bench::peak_mebibytes(),
               failure);
}

using Codes = std::span<const std::uint16_t>;

std::uint64_t read_through(Codes codes) {
    std::array<std::uint64_t, 8> sums{};
    for (std::size_t i = 0; i + 32 <= codes.size(); i += 32)
        for (std::size_t k = 0; k < 8; ++k) {
            std::uint64_t four = 0;
            std::memcpy(&four, codes.data() + i + 4 * k, sizeof four);
            sums[k] += four;
        }
    std::uint64_t sum = 0;
    for (const std::uint64_t one : sums)
        sum += one;
    return sum;
}

std::uint64_t counted(Codes codes, std::size_t distinct) {
    stats::CodeCounter counter;
    counter.grow(distinct);
    counter.add(codes);
    return counter.counts()[0];
}

// Seconds on the wall of `work` on equal parts, one per thread.
template <class Work>
double in_parts(Codes codes, unsigned threads, const Work& work) {
    return bench::took([&] {
               std::vector<std::jthread> others;
               const std::size_t part = codes.size() / threads;
               for (unsigned i = 0; i < threads; ++i)
                   others.emplace_back([&, i] { work(codes.subspan(i * part, part)); });
           })
        .wall;
}

// Gigabytes per second, best of nine passes each in turn, of two bytes per row: `groups` groups,
// each of both outcomes and both predictions, in no order.
void time_counting_pass(std::uint64_t groups, unsigned threads) {
    std::vector<std::uint16_t> codes(std::size_t{200'000'000});
    bench::Filler filler;
    for (std::uint16_t& code : codes) {
        const std::uint64_t random = filler.next();
        constexpr std::array<std::uint64_t, 4> labels{0, 1, 3, 4};  // of the nine with missing
        code = static_cast<std::uint16_t>((random >> 33U) % groups * 9 + labels[random >> 62U]);
    }
    double read = 1e9;
    double count = 1e9;
    std::atomic<std::uint64_t> sum = 0;
    for (int pass = 0; pass < 9; ++pass) {
        read = std::min(read,
                        in_parts(codes, threads, [&](Codes part) { sum += read_through(part); }));
        count = std::min(
            count, in_parts(codes, threads, [&](Codes part) { sum += counted(part, groups * 9); }));
    }
    const auto rows = static_cast<double>(codes.size());
    fmt::print(
        "counting pass, {} groups, {} thread{}: {:.0f} million rows/s, {:.1f} GB/s; plain read "
        "{:.1f} GB/s; {:.0f}%  ({})\n",
        groups, threads, threads == 1 ? "" : "s", rows / count / 1e6, 2 * rows / count / 1e9,
        2 * rows / read / 1e9, 100 * read / count, sum.load() % 10);
}

void time_table(const fs::path& path) {
    const double megabytes = static_cast<double>(fs::file_size(path)) / 1e6;
    Dataset dataset;
    dataset.id = "bench";
    dataset.columns = {{"outcome", ColumnRole::outcome, "", {}, {}, ""},
                       {"score", ColumnRole::score, "", {}, {}, ""},
                       {"race", ColumnRole::group, "", {}, {}, "Caucasian"},
                       {"sex", ColumnRole::group, "", {}, {}, "Male"}};
    dataset.threshold = 0.5;
    dataset.intersections = true;
    fmt::print("{} of {:.0f} MB\n", path.string(), megabytes);
    bench::Nothing nothing;
    time("read and split", megabytes,
         [&] { return stats::read_table(path, "t.csv", {}, nothing); });
    time("count by race and sex", megabytes,
         [&] { return fairness::count_rows(dataset, path, "t.csv"); });
    time("all measurements", megabytes, [&] { return fairness::measure(dataset, path, "t.csv"); });
}

}  // namespace

int main(int count, char** arguments) {
    const long long rows =
        count > 1 ? parse_integer(arguments[1]).value_or(10'000'000) : 10'000'000;
    const bool given = count > 2;
    const fs::path path =
        given ? fs::path(arguments[2]) : fs::temp_directory_path() / "isonomia-fairness-bench.csv";
    if (rows > 0) {
        if (!given || !fs::exists(path)) write_table(path, rows);
        time_table(path);
        if (!given) fs::remove(path);
    }
    for (const unsigned threads : {1U, std::thread::hardware_concurrency()})
        for (const std::uint64_t groups : {12U, 36U})
            time_counting_pass(groups, threads);
}
