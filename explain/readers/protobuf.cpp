#include "explain/readers/protobuf.hpp"

#include <bit>
#include <cstring>
#include <optional>

#include <fmt/format.h>

namespace isonomia::explain {

namespace {

tl::unexpected<Error> damaged(const std::string& text, std::size_t place, const std::string& file) {
    return fail(input_error("E0403", fmt::format("{}, at byte {}", text, place))
                    .at({file, 0, 0})
                    .hinted("the file is damaged or cut short; get it again"));
}

// Takes a number of up to 64 bits off the front; nothing when it is cut short or too long.
std::optional<std::uint64_t> take_varint(std::string_view& bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size() && i < 10; ++i) {
        const auto byte = static_cast<std::uint8_t>(bytes[i]);
        if (i == 9 && byte > 1) return std::nullopt;
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << (7 * i);
        if ((byte & 0x80U) == 0) {
            bytes.remove_prefix(i + 1);
            return value;
        }
    }
    return std::nullopt;
}

std::uint64_t little_endian(std::string_view bytes, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(bytes[i])) << (8 * i);
    return value;
}

}  // namespace

float WireField::as_float() const {
    return std::bit_cast<float>(static_cast<std::uint32_t>(value));
}
double WireField::as_double() const { return std::bit_cast<double>(value); }

Result<std::vector<WireField>> WireMessage::fields() const {
    std::vector<WireField> result;
    std::string_view rest = bytes_;
    while (!rest.empty()) {
        WireField field;
        field.place = start_ + (bytes_.size() - rest.size());
        if (result.size() == fields_max) return damaged("too many fields", field.place, *file_);
        const auto tag = take_varint(rest);
        if (!tag || *tag >> 3U == 0 || *tag >> 3U > 0x1FFFFFFFU)
            return damaged("not a field", field.place, *file_);
        field.number = static_cast<std::uint32_t>(*tag >> 3U);
        field.type = static_cast<std::uint8_t>(*tag & 7U);
        std::size_t fixed = 0;
        if (field.type == 0) {
            const auto value = take_varint(rest);
            if (!value) return damaged("a number is cut short", field.place, *file_);
            field.value = *value;
        } else if (field.type == 2) {
            const auto length = take_varint(rest);
            if (!length || *length > rest.size())
                return damaged("a field is longer than what holds it", field.place, *file_);
            field.bytes = rest.substr(0, *length);
            rest.remove_prefix(*length);
        } else if (field.type == 1 || field.type == 5) {
            fixed = field.type == 1 ? 8 : 4;
            if (rest.size() < fixed) return damaged("a number is cut short", field.place, *file_);
            field.value = little_endian(rest, fixed);
            rest.remove_prefix(fixed);
        } else {
            return damaged(fmt::format("a field of type {}", field.type), field.place, *file_);
        }
        result.push_back(field);
    }
    return result;
}

Result<std::vector<float>> WireMessage::floats(const std::vector<WireField>& fields,
                                               std::uint32_t number, const std::string& file) {
    std::vector<float> result;
    for (const WireField& field : fields) {
        if (field.number != number) continue;
        if (field.type == 5) {
            result.push_back(field.as_float());
            continue;
        }
        if (field.type != 2 || field.bytes.size() % 4 != 0)
            return damaged("a list of floats is cut short", field.place, file);
        for (std::size_t i = 0; i < field.bytes.size(); i += 4)
            result.push_back(std::bit_cast<float>(
                static_cast<std::uint32_t>(little_endian(field.bytes.substr(i), 4))));
    }
    return result;
}

Result<std::vector<std::int64_t>> WireMessage::integers(const std::vector<WireField>& fields,
                                                        std::uint32_t number,
                                                        const std::string& file) {
    std::vector<std::int64_t> result;
    for (const WireField& field : fields) {
        if (field.number != number) continue;
        if (field.type == 0) {
            result.push_back(field.as_integer());
            continue;
        }
        if (field.type != 2) return damaged("a list of numbers is none", field.place, file);
        std::string_view rest = field.bytes;
        while (!rest.empty()) {
            const auto value = take_varint(rest);
            if (!value) return damaged("a list of numbers is cut short", field.place, file);
            result.push_back(static_cast<std::int64_t>(*value));
        }
    }
    return result;
}

}  // namespace isonomia::explain
