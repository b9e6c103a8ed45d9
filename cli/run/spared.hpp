// What a run does not withdraw, although the matter does not declare it.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "cli/run/journal.hpp"

namespace isonomia::cli {

// Acts of people on the record itself (handovers, holds, keys, …) have commands of their own; and
// what another party handed over stays until the matter declares it better: the exhibits, the
// offer that brought them, and the agents between whom they passed.
class Spared {
public:
    explicit Spared(const Journal& journal);
    [[nodiscard]] bool operator()(const std::string& type, const std::string& id) const;

private:
    std::set<std::pair<std::string, std::string>> handed_over_;  // type, id
};

}  // namespace isonomia::cli
