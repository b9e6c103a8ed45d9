// JSON values, their canonical form (RFC 8785, JCS) and a strict reader.
//
// Objects keep unique keys. Numbers are IEEE doubles, as RFC 8785 has it: integers beyond 2^53 are
// written as strings (see Json::integer). NaN and infinities cannot be written; a measurement that
// has no value says so in words instead.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.hpp"

namespace isonomia {

class Json {
public:
    using Array = std::vector<Json>;
    using Object = std::map<std::string, Json, std::less<>>;

    Json() = default;  // null
    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    Json(double value);  // must be finite
    Json(int value) : value_(static_cast<double>(value)) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(Array value) : value_(std::move(value)) {}
    Json(Object value) : value_(std::move(value)) {}

    // A number within ±2^53, beyond that a decimal string.
    [[nodiscard]] static Json integer(std::int64_t value);
    [[nodiscard]] static Json integer(std::uint64_t value);

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
    [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&value_); }
    [[nodiscard]] const double* number() const { return std::get_if<double>(&value_); }
    [[nodiscard]] const std::string* string() const { return std::get_if<std::string>(&value_); }
    [[nodiscard]] const Array* array() const { return std::get_if<Array>(&value_); }
    [[nodiscard]] const Object* object() const { return std::get_if<Object>(&value_); }
    [[nodiscard]] Array* array() { return std::get_if<Array>(&value_); }
    [[nodiscard]] Object* object() { return std::get_if<Object>(&value_); }

    // The member of an object, or nullptr when this is no object or has no such member.
    [[nodiscard]] const Json* find(std::string_view key) const;

    bool operator==(const Json&) const = default;

private:
    std::variant<std::nullptr_t, bool, double, std::string, Array, Object> value_ = nullptr;
};

// RFC 8785: members sorted by UTF-16 code units, shortest round-trip numbers, minimal escapes.
[[nodiscard]] std::string canonical(const Json& value);

// The same numbers and escapes, members in canonical order, two blanks of indent; for people and
// files.
[[nodiscard]] std::string pretty(const Json& value);

struct JsonLimits {
    std::size_t depth_max = 128;
    std::size_t bytes_max = std::size_t{1} << 30;
};

// Strict: RFC 8259, valid UTF-8, no duplicate member, no lone surrogate, no trailing bytes, no
// number that overflows a double. Errors are J0001 with line and column in `file`.
[[nodiscard]] Result<Json> parse_json(std::string_view text, const std::string& file = "JSON",
                                      JsonLimits limits = {});

}  // namespace isonomia
