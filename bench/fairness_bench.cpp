// Processor time, rate and memory of counting a large table: fairness_bench [ROWS] [FILE]. Without
// FILE a table of ROWS rows (10,000,000) and 4 columns is written to the temporary folder first and
// removed at the end. Then the counting pass itself, over codes in memory, beside a plain read of
// the same bytes.
#include <algorithm>
#include <array>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <sys/resource.h>

#include "core/text.hpp"
#include "fairness/count_rows.hpp"
#include "fairness/measure.hpp"
#include "stats/code_counter.hpp"

namespace {

namespace fs = std::filesystem;
using namespace isonomia;

// The same rows on every run: a linear congruential generator is enough to fill a table.
void write_table(const fs::path& path, long long rows) {
    constexpr const char* races[] = {"African-American", "Caucasian", "Hispanic", "Other", "Asian",
                                     "Native American"};
    std::ofstream out(path, std::ios::binary);
    out << "race,sex,score,outcome\n";
    std::uint64_t state = 1;
    std::string block;
    for (long long i = 0; i < rows; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const auto random = static_cast<unsigned>(state >> 33U);
        block += fmt::format("{},{},0.{:03},{}\n", races[random % 6],
                             (random >> 4U) % 2 == 0 ? "Male" : "Female", (random >> 5U) % 1000,
                             (random >> 16U) % 2);
        if (block.size() > 1'000'000 || i + 1 == rows) {
            out << block;
            block.clear();
        }
    }
}

class Nothing final : public stats::TableVisitor {
public:
    Status header(const stats::TableRow&) override { return {}; }
    Status row(const stats::TableRow&) override { return {}; }
};

template <class Work>
void time(const char* what, double megabytes, const Work& work) {
    const std::clock_t start = std::clock();
    const auto result = work();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{:<28}{:8.2f} s {:8.0f} MB/s   peak memory {} MiB{}\n", what, seconds,
               megabytes / seconds, usage.ru_maxrss / 1024,
               result ? "" : "   FAILED: " + result.error().message);
}

// Best of five passes each, over a gigabyte of codes: six groups, both sexes, both labels.
void time_counting_pass() {
    std::vector<std::uint16_t> codes(std::size_t{500'000'000});
    std::uint64_t state = 1;
    for (std::uint16_t& code : codes) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        code = static_cast<std::uint16_t>((state >> 33U) % 12 * 9 + (state >> 50U) % 2 * 4);
    }
    const double gigabytes = static_cast<double>(codes.size() * sizeof codes[0]) / 1e9;
    double read = 1e9;
    double count = 1e9;
    std::uint64_t sum = 0;
    for (int pass = 0; pass < 5; ++pass) {
        const auto best = [&](double& seconds, const auto& work) {
            const std::clock_t start = std::clock();
            work();
            seconds = std::min(seconds, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
        };
        best(read, [&] {
            std::array<std::uint64_t, 8> sums{};
            for (std::size_t i = 0; i + 8 <= codes.size() / 4; i += 8)
                for (std::size_t k = 0; k < 8; ++k) {
                    std::uint64_t four = 0;
                    std::memcpy(&four, codes.data() + 4 * (i + k), sizeof four);
                    sums[k] += four;
                }
            for (const std::uint64_t one : sums)
                sum += one;
        });
        best(count, [&] {
            stats::CodeCounter counter;
            counter.grow(108);
            counter.add(codes);
            sum += counter.counts()[0];
        });
    }
    fmt::print(
        "counting pass: {:.0f} million rows/s, {:.1f} GB/s; plain read {:.1f} GB/s; {:.0f}%  "
        "({})\n",
        static_cast<double>(codes.size()) / count / 1e6, gigabytes / count, gigabytes / read,
        100 * read / count, sum % 10);
}

}  // namespace

int main(int count, char** arguments) {
    const long long rows =
        count > 1 ? parse_integer(arguments[1]).value_or(10'000'000) : 10'000'000;
    const bool given = count > 2;
    const fs::path path =
        given ? fs::path(arguments[2]) : fs::temp_directory_path() / "isonomia-fairness-bench.csv";
    if (!given) write_table(path, rows);
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
    Nothing nothing;
    time("read and split", megabytes,
         [&] { return stats::read_table(path, "t.csv", {}, nothing); });
    time("count by race and sex", megabytes,
         [&] { return fairness::count_rows(dataset, path, "t.csv"); });
    time("all measurements", megabytes, [&] { return fairness::measure(dataset, path, "t.csv"); });
    if (!given) fs::remove(path);
    time_counting_pass();
}
