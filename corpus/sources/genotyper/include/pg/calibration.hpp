// Calibration of ratios on samples of known origin, and how well ratios tell the two kinds apart.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace pg {

struct Trial {
    double log_ratio = 0;
    bool same_source = false;
    std::string sample;
};

// Cost of ratios that point the wrong way (Brümmer and du Preez), in bits.
[[nodiscard]] double log_ratio_cost(std::span<const Trial> trials);
// The same after the best monotone change of the ratios.
[[nodiscard]] double least_cost(std::span<const Trial> trials);
// Share of pairs of trials, one of each kind, that are in the right order.
[[nodiscard]] double area_under_curve(std::span<const Trial> trials);
// Share of trials of different source at or above a limit.
[[nodiscard]] double misleading_share(std::span<const Trial> trials, double limit);

// A straight line through the logits of the trials, fitted by their likelihood.
class LinearCalibration {
public:
    void fit(std::span<const Trial> trials, int steps_max);
    [[nodiscard]] double apply(double log_ratio) const;
    [[nodiscard]] double offset() const { return offset_; }
    [[nodiscard]] double scale() const { return scale_; }

private:
    double offset_ = 0;
    double scale_ = 1;
};

// Pool-adjacent-violators: the non-decreasing values nearest to those given.
[[nodiscard]] std::vector<double> isotonic(std::span<const double> values);

}  // namespace pg
