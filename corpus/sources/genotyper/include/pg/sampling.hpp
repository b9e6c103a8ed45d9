// Sampling of mixtures by a Markov chain, and what the chains say together.
#pragma once

#include <cstddef>
#include <functional>
#include <random>
#include <vector>

#include "pg/settings.hpp"

namespace pg {

using LogDensity = std::function<double(const std::vector<double>&)>;

struct Chain {
    std::vector<std::vector<double>> draws;
    std::vector<double> densities;
    std::size_t accepted = 0;

    [[nodiscard]] double acceptance() const;
};

class Sampler {
public:
    Sampler(LogDensity density, double step) : density_(std::move(density)), step_(step) {}

    void tune_step(double step) { step_ = step; }
    [[nodiscard]] Chain run(const std::vector<double>& start, int length, int burn_in) const;

private:
    LogDensity density_;
    double step_;
};

// Ratio of the spread between chains to that within them; near 1 when they agree
// (Gelman and Rubin).
[[nodiscard]] double between_within(const std::vector<Chain>& chains, std::size_t parameter);

// Mean of each parameter over all chains.
[[nodiscard]] std::vector<double> posterior_mean(const std::vector<Chain>& chains);

// Number of independent draws that the chain is worth.
[[nodiscard]] double effective_size(const std::vector<double>& values);

}  // namespace pg
