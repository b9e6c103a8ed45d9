#include "explain/readers/ubjson.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::explain {

namespace {

class UbjsonReader {
public:
    UbjsonReader(std::string_view bytes, const std::string& file, UbjsonLimits limits)
        : bytes_(bytes), file_(file), limits_(limits) {}

    Result<Json> document() {
        auto marker = take_marker();
        if (!marker) return fail(marker.error());
        auto value = read(*marker, 0);
        if (!value) return value;
        if (at_ != bytes_.size()) return wrong("bytes follow the end of the model");
        return value;
    }

private:
    struct Container {  // what '$' and '#' announce
        char type = 0;
        std::optional<std::size_t> count;
    };

    // Depth is bounded by the limits, so this recursion is.
    Result<Json> read(char marker, std::size_t depth) {
        if (++values_ > limits_.values_max)
            return wrong(fmt::format("the file holds more than {} values", limits_.values_max));
        if (depth > limits_.depth_max) return wrong("the file is nested too deep");
        switch (marker) {
            case 'Z':
                return Json();
            case 'T':
                return Json(true);
            case 'F':
                return Json(false);
            case 'S':
            case 'H': {
                auto text = read_text();
                if (!text) return fail(text.error());
                return Json(std::move(*text));
            }
            case 'C': {
                const auto byte = raw<std::uint8_t>();
                if (!byte) return fail(byte.error());
                if (*byte > 127) return wrong("a character is not ASCII");
                return Json(std::string(1, static_cast<char>(*byte)));
            }
            case '[':
                return read_array(depth);
            case '{':
                return read_object(depth);
            default:
                return read_number(marker);
        }
    }

    Result<Json> read_number(char marker) {
        const auto number = take_number(marker);
        if (!number) return fail(number.error());
        return std::isfinite(*number) ? Json(*number) : Json();
    }

    Result<double> take_number(char marker) {
        switch (marker) {
            case 'i':
                return as_double(raw<std::int8_t>());
            case 'U':
                return as_double(raw<std::uint8_t>());
            case 'I':
                return as_double(raw<std::int16_t>());
            case 'l':
                return as_double(raw<std::int32_t>());
            case 'L':
                return as_double(raw<std::int64_t>());
            case 'd':
                return as_double(raw<float>());
            case 'D':
                return as_double(raw<double>());
            default:
                return wrong(
                    fmt::format("byte {} starts no value", static_cast<unsigned char>(marker)));
        }
    }

    Result<Json> read_array(std::size_t depth) {
        const auto kind = read_container();
        if (!kind) return fail(kind.error());
        Json::Array items;
        for (std::size_t i = 0; !kind->count || i < *kind->count; ++i) {
            auto marker = kind->type != 0 ? Result<char>(kind->type) : take_marker();
            if (!marker) return fail(marker.error());
            if (!kind->count && *marker == ']') break;
            auto item = read(*marker, depth + 1);
            if (!item) return item;
            items.push_back(std::move(*item));
        }
        return Json(std::move(items));
    }

    Result<Json> read_object(std::size_t depth) {
        const auto kind = read_container();
        if (!kind) return fail(kind.error());
        Json::Object members;
        for (std::size_t i = 0; !kind->count || i < *kind->count; ++i) {
            if (!kind->count && peek() == '}') {
                ++at_;
                break;
            }
            auto key = read_text();
            if (!key) return fail(key.error());
            auto marker = kind->type != 0 ? Result<char>(kind->type) : take_marker();
            if (!marker) return fail(marker.error());
            auto value = read(*marker, depth + 1);
            if (!value) return value;
            if (!members.emplace(std::move(*key), std::move(*value)).second)
                return wrong("a member is given twice");
        }
        return Json(std::move(members));
    }

    Result<Container> read_container() {
        Container kind;
        if (peek() == '$') {
            ++at_;
            const auto type = take_marker();
            if (!type) return fail(type.error());
            kind.type = *type;
            if (peek() != '#') return wrong("a typed list without its count");
        }
        if (peek() == '#') {
            ++at_;
            const auto count = read_length();
            if (!count) return fail(count.error());
            const bool empty_values = kind.type == 'Z' || kind.type == 'T' || kind.type == 'F';
            if (!empty_values && *count > bytes_.size() - at_)
                return wrong(fmt::format("a list of {} items cannot fit into the file", *count));
            kind.count = *count;
        }
        return kind;
    }

    Result<std::size_t> read_length() {
        const auto marker = take_marker();
        if (!marker) return fail(marker.error());
        if (*marker == 'd' || *marker == 'D') return wrong("a length is not a whole number");
        const auto number = take_number(*marker);
        if (!number) return fail(number.error());
        if (*number < 0 || *number > 4e9) return wrong("a length is negative or too large");
        return static_cast<std::size_t>(*number);
    }

    Result<std::string> read_text() {
        const auto length = read_length();
        if (!length) return fail(length.error());
        if (*length > bytes_.size() - at_) return wrong("the file ends inside a text");
        std::string text(bytes_.substr(at_, *length));
        if (!valid_utf8(text)) return wrong("a text is not UTF-8");
        at_ += *length;
        return text;
    }

    template <class T>
    Result<T> raw() {
        if (bytes_.size() - at_ < sizeof(T)) return wrong("the file ends inside a value");
        std::array<char, sizeof(T)> swapped{};
        for (std::size_t i = 0; i < sizeof(T); ++i)
            swapped[sizeof(T) - 1 - i] = bytes_[at_ + i];
        at_ += sizeof(T);
        static_assert(std::endian::native == std::endian::little);
        return std::bit_cast<T>(swapped);
    }

    template <class T>
    static Result<double> as_double(const Result<T>& value) {
        if (!value) return fail(value.error());
        return static_cast<double>(*value);
    }

    [[nodiscard]] char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }

    Result<char> take_marker() {
        while (peek() == 'N' && at_ < bytes_.size())
            ++at_;  // no-op
        if (at_ >= bytes_.size()) return wrong("the file ends where a value should be");
        return bytes_[at_++];
    }

    [[nodiscard]] tl::unexpected<Error> wrong(const std::string& text) const {
        return fail(input_error("E0403", fmt::format("{}, at byte {}", text, at_))
                        .at({file_, 0, 0})
                        .hinted("the file is damaged or cut short; get it again"));
    }

    std::string_view bytes_;
    const std::string& file_;
    UbjsonLimits limits_;
    std::size_t at_ = 0;
    std::size_t values_ = 0;
};

}  // namespace

Result<Json> parse_ubjson(std::string_view bytes, const std::string& file, UbjsonLimits limits) {
    return UbjsonReader(bytes, file, limits).document();
}

}  // namespace isonomia::explain
