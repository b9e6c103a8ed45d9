// From raw signal to peaks: baseline, noise, thresholds, saturation.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "pg/settings.hpp"
#include "pg/types.hpp"

namespace pg {

struct Noise {
    double baseline = 0;
    double deviation = 0;
};

// Baseline and noise from scans without peaks.
[[nodiscard]] Noise estimate_noise(std::span<const double> scans);

// Height of a peak that was injected for some time, as if it had been injected for the usual one.
[[nodiscard]] double normalised_height(double height, double injection_seconds);

// Peaks above the threshold of the laboratory.
class PeakFilter {
public:
    explicit PeakFilter(const Settings& settings) : settings_(settings) {}

    void set_threshold(double height) { threshold_override_ = height; }
    [[nodiscard]] double threshold() const;
    [[nodiscard]] LocusProfile filtered(LocusProfile profile) const;
    [[nodiscard]] Replicate filtered(const Replicate& replicate) const;

private:
    Settings settings_;
    double threshold_override_ = -1;
};

// The share of heights that each peak has of its locus.
[[nodiscard]] std::vector<double> height_shares(const LocusProfile& profile);

// Ratio of the lower to the higher of two peaks.
[[nodiscard]] double balance(const Peak& a, const Peak& b);

// Reading of a scan of 16 bits as fluorescence.
[[nodiscard]] double fluorescence(int scan, int gain);

}  // namespace pg
