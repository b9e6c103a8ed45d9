#include "explain/likeness.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "explain/limits.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t nearest_max = 10;
constexpr std::size_t sampled_max = 500;
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

class Distances {
public:
    Distances(const std::vector<ModelInput>& inputs, const std::vector<Row>& rows)
        : inputs_(inputs) {
        for (const Limit& limit : limits_from(rows, inputs.size()))
            scale_.push_back(limit.scale);
    }

    [[nodiscard]] double between(const Row& a, const Row& b) const {
        double sum = 0;
        for (std::size_t f = 0; f < inputs_.size(); ++f) {
            const bool one = std::isnan(a[f]);
            if (one || std::isnan(b[f]))
                sum += one == std::isnan(b[f]) ? 0 : 1;
            else if (inputs_[f].type == InputType::category)
                sum += a[f] == b[f] ? 0 : 1;
            else
                sum += std::min(1.0, std::abs(a[f] - b[f]) / scale_[f]);
        }
        return inputs_.empty() ? 0 : sum / static_cast<double>(inputs_.size());
    }

    [[nodiscard]] double scale(std::size_t f) const { return scale_[f]; }

private:
    const std::vector<ModelInput>& inputs_;
    std::vector<double> scale_;
};

FeatureSupport support_of(const ModelInput& input, double own, double scale, std::size_t f,
                          const std::vector<Row>& rows) {
    FeatureSupport support;
    support.missing = std::isnan(own);
    support.least = support.greatest = not_a_number;
    const bool category = input.type == InputType::category;
    double below = 0;
    for (const Row& row : rows) {
        const double x = row[f];
        if (std::isnan(x)) {
            if (support.missing) ++support.alike;
            continue;
        }
        ++support.n;
        support.least = std::fmin(support.least, x);
        support.greatest = std::fmax(support.greatest, x);
        below += x < own ? 1 : x == own ? 0.5 : 0;
        if (category ? x == own : std::abs(x - own) <= scale / 2) ++support.alike;
    }
    if (support.n > 0) support.share_below = below / static_cast<double>(support.n);
    support.outside = support.missing ? support.alike == 0
                      : category      ? support.alike == 0
                                      : !(own >= support.least && own <= support.greatest);
    return support;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

Likeness likeness(const std::vector<ModelInput>& inputs, const Row& row,
                  const std::vector<Row>& validation) {
    Likeness result;
    const Distances distances(inputs, validation);
    for (std::size_t f = 0; f < inputs.size(); ++f)
        result.features.push_back(support_of(inputs[f], row[f], distances.scale(f), f, validation));
    std::vector<Neighbour> order;
    for (std::size_t i = 0; i < validation.size(); ++i)
        order.push_back({i, distances.between(row, validation[i])});
    std::stable_sort(order.begin(), order.end(), [](const Neighbour& a, const Neighbour& b) {
        return a.distance < b.distance;
    });
    result.nearest.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(
                                                             std::min(order.size(), nearest_max)));
    if (validation.size() < 2) return result;

    std::vector<double> first;
    std::vector<double> tenth;
    const std::size_t sampled = std::min(validation.size(), sampled_max);
    std::vector<double> others(validation.size() - 1);
    for (std::size_t s = 0; s < sampled; ++s) {
        const std::size_t i = s * validation.size() / sampled;
        std::size_t at = 0;
        for (std::size_t j = 0; j < validation.size(); ++j)
            if (j != i) others[at++] = distances.between(validation[i], validation[j]);
        const auto rank = static_cast<std::ptrdiff_t>(std::min(others.size(), nearest_max) - 1);
        std::nth_element(others.begin(), others.begin() + rank, others.end());
        tenth.push_back(others[static_cast<std::size_t>(rank)]);
        first.push_back(*std::min_element(others.begin(), others.begin() + rank + 1));
    }
    const double own = result.nearest.front().distance;
    std::uint64_t as_far = 0;
    for (const double distance : first)
        if (distance >= own) ++as_far;
    result.sampled = sampled;
    result.p = static_cast<double>(1 + as_far) / static_cast<double>(1 + sampled);
    result.typical_distance = median(std::move(first));
    result.radius = median(std::move(tenth));
    for (const Neighbour& one : order)
        if (one.distance <= result.radius) ++result.within_radius;
    return result;
}

}  // namespace isonomia::explain
