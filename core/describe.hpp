// One description per domain type (the describe() beside each struct) gives its JSON form both
// ways. Empty strings, empty lists, absent optionals and false are left out of the JSON, so adding
// a field to a type changes neither the bytes nor the commitments of objects that do not use it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/json.hpp"
#include "core/names.hpp"
#include "core/text.hpp"

namespace isonomia {

template <class T>
[[nodiscard]] Json to_json(const T& object);

namespace describe_detail {

template <class T>
Json value_to_json(const T& value) {
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, bool> ||
                  std::is_same_v<T, double>) {
        return Json(value);
    } else if constexpr (std::is_same_v<T, std::uint64_t>) {
        return Json::integer(value);
    } else if constexpr (Named<T>) {
        return Json(to_text(value));
    } else {
        return to_json(value);
    }
}

template <class T>
Json value_to_json(const std::vector<T>& values) {
    Json::Array array;
    array.reserve(values.size());
    for (const T& value : values)
        array.push_back(value_to_json(value));
    return array;
}

inline Json value_to_json(const std::map<std::string, std::string>& values) {
    Json::Object object;
    for (const auto& [key, value] : values)
        object.emplace(key, value);
    return object;
}

template <class T>
bool is_default(const T& value) {
    if constexpr (std::is_same_v<T, bool>)
        return !value;
    else if constexpr (requires { value.empty(); })
        return value.empty();
    else
        return false;
}

class JsonWriter {
public:
    template <class T>
    void operator()(const char* name, const T& value) {
        if (!is_default(value)) object.emplace(name, value_to_json(value));
    }
    template <class T>
    void operator()(const char* name, const std::optional<T>& value) {
        if (value) object.emplace(name, value_to_json(*value));
    }
    Json::Object object;
};

class JsonReader {
public:
    explicit JsonReader(const Json& json) : json_(json) {}

    template <class T>
    void operator()(const char* name, T& value) {
        const Json* member = json_.find(name);
        if (member == nullptr) return;
        ++members_read_;
        if (!read(*member, value) && problem.empty()) problem = name;
    }

    // Every member of the object belongs to the description.
    [[nodiscard]] bool complete() const {
        const auto* object = json_.object();
        return object != nullptr && object->size() == members_read_;
    }

    std::string problem;  // the first member of the wrong form

private:
    static bool read(const Json& json, std::string& value) {
        const auto* text = json.string();
        if (text != nullptr) value = *text;
        return text != nullptr;
    }
    static bool read(const Json& json, bool& value) {
        const auto* flag = json.boolean();
        if (flag != nullptr) value = *flag;
        return flag != nullptr;
    }
    static bool read(const Json& json, double& value) {
        const auto* number = json.number();
        if (number != nullptr) value = *number;
        return number != nullptr;
    }
    static bool read(const Json& json, std::uint64_t& value) {
        if (const auto* number = json.number()) {
            if (*number < 0 || *number > 9007199254740992.0) return false;
            value = static_cast<std::uint64_t>(*number);
            return static_cast<double>(value) == *number;
        }
        const auto* text = json.string();  // beyond 2^53
        const auto parsed = text != nullptr ? parse_integer(*text) : std::nullopt;
        if (parsed) value = static_cast<std::uint64_t>(*parsed);
        return parsed.has_value() && *parsed >= 0;
    }
    template <Named E>
    static bool read(const Json& json, E& value) {
        const auto* text = json.string();
        const auto parsed = text != nullptr ? from_text<E>(*text) : std::nullopt;
        if (parsed) value = *parsed;
        return parsed.has_value();
    }
    template <class T>
    static bool read(const Json& json, std::optional<T>& value) {
        T inner{};
        if (!read(json, inner)) return false;
        value = std::move(inner);
        return true;
    }
    template <class T>
    static bool read(const Json& json, std::vector<T>& values) {
        const auto* array = json.array();
        if (array == nullptr) return false;
        values.resize(array->size());
        for (std::size_t i = 0; i < array->size(); ++i)
            if (!read((*array)[i], values[i])) return false;
        return true;
    }
    static bool read(const Json& json, std::map<std::string, std::string>& values) {
        const auto* object = json.object();
        if (object == nullptr) return false;
        for (const auto& [key, member] : *object)
            if (!read(member, values[key])) return false;
        return true;
    }
    template <class T>
        requires requires(JsonReader& reader, T& value) { describe(reader, value); }
    static bool read(const Json& json, T& value) {
        JsonReader reader(json);
        describe(reader, value);
        return reader.problem.empty() && reader.complete();
    }

    const Json& json_;
    std::size_t members_read_ = 0;
};

}  // namespace describe_detail

template <class T>
Json to_json(const T& object) {
    describe_detail::JsonWriter writer;
    // describe() takes a mutable object because one description serves reading and writing.
    describe(writer, const_cast<T&>(object));
    return Json(std::move(writer.object));
}

// J0002 names the member that has the wrong form or does not belong to the type.
template <class T>
[[nodiscard]] Result<T> from_json(const Json& json) {
    T object{};
    describe_detail::JsonReader reader(json);
    describe(reader, object);
    if (!reader.problem.empty())
        return fail(input_error("J0002", "member '" + reader.problem + "' has the wrong form"));
    if (!reader.complete())
        return fail(input_error("J0002", "the object has members that its type does not know"));
    return object;
}

}  // namespace isonomia
