#include "explain/readers/json_walk.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::explain {

tl::unexpected<Error> JsonWalk::wrong(const std::string& text) const {
    return fail(input_error("E0401", fmt::format("{} {}", path_, text))
                    .at({*file_, 0, 0})
                    .hinted("save the model again from the program that trained it"));
}

tl::unexpected<Error> JsonWalk::unsupported(const std::string& what) const {
    return fail(input_error("E0402", fmt::format("{}: {} is not supported", path_, what))
                    .at({*file_, 0, 0})
                    .hinted("nothing is approximated; ask for the model in another form"));
}

Result<JsonWalk> JsonWalk::at(std::string_view key) const {
    const Json* found = value_->find(key);
    const std::string path = path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
    if (found == nullptr) return JsonWalk(*value_, path, *file_).wrong("is not there");
    return JsonWalk(*found, path, *file_);
}

Result<JsonWalk> JsonWalk::at(std::size_t item) const {
    const auto* array = value_->array();
    if (array == nullptr) return wrong("is not a list");
    if (item >= array->size())
        return wrong(fmt::format("has {} items, and item {} is needed", array->size(), item));
    return JsonWalk((*array)[item], fmt::format("{}[{}]", path_, item), *file_);
}

Status JsonWalk::only(std::string_view known) const {
    const Json::Object* members = value_->object();
    if (members == nullptr) return wrong("is not an object");
    const auto names = split(known, ' ');
    for (const auto& [name, member] : *members)
        if (std::find(names.begin(), names.end(), name) == names.end())
            return unsupported(fmt::format("the member '{}'", name));
    return {};
}

Result<std::string> JsonWalk::text() const {
    if (const auto* text = value_->string()) return *text;
    return wrong("is not a text");
}

Result<double> JsonWalk::number() const {
    if (const double* number = value_->number()) return *number;
    if (const auto* text = value_->string())
        if (const auto number = parse_number(*text)) return *number;
    return wrong("is not a number");
}

Result<std::size_t> JsonWalk::count() const {
    const auto given = number();
    if (!given) return fail(given.error());
    if (!(*given >= 0) || *given > 1e9 || *given != std::floor(*given))
        return wrong("is not a count");
    return static_cast<std::size_t>(*given);
}

Result<std::vector<double>> JsonWalk::numbers() const {
    const auto* array = value_->array();
    if (array == nullptr) return wrong("is not a list of numbers");
    std::vector<double> result;
    result.reserve(array->size());
    for (const Json& item : *array) {
        if (const double* number = item.number())
            result.push_back(*number);
        else if (const bool* flag = item.boolean())
            result.push_back(*flag ? 1 : 0);
        else
            return wrong(fmt::format("holds something that is not a number, at {}", result.size()));
    }
    return result;
}

Result<std::vector<double>> JsonWalk::numbers(std::size_t size) const {
    auto result = numbers();
    if (result && result->size() != size)
        return wrong(fmt::format("has {} numbers instead of {}", result->size(), size));
    return result;
}

Result<std::vector<std::int32_t>> JsonWalk::whole(std::size_t size, double low, double high) const {
    const auto given = numbers(size);
    if (!given) return fail(given.error());
    std::vector<std::int32_t> result;
    result.reserve(given->size());
    for (const double number : *given) {
        if (!(number >= low && number <= high) || number != std::floor(number))
            return wrong(
                fmt::format("holds {} at {}, which it cannot", shortest(number), result.size()));
        result.push_back(static_cast<std::int32_t>(number));
    }
    return result;
}

Result<std::vector<std::string>> JsonWalk::texts() const {
    const auto* array = value_->array();
    if (array == nullptr) return wrong("is not a list of texts");
    std::vector<std::string> result;
    for (const Json& item : *array) {
        if (item.string() == nullptr) return wrong("holds something that is not a text");
        result.push_back(*item.string());
    }
    return result;
}

Result<std::size_t> JsonWalk::size() const {
    if (const auto* array = value_->array()) return array->size();
    return wrong("is not a list");
}

}  // namespace isonomia::explain
