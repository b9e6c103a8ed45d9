// What libFuzzer calls; compiled once per target with FUZZ_TARGET set to its function.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string_view>

namespace isonomia::fuzz {
void FUZZ_TARGET(std::string_view input);
}

namespace isonomia {

// Takes the place of core/ensure.cpp, whose orderly exit would look like an end without a finding.
[[noreturn]] void ensure_failed(const char* expectation, std::source_location place);
void ensure_failed(const char* expectation, std::source_location place) {
    std::fprintf(stderr, "%s:%u: expected %s\n", place.file_name(),
                 static_cast<unsigned>(place.line()), expectation);
    std::abort();
}

}  // namespace isonomia

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // libFuzzer passes no data as a null pointer.
    isonomia::fuzz::FUZZ_TARGET({size == 0 ? "" : reinterpret_cast<const char*>(data), size});
    return 0;
}
