#include "reports/folded.hpp"

#include <cstdint>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "core/text.hpp"

namespace isonomia::reports {

namespace {

constexpr UChar32 soft_hyphen = 0xAD;

bool is_dash(UChar32 c) { return u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212; }

bool parts_words(UChar32 c) {
    return u_isUWhiteSpace(c) != 0 || is_dash(c) || c == '_' || c == '.' || c == '+' || c == '/' ||
           c == '\\';
}

std::string_view plain_sign(UChar32 c) {
    if (parts_words(c)) return " ";
    if ((c >= 0x2018 && c <= 0x201B) || c == 0x02BC) return "'";
    if ((c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB) return "\"";
    return {};
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// '%4A' as the byte that it means; `at` holds where each byte, and the end, stood.
struct Unescaped {
    std::string text;
    std::vector<std::size_t> at;
};

Unescaped unescaped(std::string_view source) {
    Unescaped out;
    out.text.reserve(source.size());
    out.at.reserve(source.size() + 1);
    for (std::size_t i = 0; i < source.size();) {
        const bool room = source[i] == '%' && i + 2 < source.size();
        const int high = room ? hex_digit(source[i + 1]) : -1;
        const int low = room ? hex_digit(source[i + 2]) : -1;
        const bool escape = high >= 0 && low >= 0;
        out.at.push_back(i);
        out.text += escape ? static_cast<char>(high * 16 + low) : source[i];
        i += escape ? 3 : 1;
    }
    out.at.push_back(source.size());
    return out;
}

class Folding {
public:
    Folding(std::string_view source, LineEnds line_ends)
        : unescaped_(unescaped(source)), source_(unescaped_.text), line_ends_(line_ends) {
        UErrorCode status = U_ZERO_ERROR;
        normalizer_ = icu::Normalizer2::getNFKCCasefoldInstance(status);
    }

    Folded all() {
        while (at_ < source_.size())
            step();
        return std::move(folded_);
    }

private:
    // The character at `at`, which moves behind it; less than 0 for a byte that is no UTF-8.
    [[nodiscard]] UChar32 read(std::size_t& at) const {
        const auto lead = static_cast<unsigned char>(source_[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        const std::string_view one = source_.substr(at, length);
        if (lead >= 0x80 && (lead < 0xC2 || !valid_utf8(one))) {
            ++at;
            return -1;
        }
        at += length;
        return decoded(one).char32At(0);
    }

    static icu::UnicodeString decoded(std::string_view text) {
        return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    }

    [[nodiscard]] bool is_ascii(std::size_t at) const {
        return at >= source_.size() || static_cast<unsigned char>(source_[at]) < 0x80;
    }

    // A character with the marks that belong to it.
    void step() {
        const std::size_t from = at_;
        if (is_ascii(from) && is_ascii(from + 1)) {  // nearly all: no need to ask ICU
            ++at_;
            const char c = source_[from];
            const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
            if (c == '-' && ends_line()) return;
            return put(parts_words(c) ? std::string_view(" ") : std::string_view(&lower, 1), from);
        }
        const UChar32 first = read(at_);
        if (first < 0) return put(source_.substr(from, 1), from);
        if ((is_dash(first) || first == soft_hyphen) && ends_line()) return;
        for (std::size_t next = at_; next < source_.size(); at_ = next) {
            const UChar32 c = read(next);
            if (c < 0 || normalizer_ == nullptr || normalizer_->hasBoundaryBefore(c) != 0) break;
            if (c == soft_hyphen && blanks_end(next) > next) break;  // as the end of a line
        }
        icu::UnicodeString text = decoded(source_.substr(from, at_ - from));
        UErrorCode status = U_ZERO_ERROR;
        if (normalizer_ != nullptr) text = normalizer_->normalize(text, status);
        for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
            const UChar32 c = text.char32At(i);
            std::string one{plain_sign(c)};
            if (one.empty()) icu::UnicodeString(c).toUTF8String(one);
            put(one, from);
        }
    }

    // Behind the white space that begins at `at`.
    [[nodiscard]] std::size_t blanks_end(std::size_t at) const {
        for (std::size_t next = at; next < source_.size(); at = next) {
            const UChar32 c = read(next);
            if (c < 0 || u_isUWhiteSpace(c) == 0) break;
        }
        return at;
    }

    // Whether the dash before `at_` stands at the end of a line, and is read as nothing.
    bool ends_line() {
        const std::size_t from = at_;
        if (line_ends_ == LineEnds::joined) at_ = blanks_end(at_);
        return at_ > from;
    }

    void put(std::string_view text, std::size_t from) {
        if (text == " " && folded_.text.ends_with(' ')) return;
        folded_.text += text;
        folded_.begin.resize(folded_.text.size(), unescaped_.at[from]);
        folded_.end.resize(folded_.text.size(), unescaped_.at[at_]);
    }

    Unescaped unescaped_;
    std::string_view source_;
    LineEnds line_ends_;
    std::size_t at_ = 0;
    const icu::Normalizer2* normalizer_ = nullptr;
    Folded folded_;
};

}  // namespace

Folded fold(std::string_view source, LineEnds line_ends) {
    return Folding(source, line_ends).all();
}

}  // namespace isonomia::reports
