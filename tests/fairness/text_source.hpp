// A table in memory, and measurements by id, for tests.
#pragma once

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/measurement.hpp"
#include "stats/table.hpp"

namespace isonomia::tests {

[[nodiscard]] inline stats::ByteSource text_source(std::string text) {
    return [text = std::move(text),
            at = std::size_t{0}](std::span<char> space) mutable -> Result<std::size_t> {
        const std::size_t count = std::min(space.size(), text.size() - at);
        std::memcpy(space.data(), text.data() + at, count);
        at += count;
        return count;
    };
}

[[nodiscard]] inline const Measurement& by_id(const std::vector<Measurement>& list,
                                              const std::string& id) {
    for (const Measurement& m : list)
        if (m.id == id) return m;
    std::string ids;
    for (const Measurement& m : list)
        ids += "\n  " + m.id;
    throw std::runtime_error("no measurement '" + id + "' among" + ids);
}

[[nodiscard]] inline Column column(const char* name, ColumnRole role,
                                   std::vector<std::string> positive = {},
                                   const char* reference = "") {
    return {name, role, "", std::move(positive), {}, reference};
}

}  // namespace isonomia::tests
