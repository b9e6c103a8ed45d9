#include "core/clock.hpp"

#include <chrono>

namespace isonomia {

using namespace std::chrono;

Instant SystemClock::now() const {
    return {duration_cast<seconds>(system_clock::now().time_since_epoch()).count()};
}

namespace {

void put(std::string& text, std::size_t at, std::size_t width, unsigned value) {
    for (std::size_t i = width; i-- > 0; value /= 10)
        text[at + i] = static_cast<char>('0' + value % 10);
}

}  // namespace

// Every entry of a ledger holds one, so digits are written by hand where they have their places.
std::string to_rfc3339(Instant instant) {
    const sys_seconds time{seconds{instant.seconds}};
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const auto second = static_cast<unsigned>((time - day).count());
    const int year = static_cast<int>(date.year());
    std::string text = "0000-00-00T00:00:00Z";
    if (year < 0 || year > 9999)
        text.replace(0, 4, std::to_string(year));
    else
        put(text, 0, 4, static_cast<unsigned>(year));
    const std::size_t rest = text.size() - 16;  // after the year
    put(text, rest + 1, 2, static_cast<unsigned>(date.month()));
    put(text, rest + 4, 2, static_cast<unsigned>(date.day()));
    put(text, rest + 7, 2, second / 3600);
    put(text, rest + 10, 2, second / 60 % 60);
    put(text, rest + 13, 2, second % 60);
    return text;
}

namespace {

// Reads exactly `width` digits from the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
    if (text.size() < width) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(width);
    return value;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<std::int64_t> take_offset(std::string_view& text) {
    if (take(text, 'Z')) return 0;
    if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    const int sign = text.front() == '+' ? 1 : -1;
    text.remove_prefix(1);
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    return sign * (*hour * 3600LL + *minute * 60LL);
}

std::optional<std::int64_t> take_time(std::string_view& text) {
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    int second = 0;
    if (take(text, ':')) {
        const auto digits = take_digits(text, 2);
        if (!digits || *digits > 59) return std::nullopt;
        second = *digits;
    }
    const auto offset = take_offset(text);
    if (!offset) return std::nullopt;
    return *hour * 3600LL + *minute * 60LL + second - *offset;
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
    const auto year_number = take_digits(text, 4);
    if (!year_number || *year_number < 1000 || !take(text, '-')) return std::nullopt;
    const auto month_number = take_digits(text, 2);
    if (!month_number || !take(text, '-')) return std::nullopt;
    const auto day_number = take_digits(text, 2);
    if (!day_number) return std::nullopt;

    const year_month_day date{year{*year_number}, month{static_cast<unsigned>(*month_number)},
                              day{static_cast<unsigned>(*day_number)}};
    if (!date.ok()) return std::nullopt;
    std::int64_t total = sys_days{date}.time_since_epoch().count() * 86400LL;
    if (text.empty()) return Instant{total};

    if (!take(text, 'T')) return std::nullopt;
    const auto time = take_time(text);
    if (!time || !text.empty()) return std::nullopt;
    total += *time;
    return Instant{total};
}

}  // namespace isonomia
