// Facts as bytes, for the pipe between processes and for the cache. Only this program reads them,
// but the writer has parsed hostile source, so nothing that is read is trusted: every index is
// checked before anybody follows it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/worker/facts.hpp"

namespace isonomia::analyzer {

// A unit with the files that its facts rest on: those that were read, and those that were looked
// for and not there (a header that appears later changes what is read).
struct ReadUnit {
    Unit unit;
    std::vector<std::string> files;   // absolute, sorted
    std::vector<std::string> absent;  // absolute, sorted
};

[[nodiscard]] std::string encode(const ReadUnit& unit);

// Nothing when the bytes are not what encode() writes, or when an index leads nowhere.
[[nodiscard]] std::optional<ReadUnit> decode(std::string_view bytes);

}  // namespace isonomia::analyzer
