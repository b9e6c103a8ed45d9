#include "fairness/repeated_ids.hpp"

#include <functional>

namespace isonomia::fairness {

void RepeatedIds::add(std::string_view id) {
    if (id.empty() || !complete_) return;
    const std::uint64_t hash = std::hash<std::string_view>{}(id);
    if (seen_.contains(hash)) {
        ++repeated_;
    } else if (seen_.size() < distinct_max_) {
        seen_.insert(hash);
    } else {
        complete_ = false;
        seen_ = {};
    }
}

}  // namespace isonomia::fairness
