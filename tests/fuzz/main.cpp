// What libFuzzer calls; compiled once per target with FUZZ_TARGET set to its function.
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace isonomia::fuzz {
void FUZZ_TARGET(std::string_view input);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // libFuzzer passes no data as a null pointer.
    isonomia::fuzz::FUZZ_TARGET({size == 0 ? "" : reinterpret_cast<const char*>(data), size});
    return 0;
}
