// What a new version of a pack changes: for who relies on outcomes of the older one.
#pragma once

#include <string>
#include <vector>

#include "rules/pack.hpp"

namespace isonomia::rules {

enum class ChangeKind { added, removed, changed };
constexpr std::array<std::string_view, 3> names_of(ChangeKind) {
    return {"added", "removed", "changed"};
}

struct Change {
    ChangeKind kind = ChangeKind::changed;
    std::string type;  // 'pack', 'rule', 'fact', 'parameter'
    std::string id;
    // What of it differs: 'logic', 'authority', 'texts', … In alphabetic order; none for what was
    // added or removed.
    std::vector<std::string> parts;
    bool can_change_verdicts = false;  // more than texts differ, or a rule came or went
};

// By type, then id. Two packs with the same content have no changes, whatever their layout.
[[nodiscard]] std::vector<Change> diff(const Pack& older, const Pack& newer);

}  // namespace isonomia::rules
