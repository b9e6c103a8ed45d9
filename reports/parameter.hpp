// Parameters of measurements and acts, by name.
#pragma once

#include <string>

namespace isonomia::reports {

// A parameter of a measurement or an act; "" where it has none of that name.
template <class T>
[[nodiscard]] std::string parameter(const T& of, const std::string& name) {
    const auto at = of.parameters.find(name);
    return at == of.parameters.end() ? std::string() : at->second;
}

}  // namespace isonomia::reports
