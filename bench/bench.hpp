// What the benchmarks share: tables that are the same on every run, and what a piece of work took.
#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <sys/resource.h>

#include "stats/table.hpp"

namespace isonomia::bench {

// Reads a table and does nothing with it.
class Nothing final : public stats::TableVisitor {
public:
    Status header(const stats::TableRow&) override { return {}; }
    Status row(const stats::TableRow&) override { return {}; }
};

// A linear congruential generator is enough to fill a table.
class Filler {
public:
    [[nodiscard]] std::uint64_t next() {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return state_;
    }

private:
    std::uint64_t state_ = 1;
};

// `line(i, text)` appends row i with its line end.
template <class Line>
void write_table(const std::filesystem::path& path, std::string_view header, long long rows,
                 const Line& line) {
    std::ofstream out(path, std::ios::binary);
    std::string block(header);
    for (long long i = 0; i < rows; ++i) {
        line(i, block);
        if (block.size() > 1'000'000) {
            out << block;
            block.clear();
        }
    }
    out << block;
}

// In seconds; of all threads.
struct Took {
    double wall = 0;
    double processor = 0;
};

template <class Work>
Took took(const Work& work) {
    const std::clock_t processor = std::clock();
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    return {wall.count(), static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC};
}

inline long peak_mebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

}  // namespace isonomia::bench
