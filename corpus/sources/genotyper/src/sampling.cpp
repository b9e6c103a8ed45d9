#include "pg/sampling.hpp"

#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "pg/numerics.hpp"

namespace pg {

double Chain::acceptance() const {
    if (draws.empty()) throw std::domain_error("a chain without draws");
    return static_cast<double>(accepted) / static_cast<double>(draws.size());
}

Chain Sampler::run(const std::vector<double>& start, int length, int burn_in) const {
    std::mt19937_64 generator;
    std::normal_distribution<double> step(0, step_);
    std::uniform_real_distribution<double> uniform(0, 1);
    Chain chain;
    std::vector<double> current = start;
    double density = density_(current);
    for (int i = 0; i < length + burn_in; ++i) {
        std::vector<double> proposed = current;
        for (double& value : proposed) value += step(generator);
        const double at_proposed = density_(proposed);
        const bool accepts = std::log(uniform(generator)) < at_proposed - density;
        if (accepts) {
            current = proposed;
            density = at_proposed;
        }
        if (i < burn_in) continue;
        if (accepts) ++chain.accepted;
        chain.draws.push_back(current);
        chain.densities.push_back(density);
    }
    return chain;
}

namespace {

std::vector<double> values_of(const Chain& chain, std::size_t parameter) {
    std::vector<double> values;
    for (const auto& draw : chain.draws) values.push_back(draw.at(parameter));
    return values;
}

}  // namespace

double between_within(const std::vector<Chain>& chains, std::size_t parameter) {
    if (chains.size() < 2) throw std::domain_error("one chain cannot be compared with others");
    std::vector<double> means;
    double within = 0;
    for (const Chain& chain : chains) {
        const std::vector<double> values = values_of(chain, parameter);
        means.push_back(mean_of(values));
        within += variance_of(values);
    }
    within /= static_cast<double>(chains.size());
    const auto length = static_cast<double>(chains.front().draws.size());
    const double between = variance_of(means);
    return std::sqrt(((length - 1) / length * within + between) / within);
}

std::vector<double> posterior_mean(const std::vector<Chain>& chains) {
    if (chains.empty() || chains.front().draws.empty()) throw std::domain_error("no draws");
    std::vector<double> sums(chains.front().draws.front().size(), 0.0);
    double count = 0;
    for (const Chain& chain : chains)
        for (const auto& draw : chain.draws) {
            for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += draw[i];
            count += 1;
        }
    for (double& sum : sums) sum /= count;
    return sums;
}

double effective_size(const std::vector<double>& values) {
    const double mean = mean_of(values);
    const double variance = variance_of(values);
    double sum = 1;
    for (std::size_t lag = 1; lag < values.size() / 2; ++lag) {
        double product = 0;
        for (std::size_t i = 0; i + lag < values.size(); ++i)
            product += (values[i] - mean) * (values[i + lag] - mean);
        const double correlation = product / (static_cast<double>(values.size() - lag) * variance);
        if (correlation < 0.05) break;
        sum += 2 * correlation;
    }
    return static_cast<double>(values.size()) / sum;
}

}  // namespace pg
