// Labels of plots whose words run in both directions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace isonomia::reports {

// A label cut at its blanks: what holds no letter from right to left, an identifier or a range of
// numbers, stands apart from the direction of what surrounds it. One part where nothing can
// reorder.
struct LabelPart {
    std::string text;
    bool apart = false;
};
[[nodiscard]] std::vector<LabelPart> label_parts(std::string_view text);

}  // namespace isonomia::reports
