// Comparison scores from a file to every biometric figure:
// fairness_comparisons_bench [COMPARISONS] [FILE]. Without FILE a table of so many comparisons
// (100,000,000) is written to the temporary folder first, and removed at the end. Processor time
// and time on the wall.
#include <chrono>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <sys/resource.h>

#include "core/text.hpp"
#include "fairness/biometrics/measure_comparisons.hpp"

namespace {

namespace fs = std::filesystem;
using namespace isonomia;
using namespace isonomia::fairness;

// As many people in probes as enrolled; the same on every run. Six groups.
void write_comparisons(const fs::path& path, long long comparisons) {
    const auto people = static_cast<unsigned>(std::sqrt(static_cast<double>(comparisons)));
    std::ofstream out(path, std::ios::binary);
    out << "probe,enrolled,probe_group,enrolled_group,score\n";
    std::uint64_t state = 1;
    std::string block;
    for (long long i = 0; i < comparisons; ++i) {
        const auto probe = static_cast<unsigned>(i / people);
        const auto enrolled = static_cast<unsigned>(i % people);
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const auto random = static_cast<unsigned>(state >> 44U);  // 20 bits
        const unsigned score = probe == enrolled ? 999'999 - random / 2 : random * 7 / 10;
        fmt::format_to(std::back_inserter(block), "p{},p{},g{},g{},0.{:06}\n", probe, enrolled,
                       probe % 6, enrolled % 6, score);
        if (block.size() > 1'000'000 || i + 1 == comparisons) {
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
    const std::clock_t start = std::clock();
    const auto begin = std::chrono::steady_clock::now();
    const std::string result = work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{:<22}{:8.2f} s {:8.2f} s on the wall {:8.0f} MB/s   peak memory {} MiB  {}\n",
               what, seconds, wall.count(), megabytes / wall.count(), usage.ru_maxrss / 1024,
               result);
}

}  // namespace

int main(int count, char** arguments) {
    const long long rows =
        count > 1 ? parse_integer(arguments[1]).value_or(100'000'000) : 100'000'000;
    const bool given = count > 2;
    const fs::path path =
        given ? fs::path(arguments[2]) : fs::temp_directory_path() / "isonomia-comparisons.csv";
    if (!given) write_comparisons(path, rows);
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
        Nothing nothing;
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
