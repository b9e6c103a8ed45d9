#include "pg/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace pg {

namespace {

constexpr double natural = 2.302585092994046;

double log2_of_1_plus_exp(double x) {
    return (x > 30 ? x : std::log1p(std::exp(x))) / 0.6931471805599453;
}

struct Counts {
    double same = 0;
    double different = 0;
};

Counts counts_of(std::span<const Trial> trials) {
    Counts counts;
    for (const Trial& trial : trials) (trial.same_source ? counts.same : counts.different) += 1;
    if (counts.same <= 0 || counts.different <= 0)
        throw std::domain_error("calibration needs trials of both kinds");
    return counts;
}

std::vector<Trial> sorted_by_ratio(std::span<const Trial> trials) {
    std::vector<Trial> sorted(trials.begin(), trials.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Trial& a, const Trial& b) { return a.log_ratio < b.log_ratio; });
    return sorted;
}

}  // namespace

double log_ratio_cost(std::span<const Trial> trials) {
    const Counts counts = counts_of(trials);
    double same = 0;
    double different = 0;
    for (const Trial& trial : trials) {
        const double logit = trial.log_ratio * natural;
        if (trial.same_source)
            same += log2_of_1_plus_exp(-logit);
        else
            different += log2_of_1_plus_exp(logit);
    }
    return 0.5 * (same / counts.same + different / counts.different);
}

std::vector<double> isotonic(std::span<const double> values) {
    struct Block {
        double mean = 0;
        double weight = 0;
    };
    std::vector<Block> blocks;
    for (const double value : values) {
        blocks.push_back({value, 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean >= blocks.back().mean) {
            const Block last = blocks.back();
            blocks.pop_back();
            Block& before = blocks.back();
            before.mean = (before.mean * before.weight + last.mean * last.weight) /
                          (before.weight + last.weight);
            before.weight += last.weight;
        }
    }
    std::vector<double> result;
    for (const Block& block : blocks)
        for (double i = 0; i < block.weight; i += 1) result.push_back(block.mean);
    return result;
}

double least_cost(std::span<const Trial> trials) {
    const Counts counts = counts_of(trials);
    const std::vector<Trial> sorted = sorted_by_ratio(trials);
    std::vector<double> labels;
    for (const Trial& trial : sorted) labels.push_back(trial.same_source ? 1 : 0);
    const std::vector<double> shares = isotonic(labels);
    double same = 0;
    double different = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const double odds = shares[i] / (1 - shares[i]) * counts.different / counts.same;
        if (sorted[i].same_source)
            same += std::log2(1 + 1 / odds);
        else
            different += std::log2(1 + odds);
    }
    return 0.5 * (same / counts.same + different / counts.different);
}

double area_under_curve(std::span<const Trial> trials) {
    const Counts counts = counts_of(trials);
    double right = 0;
    for (const Trial& a : trials) {
        if (!a.same_source) continue;
        for (const Trial& b : trials) {
            if (b.same_source) continue;
            if (a.log_ratio > b.log_ratio)
                right += 1;
            else if (!(a.log_ratio < b.log_ratio))
                right += 0.5;
        }
    }
    return right / (counts.same * counts.different);
}

double misleading_share(std::span<const Trial> trials, double limit) {
    const Counts counts = counts_of(trials);
    double misleading = 0;
    for (const Trial& trial : trials)
        if (!trial.same_source && trial.log_ratio >= limit) misleading += 1;
    return misleading / counts.different;
}

void LinearCalibration::fit(std::span<const Trial> trials, int steps_max) {
    const Counts counts = counts_of(trials);
    for (int step = 0; step < steps_max; ++step) {
        double by_offset = 0;
        double by_scale = 0;
        double offset_offset = 0;
        double offset_scale = 0;
        double scale_scale = 0;
        for (const Trial& trial : trials) {
            const double x = trial.log_ratio * natural;
            const double share = 1 / (1 + std::exp(-(offset_ + scale_ * x)));
            const double weight = trial.same_source ? 0.5 / counts.same : 0.5 / counts.different;
            const double residual = (trial.same_source ? 1 : 0) - share;
            const double curvature = share * (1 - share);
            by_offset += weight * residual;
            by_scale += weight * residual * x;
            offset_offset += weight * curvature;
            offset_scale += weight * curvature * x;
            scale_scale += weight * curvature * x * x;
        }
        const double determinant = offset_offset * scale_scale - offset_scale * offset_scale;
        if (determinant <= 0) throw std::domain_error("the trials do not determine a line");
        offset_ += (scale_scale * by_offset - offset_scale * by_scale) / determinant;
        scale_ += (offset_offset * by_scale - offset_scale * by_offset) / determinant;
    }
}

double LinearCalibration::apply(double log_ratio) const { return scale_ * log_ratio + offset_ / natural; }

}  // namespace pg
