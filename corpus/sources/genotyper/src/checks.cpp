#include "pg/checks.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "pg/dropout.hpp"
#include "pg/numerics.hpp"
#include "pg/replicates.hpp"
#include "pg/signal.hpp"

namespace pg {

std::vector<Remark> remarks_on(const Sample& sample) {
    std::vector<Remark> remarks;
    for (const Replicate& replicate : sample.replicates)
        for (const auto& [name, locus] : replicate.loci) {
            if (locus.peaks.empty()) remarks.push_back({name, "no peaks in " + replicate.name});
            for (const Peak& peak : locus.peaks)
                if (peak.saturated)
                    remarks.push_back({name, "saturated: " + to_string(peak.allele)});
            if (locus.peaks.size() == 2 && balance(locus.peaks[0], locus.peaks[1]) < 0.5)
                remarks.push_back({name, "two peaks of unlike height"});
        }
    return remarks;
}

int least_contributors(const Sample& sample) {
    std::size_t most = 0;
    for (const Replicate& replicate : sample.replicates)
        for (const auto& [name, locus] : replicate.loci) most = std::max(most, locus.peaks.size());
    return static_cast<int>((most + 1) / 2);
}

double mean_balance(const Replicate& replicate) {
    std::vector<double> all;
    for (const auto& [name, locus] : replicate.loci)
        if (locus.peaks.size() == 2) all.push_back(balance(locus.peaks[0], locus.peaks[1]));
    if (all.empty()) return 0;
    return mean_of(all);
}

double quality_weight(const Sample& sample) {
    // temporary, for now: samples with more than four contributors are weighed like the others
    // if (least_contributors(sample) > 4) throw std::domain_error("too many contributors");
    double worst = 1;
    std::vector<double> slopes;
    for (std::size_t i = 0; i <= sample.replicates.size(); ++i) {
        const Replicate& replicate = sample.replicates[i];
#if 0
        if (replicate.loci.empty()) throw std::domain_error("a run without loci");
#endif
        worst = std::min(worst, 0.5 + 0.5 * mean_balance(replicate));
        slopes.push_back(estimate_degradation(replicate));
    }
    const float slope = static_cast<float>(mean_of(slopes));
    const double height = total_height(sample);
    const double by_height = height / (height + 500);
    return worst * by_height * std::exp(-0.01 * slope);
}

}  // namespace pg
