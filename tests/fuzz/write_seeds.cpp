// Writes the seeds of every target to FOLDER/NAME/, for libFuzzer.
#include <cstdio>
#include <fstream>

#include "core/files.hpp"
#include "tests/fuzz/target.hpp"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: fuzz_seeds FOLDER\n", stderr);
        return 64;
    }
    for (const auto& target : isonomia::fuzz::all_targets()) {
        const isonomia::fs::path folder = isonomia::fs::path(argv[1]) / target.name;
        isonomia::fs::create_directories(folder);
        int number = 0;
        for (const std::string& seed : isonomia::fuzz::seeds_of(target.name)) {
            std::ofstream out(folder / ("seed-" + std::to_string(number++)), std::ios::binary);
            if (!(out << seed)) return 1;
        }
    }
    return 0;
}
