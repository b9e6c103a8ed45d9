#include "explain/readers/lightgbm_block.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::explain {

Status LightgbmBlock::add(std::string_view text, std::size_t line) {
    const std::size_t equals = text.find('=');
    const std::string key(text.substr(0, equals));
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view{} : text.substr(equals + 1);
    if (!lines_.emplace(key, Line{value, line}).second)
        return wrong("E0401", line, fmt::format("'{}' is given twice", key));
    return {};
}

Result<std::string_view> LightgbmBlock::text(const std::string& key) const {
    const auto at = lines_.find(key);
    if (at == lines_.end())
        return wrong("E0401", line_, fmt::format("the line '{}=' is not there", key));
    return trim(at->second.value);
}

Result<std::size_t> LightgbmBlock::count(const std::string& key, std::size_t most) const {
    const auto given = text(key);
    if (!given) return fail(given.error());
    const auto number = parse_integer(*given);
    if (!number || *number < 0 || static_cast<unsigned long long>(*number) > most)
        return wrong("E0401", place(key), fmt::format("'{}' is no count up to {}", key, most));
    return static_cast<std::size_t>(*number);
}

Result<std::vector<double>> LightgbmBlock::numbers(const std::string& key, std::size_t size) const {
    const auto given = text(key);
    if (!given) return fail(given.error());
    std::vector<double> result;
    result.reserve(size);
    for (const std::string_view part : split(*given, ' ')) {
        if (part.empty()) continue;
        // Every number that data can hold is up to such a threshold.
        const auto number = part == "inf" && key == "threshold"
                                ? std::optional(std::numeric_limits<double>::max())
                                : parse_number(part);
        if (!number) return wrong("E0401", place(key), fmt::format("'{}' holds '{}'", key, part));
        result.push_back(*number);
    }
    if (result.size() != size)
        return wrong("E0401", place(key),
                     fmt::format("'{}' has {} numbers instead of {}", key, result.size(), size));
    return result;
}

Result<std::vector<std::int32_t>> LightgbmBlock::whole(const std::string& key, std::size_t size,
                                                       double low, double high) const {
    const auto given = numbers(key, size);
    if (!given) return fail(given.error());
    std::vector<std::int32_t> result;
    for (const double number : *given) {
        if (!(number >= low && number <= high) || number != std::floor(number))
            return wrong("E0401", place(key),
                         fmt::format("'{}' holds {}, which it cannot", key, shortest(number)));
        result.push_back(static_cast<std::int32_t>(number));
    }
    return result;
}

Status LightgbmBlock::only(std::string_view known) const {
    const auto names = split(known, ' ');
    for (const auto& [key, line] : lines_)
        if (std::find(names.begin(), names.end(), key) == names.end())
            return wrong("E0402", line.number, fmt::format("the line '{}' is not supported", key));
    return {};
}

std::size_t LightgbmBlock::place(const std::string& key) const {
    const auto at = lines_.find(key);
    return at == lines_.end() ? line_ : at->second.number;
}

tl::unexpected<Error> LightgbmBlock::wrong(std::string code, std::size_t line,
                                           std::string text) const {
    return fail(input_error(std::move(code), std::move(text))
                    .at({*file_, line, 1})
                    .hinted("save the model again from the program that trained it"));
}

}  // namespace isonomia::explain
