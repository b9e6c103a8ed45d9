#include "provenance/entry/envelope.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace isonomia::provenance {

namespace {

constexpr std::size_t commitment_size = 44;  // base64 of 32 bytes
constexpr std::size_t fingerprint_size = 64;
constexpr std::size_t instant_size = 20;
constexpr std::size_t origin_size = origin_prefix.size() + 32;
constexpr std::uint64_t index_max = std::uint64_t{1} << 53U;

constexpr std::array<bool, 256> hex_digits = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("0123456789abcdef"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

// Without a way out on the first other character: every author goes through here.
bool all_hex(std::string_view text) {
    bool all = true;
    for (const char c : text)
        all = hex_digits[static_cast<unsigned char>(c)] && all;
    return all;
}

// "2026-11-22T14:00:00Z": the one form of those that parse_instant() knows.
bool has_shape_of_instant(std::string_view text) {
    static constexpr std::string_view shape = "0000-00-00T00:00:00Z";
    return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), [](char c, char form) {
        return form == '0' ? c >= '0' && c <= '9' : c == form;
    });
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

    // Text in quotes of a known length and form, refused at its first byte.
    template <class Valid>
    std::string_view take_text(std::size_t size, Valid&& valid) {
        take("\"");
        const std::size_t start = at_;
        const auto text = take_size(size);
        if (good_ && !valid(text)) {
            good_ = false;
            at_ = start;
        }
        take("\"");
        return good_ ? text : std::string_view();
    }

    std::string_view take_commitment(Digest& digest) {
        return take_text(commitment_size,
                         [&](std::string_view text) { return from_base64(text, digest); });
    }
    Digest take_digest() {
        Digest digest{};
        take_commitment(digest);
        return digest;
    }

    Instant take_instant() {
        Instant found;
        take_text(instant_size, [&](std::string_view text) {
            const auto instant = has_shape_of_instant(text) ? parse_instant(text) : std::nullopt;
            if (instant) found = *instant;
            return instant.has_value();
        });
        return found;
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
        const auto end = std::min(bytes_.find('"', at_ + 1), bytes_.size());
        return std::string(take_text(end > at_ ? end - at_ - 1 : 0, valid_type));
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool good_ = true;
};

// Commitments in strictly ascending order as text, at least one.
void take_fields(Reader& reader, Envelope& envelope, bool& ascending) {
    reader.take(",\"fields\":[");
    envelope.fields.reserve(8);
    std::string_view before;
    do {
        const auto text = reader.take_commitment(envelope.fields.emplace_back());
        ascending = ascending && before < text;
        before = text;
    } while (reader.try_take(","));
    reader.take("]");
}

void take_erases(Reader& reader, Envelope& envelope, bool& ascending) {
    std::string_view before;
    do {
        KeyFileId id{};
        const auto text = reader.take_text(2 * id.size(), all_hex);
        if (const auto bytes = from_hex(text); bytes && bytes->size() == id.size())
            std::copy(bytes->begin(), bytes->end(), id.begin());
        envelope.erases.push_back(id);
        ascending = ascending && before < text;
        before = text;
    } while (reader.try_take(","));
    reader.take("]");
}

// Empty again, with the memory that every envelope needs.
void start_anew(Envelope& envelope) {
    Envelope empty;
    empty.author.swap(envelope.author);
    empty.fields.swap(envelope.fields);
    empty.fields.clear();
    envelope = std::move(empty);
}

// Rules between members, which the order of reading cannot tell.
const char* contradiction(const Envelope& envelope) {
    if (envelope.clock && *envelope.clock >= envelope.recorded)
        return "a clock reading that is not before the recorded time";
    if ((envelope.type == "erasure") == envelope.erases.empty())
        return "an erasure that erases nothing, or another entry that does";
    if (envelope.next && envelope.type != "key") return "a next author in an entry of no key";
    if (envelope.next && *envelope.next == envelope.author)
        return "a next author who is the author";
    return nullptr;
}

void add_text(std::string& bytes, std::string_view name, std::string_view text) {
    bytes += name;
    bytes += '"';
    bytes += text;
    bytes += '"';
}

template <class List, class Text>
void add_list(std::string& bytes, std::string_view name, const List& list, Text&& text) {
    bytes += name;
    char before = '[';
    for (const auto& item : list) {
        bytes += before;
        add_text(bytes, "", text(item));
        before = ',';
    }
    bytes += ']';
}

}  // namespace

std::vector<Digest> Envelope::commitments() const {
    std::vector<Digest> all(fields);
    if (exhibit) all.push_back(*exhibit);
    if (authority) all.push_back(*authority);
    return all;
}

bool valid_type(std::string_view type) {
    return !type.empty() && type.size() <= 32 && std::all_of(type.begin(), type.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    });
}

bool valid_fingerprint(std::string_view text) {
    return text.size() == fingerprint_size && all_hex(text);
}

bool valid_origin(std::string_view text) {
    return text.size() == origin_size && text.starts_with(origin_prefix) &&
           all_hex(text.substr(origin_prefix.size()));
}

// Written by hand, because every text in it is plain ASCII: a test compares with canonical JSON.
std::string to_bytes(const Envelope& envelope) {
    std::string bytes;
    bytes.reserve(300 + 48 * envelope.fields.size());
    bytes += '{';
    if (envelope.after) {
        add_text(bytes, "\"after\":", base64(*envelope.after));
        bytes += ',';
    }
    add_text(bytes, "\"author\":", envelope.author);
    if (envelope.authority) add_text(bytes, ",\"authority\":", base64(*envelope.authority));
    if (envelope.clock) add_text(bytes, ",\"clock\":", to_rfc3339(*envelope.clock));
    if (envelope.place) bytes += fmt::format(",\"entry\":{}", envelope.place->entry);
    if (!envelope.erases.empty())
        add_list(bytes, ",\"erases\":", envelope.erases, [](const auto& id) { return hex(id); });
    if (envelope.exhibit) add_text(bytes, ",\"exhibit\":", base64(*envelope.exhibit));
    add_list(bytes, ",\"fields\":", envelope.fields,
             [](const Digest& digest) { return base64(digest); });
    if (envelope.place) add_text(bytes, ",\"ledger\":", envelope.place->ledger);
    if (envelope.next) add_text(bytes, ",\"next\":", *envelope.next);
    add_text(bytes, ",\"recorded\":", to_rfc3339(envelope.recorded));
    if (envelope.supersedes) bytes += fmt::format(",\"supersedes\":{}", *envelope.supersedes);
    add_text(bytes, ",\"type\":", envelope.type);
    bytes += ",\"v\":1}";
    return bytes;
}

Result<Envelope> parse_envelope(std::string_view bytes) {
    Envelope envelope;
    if (auto parsed = parse_envelope(bytes, envelope); !parsed) return fail(parsed.error());
    return envelope;
}

Status parse_envelope(std::string_view bytes, Envelope& envelope) {
    const auto refused = [](std::size_t position, const std::string& why) {
        return fail(
            integrity_error("P0401", fmt::format("not an envelope: {} at byte {}", why, position)));
    };
    if (bytes.size() > envelope_bytes_max) return refused(envelope_bytes_max, "too long");
    Reader reader(bytes);
    start_anew(envelope);
    bool ascending = true;
    reader.take("{");
    if (reader.try_take("\"after\":")) {
        envelope.after = reader.take_digest();
        reader.take(",");
    }
    reader.take("\"author\":");
    envelope.author = reader.take_text(fingerprint_size, all_hex);
    if (reader.try_take(",\"authority\":")) envelope.authority = reader.take_digest();
    if (reader.try_take(",\"clock\":")) envelope.clock = reader.take_instant();
    if (reader.try_take(",\"entry\":")) envelope.place = {reader.take_index(), {}};
    if (reader.try_take(",\"erases\":[")) take_erases(reader, envelope, ascending);
    if (reader.try_take(",\"exhibit\":")) envelope.exhibit = reader.take_digest();
    take_fields(reader, envelope, ascending);
    if (envelope.place) {
        reader.take(",\"ledger\":");
        envelope.place->ledger = reader.take_text(origin_size, valid_origin);
    }
    if (reader.try_take(",\"next\":"))
        envelope.next = std::string(reader.take_text(fingerprint_size, all_hex));
    reader.take(",\"recorded\":");
    envelope.recorded = reader.take_instant();
    if (reader.try_take(",\"supersedes\":")) envelope.supersedes = reader.take_index();
    reader.take(",\"type\":");
    envelope.type = reader.take_type();
    reader.take(",\"v\":1}");
    if (!reader.good() || !reader.at_end()) return refused(reader.position(), "unexpected content");
    if (!ascending) return refused(0, "commitments out of order");
    if (const char* why = contradiction(envelope)) return refused(0, why);
    return {};
}

}  // namespace isonomia::provenance
