// Tests of a sample before it is weighed.
#pragma once

#include <string>
#include <vector>

#include "pg/types.hpp"

namespace pg {

struct Remark {
    std::string locus;
    std::string text;
};

// What an analyst should look at.
[[nodiscard]] std::vector<Remark> remarks_on(const Sample& sample);
// The least number of persons that the peaks need.
[[nodiscard]] int least_contributors(const Sample& sample);
// A weight between 0 and 1 by the quality of the sample.
[[nodiscard]] double quality_weight(const Sample& sample);
// Mean balance of the loci that show two peaks.
[[nodiscard]] double mean_balance(const Replicate& replicate);

}  // namespace pg
