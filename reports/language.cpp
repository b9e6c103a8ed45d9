#include "reports/language.hpp"

#include <algorithm>
#include <array>

#include <unicode/dcfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/numfmt.h>
#include <unicode/numsys.h>
#include <unicode/plurrule.h>
#include <unicode/smpdtfmt.h>
#include <unicode/uloc.h>

#include "core/clock.hpp"
#include "core/embedded.hpp"
#include "core/text.hpp"
#include "reports/po.hpp"

namespace isonomia::reports {

std::span<const EmbeddedFile> language_files();  // generated from reports/languages/*.po

namespace {

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// How a language writes numbers and dates, asked of ICU once.
struct Notation {
    std::string group = ",";
    std::string decimal = ".";
    std::string percent = "%";
    std::array<std::string, 10> digits{};  // "" for 0 to 9 as they are
    std::string list = ", ";               // between numbers; ';' where ',' is the decimal sign

    std::string firm_list = ",\u00A0";  // where a line must not break

    // The bytes of the blank behind a comma that stands behind a digit; 0 where there is none.
    static std::size_t gap_behind(std::string_view text, std::size_t comma) {
        if (comma == 0 || !is_digit(text[comma - 1])) return 0;
        const std::string_view rest = text.substr(comma + 1);
        return rest.starts_with(' ') ? 1 : rest.starts_with("\u00A0") ? 2 : 0;
    }

    // Rewrites '1,234.5', '95%' and '[0.1, 0.2]'.
    [[nodiscard]] std::string number(std::string_view text) const {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            const bool between =
                i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
            if (is_digit(c))
                out += digits[static_cast<std::size_t>(c - '0')];
            else if (c == ',' && between)
                out += group;
            else if (const auto gap = gap_behind(text, i); c == ',' && gap > 0) {
                out += gap == 1 ? list : firm_list;
                i += gap;
            } else if (c == '.' && between)
                out += decimal;
            else if (c == '%')
                out += percent;
            else
                out += c;
        }
        return out;
    }
};

Notation notation_of(const icu::Locale& locale, bool own_digits) {
    Notation n;
    for (std::size_t i = 0; i < n.digits.size(); ++i)
        n.digits[i] = std::to_string(i);
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale plain_locale = locale;
    if (!own_digits) plain_locale.setUnicodeKeywordValue("nu", "latn", status);
    const icu::DecimalFormatSymbols symbols(plain_locale, status);
    if (U_FAILURE(status) != 0) return n;
    using Symbols = icu::DecimalFormatSymbols;
    n.group = utf8(symbols.getConstSymbol(Symbols::kGroupingSeparatorSymbol));
    n.decimal = utf8(symbols.getConstSymbol(Symbols::kDecimalSeparatorSymbol));
    if (n.decimal != ".") {
        const bool french = std::string_view(locale.getLanguage()) == "fr";
        n.list = french ? "\u202F; " : "; ";
        n.firm_list = french ? "\u202F;\u00A0" : ";\u00A0";
    }
    if (own_digits)
        for (int i = 0; i < 10; ++i)
            n.digits[static_cast<std::size_t>(i)] = utf8(symbols.getConstDigitSymbol(i));
    const std::unique_ptr<icu::NumberFormat> percent(
        icu::NumberFormat::createPercentInstance(plain_locale, status));
    if (U_FAILURE(status) != 0) return n;
    icu::UnicodeString shown;
    percent->format(0.07, shown);
    const std::string text = utf8(shown);
    if (const auto seven = text.find(n.digits[7]); seven == 0)
        n.percent = text.substr(n.digits[7].size());
    return n;
}

class Language final : public Wording {
public:
    Language(std::string_view tag, PoEntries entries) : entries_(std::move(entries)) {
        UErrorCode status = U_ZERO_ERROR;
        locale_ = icu::Locale::forLanguageTag(std::string(tag), status);
        notation_ = notation_of(locale_, tag.find("-u-nu-") != std::string_view::npos);
        rules_.reset(icu::PluralRules::forLocale(locale_, status));
        const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
            icu::DateTimePatternGenerator::createInstance(locale_, status));
        if (U_FAILURE(status) != 0) return;
        date_pattern_ = patterns->getBestPattern("yMMMMd", status);
    }

    [[nodiscard]] std::string text(std::string_view english) const override {
        const auto entry = entries_.find(english);
        return entry == entries_.end() ? std::string(english) : entry->second.front();
    }

    [[nodiscard]] std::string plural(std::uint64_t n, std::string_view one,
                                     std::string_view many) const override {
        const auto entry = entries_.find(one);
        if (entry == entries_.end() || entry->second.size() < 2 || rules_ == nullptr)
            return text(n == 1 ? one : many);
        const auto index = std::min(category(n), entry->second.size() - 1);
        return entry->second[index];
    }

    [[nodiscard]] std::string number(std::string_view text) const override {
        return notation_.number(text);
    }

    // 'YYYY-MM-DD', with what follows left as it stands but for its digits.
    [[nodiscard]] std::string date(std::string_view text) const override {
        const auto instant = parse_instant(text.substr(0, 10));
        if (!instant || date_pattern_.isEmpty()) return std::string(text);
        UErrorCode status = U_ZERO_ERROR;
        icu::SimpleDateFormat format(date_pattern_, locale_, status);
        format.adoptTimeZone(icu::TimeZone::getGMT()->clone());
        icu::UnicodeString shown;
        format.format(static_cast<UDate>(instant->seconds) * 1000.0, shown);
        if (U_FAILURE(status) != 0) return std::string(text);
        return first_of_month(utf8(shown)) +
               (text.size() > 10 ? "," + notation_.number(text.substr(10)) : std::string());
    }

    [[nodiscard]] bool has(std::string_view english) const override {
        return entries_.contains(english);
    }

    [[nodiscard]] bool right_to_left() const { return locale_.isRightToLeft() != 0; }

private:
    // CLDR's pattern has no ordinal; French writes the first of a month as one, and only that day.
    [[nodiscard]] std::string first_of_month(std::string shown) const {
        const bool french = std::string_view(locale_.getLanguage()) == "fr";
        if (french && shown.starts_with("1 ")) shown.insert(1, "er");
        return shown;
    }

    // Where the number's category stands among those of the language, in the order of CLDR, which
    // is that of gettext's plural forms.
    [[nodiscard]] std::size_t category(std::uint64_t n) const {
        constexpr std::array<const char*, 6> order{"zero", "one", "two", "few", "many", "other"};
        const std::string wanted = utf8(rules_->select(static_cast<double>(n)));
        std::size_t index = 0;
        for (const char* name : order) {
            if (wanted == name) return index;
            if (rules_->isKeyword(icu::UnicodeString(name)) != 0) ++index;
        }
        return index;
    }

    PoEntries entries_;
    icu::Locale locale_;
    Notation notation_;
    std::unique_ptr<icu::PluralRules> rules_;
    icu::UnicodeString date_pattern_;
};

std::string primary(std::string_view tag) { return std::string(tag.substr(0, tag.find('-'))); }

}  // namespace

std::vector<std::string> language_tags() {
    std::vector<std::string> tags{"en"};
    for (const EmbeddedFile& file : language_files()) {
        const std::string_view path = file.path;
        const auto begin = path.rfind('/') + 1;
        tags.emplace_back(path.substr(begin, path.rfind('.') - begin));
    }
    return tags;
}

Result<Catalogue> language_from_po(std::string_view tag, std::string_view po) {
    auto entries = parse_po(po, std::string(tag) + ".po");
    if (!entries) return fail(entries.error());
    auto language = std::make_shared<Language>(tag, std::move(*entries));
    const bool rtl = language->right_to_left();
    return Catalogue(std::string(tag), rtl ? "rtl" : "ltr", std::move(language));
}

Result<Catalogue> find_language(std::string_view tag) {
    const std::string wanted = primary(tag);
    if (wanted == "en") return Catalogue();
    for (const EmbeddedFile& file : language_files())
        if (std::string_view(file.path).ends_with("/" + wanted + ".po"))
            return language_from_po(tag, std::string_view(file.content));
    const auto tags = language_tags();
    return fail(usage_error("D0004", "there is no catalogue for the language '" +
                                         std::string(tag.substr(0, 60)) + "'")
                    .hinted("languages: " + join(tags, ", ") + did_you_mean_suffix(wanted, tags)));
}

}  // namespace isonomia::reports
