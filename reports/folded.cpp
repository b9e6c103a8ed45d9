#include "reports/folded.hpp"

#include <cstdint>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "core/text.hpp"

namespace isonomia::reports {

namespace {

std::string_view plain_sign(UChar32 c) {
    if (u_isUWhiteSpace(c) != 0) return " ";
    if (u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212) return "-";
    if ((c >= 0x2018 && c <= 0x201B) || c == 0x02BC) return "'";
    if ((c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB) return "\"";
    return {};
}

class Folding {
public:
    explicit Folding(std::string_view source) : source_(source) {
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
            const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
            return put(blank ? std::string_view(" ") : std::string_view(&lower, 1), from);
        }
        if (read(at_) < 0) return put(source_.substr(from, 1), from);
        for (std::size_t next = at_; next < source_.size(); at_ = next) {
            const UChar32 c = read(next);
            if (c < 0 || normalizer_ == nullptr || normalizer_->hasBoundaryBefore(c) != 0) break;
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

    void put(std::string_view text, std::size_t from) {
        if (text == " " && folded_.text.ends_with(' ')) {
            folded_.end.back() = at_;
            return;
        }
        folded_.text += text;
        folded_.begin.resize(folded_.text.size(), from);
        folded_.end.resize(folded_.text.size(), at_);
    }

    std::string_view source_;
    std::size_t at_ = 0;
    const icu::Normalizer2* normalizer_ = nullptr;
    Folded folded_;
};

}  // namespace

Folded fold(std::string_view source) { return Folding(source).all(); }

}  // namespace isonomia::reports
