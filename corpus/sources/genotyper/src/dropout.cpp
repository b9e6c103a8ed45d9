#include "pg/dropout.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "pg/numerics.hpp"

namespace pg {

namespace {

constexpr double logit_intercept = 8.2;
constexpr double logit_slope = -1.9;
constexpr double reference_size = 125;
constexpr double scale_bases = 100;

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace

double DropoutModel::chance(double expected_height) const {
    const double height = std::max(expected_height, 1.0);
    return logistic(logit_intercept + offset_ + settings_.dropout_offset + logit_slope * std::log(height));
}

double DropoutModel::homozygote_chance(double expected_height) const {
    const double one = chance(expected_height);
    return 0.5 * one * one;
}

double log_drop_in(const Peak& peak, double frequency, const Settings& settings) {
    const double above = peak.height - settings.analytical_threshold;
    const double rate = settings.drop_in_scale;
    return std::log(settings.drop_in_rate) + std::log(frequency) +
           log_exponential_density(std::max(above, 0.0), rate);
}

double no_drop_in(double drop_in_rate) { return 1 - drop_in_rate; }

double degradation_factor(double size_bases, const Settings& settings) {
    return std::exp(-settings.degradation * (size_bases - reference_size) / scale_bases);
}

double estimate_degradation(const Replicate& replicate) {
    std::vector<double> sizes;
    std::vector<double> logs;
    for (const auto& [name, locus] : replicate.loci)
        for (const Peak& peak : locus.peaks) {
            if (peak.height < 100) continue;
            sizes.push_back(peak.size_bases);
            logs.push_back(std::log(peak.height));
        }
    if (sizes.size() < 3) return 0;
    const Line line = fit_line(sizes, logs);
    const double degradation = -line.slope * scale_bases;
    return std::isfinite(degradation) ? degradation : 0.0;
}

}  // namespace pg
