#include "fairness/biometrics/people_draw.hpp"

#include "fairness/resample.hpp"

namespace isonomia::fairness {

void PeopleStrata::finish() {
    for (std::size_t person = 0; person < occurs_.size(); ++person)
        if (occurs_[person] != 0)
            strata_[occurs_[person] - 1U].push_back(static_cast<std::uint32_t>(person));
}

std::vector<std::uint32_t> PeopleStrata::draw(stats::RandomStream& random) const {
    std::vector<std::uint32_t> weights(occurs_.size(), 0);
    std::vector<std::uint32_t> drawn;
    for (const auto& stratum : strata_) {
        drawn.resize(stratum.size());
        draw_units(random, drawn);
        for (std::size_t i = 0; i < stratum.size(); ++i)
            weights[stratum[i]] = drawn[i];
    }
    return weights;
}

}  // namespace isonomia::fairness
