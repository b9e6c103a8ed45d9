// How often each person is drawn in a replicate.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "stats/philox.hpp"

namespace isonomia::fairness {

// People by the parts in which they occur; each stratum is drawn by itself.
class PeopleStrata {
public:
    explicit PeopleStrata(std::uint32_t people) : occurs_(people, 0) {}

    void probe(std::uint32_t person) { occurs_[person] |= 1U; }
    void gallery(std::uint32_t person) { occurs_[person] |= 2U; }
    void finish();  // once, before draw()

    // Weights per person; 0 for those who occur nowhere.
    [[nodiscard]] std::vector<std::uint32_t> draw(stats::RandomStream& random) const;

private:
    std::vector<std::uint8_t> occurs_;
    std::array<std::vector<std::uint32_t>, 3> strata_;
};

}  // namespace isonomia::fairness
