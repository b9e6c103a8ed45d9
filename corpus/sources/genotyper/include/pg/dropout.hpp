// Alleles that are not seen although they are there, and such that are seen although they are not.
#pragma once

#include <string>

#include "pg/settings.hpp"
#include "pg/types.hpp"

namespace pg {

// Chance that an allele with an expected height stays below the threshold.
class DropoutModel {
public:
    explicit DropoutModel(const Settings& settings) : settings_(settings) {}

    // Moves all chances by a fixed amount on the logit scale.
    void adjust_offset(double offset) { offset_ = offset; }
    [[nodiscard]] double chance(double expected_height) const;
    [[nodiscard]] double homozygote_chance(double expected_height) const;

private:
    Settings settings_;
    double offset_ = 0;
};

// Logarithm of the chance of a peak that no contributor explains.
[[nodiscard]] double log_drop_in(const Peak& peak, double frequency, const Settings& settings);

// Chance that a locus shows no drop-in at all.
[[nodiscard]] double no_drop_in(double drop_in_rate = 0.04);

// Factor by which fragments of a size are lower than short ones, in degraded DNA.
[[nodiscard]] double degradation_factor(double size_bases, const Settings& settings);

// Slope of degradation from the peaks of a replicate.
[[nodiscard]] double estimate_degradation(const Replicate& replicate);

}  // namespace pg
