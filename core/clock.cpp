#include "core/clock.hpp"

#include <chrono>

#include <fmt/format.h>

namespace isonomia {

using namespace std::chrono;

Instant SystemClock::now() const {
    return {duration_cast<seconds>(system_clock::now().time_since_epoch()).count()};
}

std::string to_rfc3339(Instant instant) {
    const sys_seconds time{seconds{instant.seconds}};
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
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
