// The wire format of Protocol Buffers, as far as reading needs it: a message is a list of numbered
// fields. Nothing is copied; the bytes must outlive the readers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace isonomia::explain {

struct WireField {
    std::uint32_t number = 0;
    std::uint8_t type = 0;    // 0 varint, 1 eight bytes, 2 bytes, 5 four bytes
    std::uint64_t value = 0;  // of types 0, 1 and 5
    std::string_view bytes;   // of type 2
    std::size_t place = 0;    // byte of the file where the field starts

    [[nodiscard]] float as_float() const;
    [[nodiscard]] double as_double() const;
    [[nodiscard]] std::int64_t as_integer() const { return static_cast<std::int64_t>(value); }
};

class WireMessage {
public:
    // `place` is where the bytes start in the file.
    WireMessage(std::string_view bytes, std::size_t place, const std::string& file)
        : bytes_(bytes), start_(place), file_(&file) {}

    // All fields, in order. E0403 with the byte: cut short, a field number of 0, a varint of more
    // than 64 bits, a group (types 3 and 4) or an unknown type, more than `fields_max` fields.
    [[nodiscard]] Result<std::vector<WireField>> fields() const;

    // Numbers of a repeated field, packed or one by one: floats, doubles, integers.
    [[nodiscard]] static Result<std::vector<float>> floats(const std::vector<WireField>& fields,
                                                           std::uint32_t number,
                                                           const std::string& file);
    [[nodiscard]] static Result<std::vector<std::int64_t>> integers(
        const std::vector<WireField>& fields, std::uint32_t number, const std::string& file);

    static constexpr std::size_t fields_max = std::size_t{1} << 24U;

private:
    std::string_view bytes_;
    std::size_t start_;
    const std::string* file_;
};

}  // namespace isonomia::explain
