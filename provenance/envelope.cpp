#include "provenance/envelope.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/json.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t commitment_size = 44;
constexpr std::size_t fingerprint_size = 64;
constexpr std::size_t instant_size = 20;
constexpr std::uint64_t index_max = std::uint64_t{1} << 53U;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

bool is_base64(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
}

// Base64 of 32 bytes: 43 characters, the last of which carries four bits, and one '='.
bool is_commitment(std::string_view text) {
    static constexpr std::string_view last = "AEIMQUYcgkosw048";
    return text.size() == commitment_size && text[43] == '=' &&
           last.find(text[42]) != std::string_view::npos &&
           std::all_of(text.begin(), text.begin() + 42, is_base64);
}

// Reads an envelope from left to right; the first mismatch stops it.
class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] std::size_t position() const { return at_; }
    [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

    bool try_take(std::string_view text) {
        const bool there = good_ && bytes_.substr(at_).starts_with(text);
        if (there) at_ += text.size();
        return there;
    }
    void take(std::string_view text) { good_ = try_take(text); }

    std::string_view take_size(std::size_t size) {
        good_ = good_ && bytes_.size() - at_ >= size;
        if (!good_) return {};
        at_ += size;
        return bytes_.substr(at_ - size, size);
    }

    // A value of a known form, refused at its first byte.
    std::string take_valid(std::size_t size, bool (*valid)(std::string_view)) {
        const std::size_t start = at_;
        const auto text = take_size(size);
        if (good_ && !valid(text)) {
            good_ = false;
            at_ = start;
        }
        return good_ ? std::string(text) : std::string();
    }

    std::string take_commitment() {
        take("\"");
        std::string text = take_valid(commitment_size, is_commitment);
        take("\"");
        return text;
    }

    Instant take_instant() {
        take("\"");
        const auto text = take_size(instant_size);
        const auto instant = parse_instant(text);
        good_ = good_ && instant && to_rfc3339(*instant) == text;
        take("\"");
        return good_ ? *instant : Instant{};
    }

    std::uint64_t take_index() {
        std::uint64_t value = 0;
        const char* begin = bytes_.data() + at_;
        const auto [end, problem] = std::from_chars(begin, bytes_.data() + bytes_.size(), value);
        const auto length = static_cast<std::size_t>(end - begin);
        good_ =
            good_ && problem == std::errc{} && value < index_max && (length == 1 || *begin != '0');
        if (good_) at_ += length;
        return value;
    }

    std::string take_type() {
        const auto end = std::min(bytes_.find('"', at_), bytes_.size());
        return take_valid(end - at_, valid_type);
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool good_ = true;
};

void take_fields(Reader& reader, std::vector<std::string>& fields) {
    reader.take(",\"fields\":[");
    do {
        fields.push_back(reader.take_commitment());
    } while (reader.try_take(","));
    reader.take("]");
}

}  // namespace

std::vector<std::string_view> Envelope::commitments() const {
    std::vector<std::string_view> all(fields.begin(), fields.end());
    if (exhibit) all.emplace_back(*exhibit);
    if (authority) all.emplace_back(*authority);
    return all;
}

bool valid_type(std::string_view type) {
    return !type.empty() && type.size() <= 32 && std::all_of(type.begin(), type.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    });
}

std::string to_bytes(const Envelope& envelope) {
    Json::Object object{{"author", envelope.author},
                        {"fields", Json::Array(envelope.fields.begin(), envelope.fields.end())},
                        {"recorded", to_rfc3339(envelope.recorded)},
                        {"type", envelope.type},
                        {"v", 1}};
    if (envelope.authority) object.emplace("authority", *envelope.authority);
    if (envelope.clock) object.emplace("clock", to_rfc3339(*envelope.clock));
    if (envelope.exhibit) object.emplace("exhibit", *envelope.exhibit);
    if (envelope.supersedes) object.emplace("supersedes", Json::integer(*envelope.supersedes));
    return canonical(object);
}

Result<Envelope> parse_envelope(std::string_view bytes) {
    const auto refused = [](std::size_t position, const std::string& why) {
        return fail(
            integrity_error("P0401", fmt::format("not an envelope: {} at byte {}", why, position)));
    };
    if (bytes.size() > envelope_bytes_max) return refused(envelope_bytes_max, "too long");
    Reader reader(bytes);
    Envelope envelope;
    reader.take("{\"author\":\"");
    envelope.author = reader.take_valid(fingerprint_size, [](std::string_view text) {
        return std::all_of(text.begin(), text.end(), is_hex);
    });
    reader.take("\"");
    if (reader.try_take(",\"authority\":")) envelope.authority = reader.take_commitment();
    if (reader.try_take(",\"clock\":")) envelope.clock = reader.take_instant();
    if (reader.try_take(",\"exhibit\":")) envelope.exhibit = reader.take_commitment();
    take_fields(reader, envelope.fields);
    reader.take(",\"recorded\":");
    envelope.recorded = reader.take_instant();
    if (reader.try_take(",\"supersedes\":")) envelope.supersedes = reader.take_index();
    reader.take(",\"type\":\"");
    envelope.type = reader.take_type();
    reader.take("\",\"v\":1}");
    if (!reader.good() || !reader.at_end()) return refused(reader.position(), "unexpected content");

    const auto unordered =
        std::adjacent_find(envelope.fields.begin(), envelope.fields.end(), std::greater_equal<>());
    if (unordered != envelope.fields.end()) return refused(0, "commitments out of order");
    if (envelope.clock && *envelope.clock >= envelope.recorded)
        return refused(0, "a clock reading that is not before the recorded time");
    return envelope;
}

}  // namespace isonomia::provenance
