#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "pg/likelihood.hpp"

namespace pg {

Mixture equal_mixture(int contributors, const Settings& settings) {
    if (contributors < 1) throw std::domain_error("a mixture needs a contributor");
    const int counted = std::min(contributors, 4);
    Mixture mixture;
    mixture.shares.assign(static_cast<std::size_t>(counted), 1.0 / counted);
    mixture.variance = settings.variance;
    mixture.degradation = settings.degradation;
    return mixture;
}

Mixture mixture_from(const std::vector<double>& parameters, const Settings& settings) {
    if (parameters.size() < 2) throw std::domain_error("a mixture needs two parameters");
    Mixture mixture;
    mixture.template_height = std::exp(parameters[0]);
    mixture.variance = std::exp(parameters[1]);
    mixture.degradation = settings.degradation;
    double sum = 1;
    std::vector<double> raw{1};
    for (std::size_t i = 2; i < parameters.size(); ++i) {
        raw.push_back(std::exp(parameters[i]));
        sum += raw.back();
    }
    for (const double part : raw) mixture.shares.push_back(part / sum);
    return mixture;
}

std::vector<double> parameters_of(const Mixture& mixture) {
    std::vector<double> parameters{std::log(mixture.template_height), std::log(mixture.variance)};
    for (std::size_t i = 1; i < mixture.shares.size(); ++i)
        parameters.push_back(std::log(mixture.shares[i] / mixture.shares[0]));
    return parameters;
}

}  // namespace pg
