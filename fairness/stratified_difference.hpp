// The difference of a rate between a group and the reference group within strata.
#pragma once

#include "core/measurement.hpp"
#include "fairness/cube.hpp"
#include "fairness/metric.hpp"
#include "fairness/sample.hpp"
#include "stats/defined.hpp"

namespace isonomia::fairness {

struct GroupAndReference {
    const GroupValues& group;
    const GroupValues& reference;
};

// Value, interval (Sato's), test (Mantel and Haenszel's) and, among the parameters, the common odds
// ratio, the test of homogeneity and a warning where the strata reverse `crude`, the difference in
// total. Undefined without strata, where persons repeat, and where no stratum has rows of both
// groups. Neither interval nor p where stats::large_enough does not hold, and no test of
// homogeneity below five expected in a cell; the parameters say why.
void set_stratified(Measurement& m, const Slice& slice, const Metric& rate,
                    const GroupAndReference& compared, const stats::Defined<double>& crude,
                    double level);

}  // namespace isonomia::fairness
