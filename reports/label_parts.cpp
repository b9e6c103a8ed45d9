#include "reports/label_parts.hpp"

#include "reports/visible.hpp"

namespace isonomia::reports {

std::vector<LabelPart> label_parts(std::string_view text) {
    if (!runs_right_to_left(text)) return {{std::string(text), false}};
    std::vector<LabelPart> parts;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        const bool apart = !word.empty() && !runs_right_to_left(word);
        const std::string_view blank = text.substr(word.size(), 1);
        parts.push_back({std::string(word), apart});
        if (!blank.empty()) parts.push_back({std::string(blank), false});
        text.remove_prefix(word.size() + blank.size());
    }
    return parts;
}

}  // namespace isonomia::reports
