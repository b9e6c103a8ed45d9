// Comparison scores from a file to every biometric figure:
// fairness_comparisons_bench [COMPARISONS] [FILE]. A table of so many comparisons
// (100,000,000) is written first, to FILE unless it is there, or without FILE to the temporary
// folder, and then removed at the end. Processor time
// and time on the wall.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "bench/bench.hpp"
#include "core/text.hpp"
#include "fairness/biometrics/measure_comparisons.hpp"

namespace {

namespace fs = std::filesystem;
using namespace isonomia;
using namespace isonomia::fairness;

// As many people in probes as enrolled; the same on every run. Six groups.
void write_comparisons(const fs::path& path, long long comparisons) {
    const auto people = static_cast<unsigned>(std::sqrt(static_cast<double>(comparisons)));
    bench::Filler filler;
    bench::write_table(
        path, "probe,enrolled,probe_group,enrolled_group,score\n", comparisons,
        [&](long long i, std::string& text) {
            const auto probe = static_cast<unsigned>(i / people);
            const auto enrolled = static_cast<unsigned>(i % people);
            const auto random = static_cast<unsigned>(filler.next() >> 44U);  // 20 bits
            const unsigned score = probe == enrolled ? 999'999 - random / 2 : random * 7 / 10;
            fmt::format_to(std::back_inserter(text), "p{},p{},g{},g{},0.{:06}\n", probe, enrolled,
                           probe % 6, enrolled % 6, score);
        });
}

Dataset declared() {
    Dataset dataset;
    dataset.id = "bench";
    dataset.form = DataForm::comparisons;
    dataset.columns = {{"score", ColumnRole::score, "", {}, {}, ""},
                       {"probe", ColumnRole::probe, "", {}, {}, ""},
                       {"enrolled", ColumnRole::gallery, "", {}, {}, ""},
                       {"probe_group", ColumnRole::probe_group, "", {}, {}, ""},
                       {"enrolled_group", ColumnRole::gallery_group, "", {}, {}, ""}};
    dataset.threshold = 0.7;
    dataset.case_score = 0.72;
    dataset.gallery_size = 10'000;
    return dataset;
}

template <class Work>
void time(const char* what, double megabytes, const Work& work) {
    std::string result;
    const bench::Took took = bench::took([&] { result = work(); });
    fmt::print("{:<22}{:8.2f} s of the processor {:8.2f} s {:8.0f} MB/s   peak memory {} MiB  {}\n",
               what, took.processor, took.wall, megabytes / took.wall, bench::peak_mebibytes(),
               result);
}

}  // namespace

int main(int count, char** arguments) {
    const long long rows =
        count > 1 ? parse_integer(arguments[1]).value_or(100'000'000) : 100'000'000;
    const bool given = count > 2;
    const fs::path path =
        given ? fs::path(arguments[2]) : fs::temp_directory_path() / "isonomia-comparisons.csv";
    if (!given || !fs::exists(path)) write_comparisons(path, rows);
    const double megabytes = static_cast<double>(fs::file_size(path)) / 1e6;
    fmt::print("{} of {:.0f} MB\n", path.string(), megabytes);
    const Dataset dataset = declared();
    time("bytes", megabytes, [&] {
        std::ifstream file(path, std::ios::binary);
        std::vector<char> block(std::size_t{256} << 10U);
        std::uint64_t sum = 0;
        while (file.read(block.data(), static_cast<std::streamsize>(block.size())) ||
               file.gcount() > 0)
            sum += static_cast<unsigned char>(block[0]);
        return fmt::format("({})", sum);
    });
    time("read and split", megabytes, [&] {
        bench::Nothing nothing;
        const auto facts = stats::read_table(path, "t.csv", {}, nothing);
        return facts ? fmt::format("{} rows", facts->rows) : facts.error().message;
    });
    {
        std::optional<Comparisons> comparisons;
        time("read comparisons", megabytes, [&]() -> std::string {
            auto read = read_comparisons(dataset, path, "t.csv");
            if (!read) return read.error().message;
            comparisons = std::move(*read);
            return fmt::format("{} people", comparisons->people);
        });
        if (comparisons)
            time("figures", megabytes, [&] {
                return fmt::format("{} figures",
                                   measure_comparison_list(dataset, *comparisons).size());
            });
    }
    if (!given) fs::remove(path);
}
