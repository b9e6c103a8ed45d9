// Runs a program without a shell, with limits, and collects what it prints.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace isonomia {

struct ProcessLimits {
    std::chrono::seconds wall{300};
    std::uint64_t memory_bytes = 8ULL << 30U;    // address space
    std::uint64_t output_bytes = 256ULL << 20U;  // of each stream; more is an error
    std::uint64_t open_files = 256;
};

struct ProcessResult {
    int exit_code = 0;  // when it ended by itself
    int signal = 0;     // when it was killed
    std::string out;
    std::string err;
};

// `arguments[0]` is the path of the program. The child gets an empty environment but for PATH and
// LC_ALL=C, no descriptors but its three streams, and `input` on its standard input. Errors: F0101
// cannot start, F0102 ran beyond its time, F0103 printed more than allowed.
[[nodiscard]] Result<ProcessResult> run_process(const std::vector<std::string>& arguments,
                                                std::string_view input, ProcessLimits limits = {});

}  // namespace isonomia
