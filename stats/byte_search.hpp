// Finding bytes in text, eight at a time.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace isonomia::stats {

namespace bytes {

constexpr std::uint64_t low_bits = 0x0101010101010101ULL;
constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

// Eight bytes, the first in the lowest place.
[[nodiscard]] inline std::uint64_t eight_at(const char* at) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, at, sizeof eight);
    if constexpr (std::endian::native == std::endian::big) eight = __builtin_bswap64(eight);
    return eight;
}

// The high bit of each byte that is `byte`, and no other bit.
[[nodiscard]] constexpr std::uint64_t places_of(std::uint64_t eight, unsigned char byte) {
    const std::uint64_t differing = eight ^ (low_bits * byte);
    return ~(((differing & ~high_bits) + ~high_bits) | differing) & high_bits;
}

}  // namespace bytes

[[nodiscard]] inline const char* find_byte(const char* from, const char* to, char byte) {
    if (from == to) return to;
    const void* found = std::memchr(from, byte, static_cast<std::size_t>(to - from));
    return found == nullptr ? to : static_cast<const char*>(found);
}

[[nodiscard]] inline const char* find_not_ascii(const char* from, const char* to) {
    for (; to - from >= 8; from += 8)
        if ((bytes::eight_at(from) & bytes::high_bits) != 0) break;
    while (from != to && static_cast<unsigned char>(*from) < 0x80)
        ++from;
    return from;
}

// Whether the byte occurs an odd number of times.
[[nodiscard]] inline bool odd_number_of(const char* from, const char* to, char byte) {
    const auto wanted = static_cast<unsigned char>(byte);
    std::uint64_t seen = 0;
    for (; to - from >= 8; from += 8)
        seen ^= bytes::places_of(bytes::eight_at(from), wanted);
    bool odd = std::popcount(seen) % 2 == 1;
    for (; from != to; ++from)
        odd ^= *from == byte;
    return odd;
}

// Walks from one of two bytes to the next.
class EitherByte {
public:
    EitherByte(char one, char other)
        : one_(static_cast<unsigned char>(one)), other_(static_cast<unsigned char>(other)) {}

    void start(const char* from, const char* to) {
        at_ = from;
        to_ = to;
        places_ = 0;
        look();
    }

    // The next place, or the end.
    [[nodiscard]] const char* next() {
        while (places_ == 0) {
            if (to_ - at_ <= 8) return to_;
            at_ += 8;
            look();
        }
        const char* const found = at_ + std::countr_zero(places_) / 8;
        places_ &= places_ - 1;
        return found;
    }

private:
    void look() {
        if (to_ - at_ >= 8) {
            const std::uint64_t eight = bytes::eight_at(at_);
            places_ = bytes::places_of(eight, one_) | bytes::places_of(eight, other_);
            return;
        }
        for (std::ptrdiff_t i = to_ - at_; i-- > 0;) {
            const auto byte = static_cast<unsigned char>(at_[i]);
            if (byte == one_ || byte == other_) places_ |= std::uint64_t{0x80} << (8 * i);
        }
    }

    unsigned char one_;
    unsigned char other_;
    const char* at_ = nullptr;
    const char* to_ = nullptr;
    std::uint64_t places_ = 0;  // within the eight bytes at at_, not yet given
};

}  // namespace isonomia::stats
