#include "reports/phrases.hpp"

#include <array>

#include "core/clock.hpp"
#include "core/ensure.hpp"
#include "core/text.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

std::string Catalogue::text(std::string_view english) const {
    if (wording_) return wording_->text(english);
    return translate_ ? translate_(english) : std::string(english);
}

std::string Catalogue::number(std::string_view english) const {
    std::string text = with_minus(english);
    return wording_ ? wording_->number(text) : text;
}

namespace {

// '22 November 2026', with what follows left as it stands.
std::string english_date(std::string_view iso) {
    constexpr std::array<const char*, 12> months{"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};
    constexpr std::size_t day_end = 10;  // 'YYYY-MM-DD'
    if (!parse_instant(iso.substr(0, day_end))) return std::string(iso);
    const auto month = parse_integer(iso.substr(5, 2)).value_or(1);
    std::string_view day = iso.substr(8, 2);
    if (day.starts_with('0')) day.remove_prefix(1);
    std::string out = std::string(day) + " " + months.at(static_cast<std::size_t>(month - 1)) +
                      " " + std::string(iso.substr(0, 4));
    if (iso.size() > day_end) out += "," + std::string(iso.substr(day_end));
    return out;
}

}  // namespace

std::string Catalogue::date(std::string_view iso) const {
    return wording_ ? wording_->date(iso) : english_date(iso);
}

bool Catalogue::has(std::string_view english) const { return !wording_ || wording_->has(english); }

namespace {

void append_words(Inline& out, std::string_view text) {
    if (text.empty()) return;
    if (!out.empty() && out.back().kind == RunKind::words && !out.back().strong)
        out.back().text += text;
    else
        out.push_back({RunKind::words, std::string(text), "", false});
}

}  // namespace

Inline Catalogue::say(std::string_view english, const std::vector<Inline>& arguments) const {
    return filled(text(english), arguments);
}

Inline Catalogue::filled(std::string_view phrase, const std::vector<Inline>& arguments) {
    std::string_view rest = phrase;
    Inline out;
    while (true) {
        const auto open = rest.find('{');
        append_words(out, rest.substr(0, open));
        if (open == std::string_view::npos) return out;
        ensure(open + 2 < rest.size() && rest[open + 2] == '}', "phrases use places {0} to {9}");
        const auto place = static_cast<std::size_t>(rest[open + 1] - '0');
        ensure(place < arguments.size(), "a phrase names a place that has an argument");
        for (const Run& run : arguments[place]) {
            if (run.kind == RunKind::words && !run.strong)
                append_words(out, run.text);
            else
                out.push_back(run);
        }
        rest.remove_prefix(open + 3);
    }
}

Inline Catalogue::count(std::uint64_t n, std::string_view one, std::string_view many,
                        const std::vector<Inline>& arguments) const {
    std::vector<Inline> all{reports::number(grouped(n))};
    all.insert(all.end(), arguments.begin(), arguments.end());
    if (wording_) return filled(wording_->plural(n, one, many), all);
    return say(n == 1 ? one : many, all);
}

Inline value(std::string_view text) { return {{RunKind::value, std::string(text), "", false}}; }
Inline number(std::string text) { return {{RunKind::number, std::move(text), "", false}}; }
Inline code(std::string_view text) { return {{RunKind::code, std::string(text), "", false}}; }
Inline date(std::string_view text) {
    const bool is_date = parse_instant(text.substr(0, 10)).has_value() &&
                         (text.size() == 10 || (text.size() > 10 && text[10] == ' '));
    return {{is_date ? RunKind::date : RunKind::value, std::string(text), "", false}};
}
Inline note(Statement statement) {
    return {{RunKind::note, "", "", false, std::make_shared<Statement>(std::move(statement))}};
}
Inline link_to(std::string anchor) { return {{RunKind::link, "", std::move(anchor), false}}; }
Inline link_to(std::string anchor, std::string text) {
    return {{RunKind::link, std::move(text), std::move(anchor), false}};
}

Inline strong(Inline text) {
    for (Run& run : text)
        run.strong = true;
    return text;
}

Inline operator+(Inline left, const Inline& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

Badge badge_of(const Catalogue& catalogue, Verdict verdict) {
    const auto word = catalogue.text(title_of(verdict));
    switch (verdict) {
        case Verdict::met:
            return {"✓", word, "good"};
        case Verdict::not_met:
            return {"✗", word, "adverse"};
        case Verdict::not_established:
            return {"?", word, "open"};
        case Verdict::not_applicable:
            return {"–", word, "plain"};
        case Verdict::excepted:
            return {"△", word, "plain"};
        case Verdict::assessed:
            return {"◇", word, "plain"};
        case Verdict::error:
            return {"!", word, "adverse"};
    }
    return {"!", word, "adverse"};
}

}  // namespace isonomia::reports
