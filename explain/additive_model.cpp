#include "explain/additive_model.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::explain {

std::string Band::text() const {
    if (value) return *value;
    if (from && to) return fmt::format("{} to {}", shortest(*from), shortest(*to));
    if (from) return fmt::format("{} and more", shortest(*from));
    if (to) return fmt::format("up to {}", shortest(*to));
    return "any number";
}

Result<double> AdditiveModel::contribution(const Feature& feature, std::string_view value) const {
    const std::string_view given = trim(value);
    const auto number = parse_number(given);
    if (form == ModelForm::linear) {
        if (number) return feature.weight * *number;
        return fail(input_error("E0204", fmt::format("'{}' is not a number, and '{}' needs one",
                                                     given, feature.name))
                        .at(feature.place)
                        .hinted("write the value as a decimal number with '.'"));
    }
    for (const Band& band : feature.bands)
        if (band.value && *band.value == given) return band.points;
    if (number)
        for (const Band& band : feature.bands)
            if (!band.value && (!band.from || *band.from <= *number) &&
                (!band.to || *number <= *band.to))
                return band.points;
    std::vector<std::string> known;
    for (const Band& band : feature.bands)
        known.push_back(band.text());
    const std::string nearest = did_you_mean_suffix(given, known);
    if (known.size() > 20) known.resize(20);
    return fail(
        input_error("E0203", fmt::format("the table has no row for '{}' with the value '{}'",
                                         feature.name, given))
            .at(feature.place)
            .note(fmt::format("values of '{}' in the table: {}", feature.name, join(known, "; ")))
            .hinted("write the value as the table has it" + nearest));
}

std::optional<double> AdditiveModel::expected(const Feature& feature) const {
    if (form == ModelForm::linear) {
        if (!feature.baseline) return std::nullopt;
        return feature.weight * *feature.baseline;
    }
    double sum = 0;
    for (const Band& band : feature.bands) {
        if (!band.share) return std::nullopt;
        sum += *band.share * band.points;
    }
    return sum;
}

}  // namespace isonomia::explain
