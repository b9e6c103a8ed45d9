#include "explain/least_margin.hpp"

#include <bit>
#include <cstdint>
#include <limits>
#include <numeric>

namespace isonomia::explain {

namespace {

// The finite numbers in their order: place 0 is 0, place 1 the least above it.
template <class Real, class Place>
double number_at(Place place) {
    return static_cast<double>(place < 0 ? -std::bit_cast<Real>(-place)
                                         : std::bit_cast<Real>(place));
}

template <class Real, class Place>
std::optional<double> searched(const Model& model, double result) {
    const auto prints_enough = [&](Place place) {
        return model.results({number_at<Real, Place>(place)}).front() >= result;
    };
    auto high = std::bit_cast<Place>(std::numeric_limits<Real>::max());
    auto low = static_cast<Place>(-high);
    if (prints_enough(low) || !prints_enough(high)) return std::nullopt;
    while (low + 1 < high) {
        const Place middle = std::midpoint(low, high);
        (prints_enough(middle) ? high : low) = middle;
    }
    return number_at<Real, Place>(high);
}

}  // namespace

bool weighs_outputs(const Model& model) {
    return model.link == Link::softmax || (model.shares_of_sum && model.outputs.size() > 1);
}

std::optional<double> least_margin(const Model& model, double result) {
    if (weighs_outputs(model)) return std::nullopt;
    return model.single ? searched<float, std::int32_t>(model, result)
                        : searched<double, std::int64_t>(model, result);
}

}  // namespace isonomia::explain
