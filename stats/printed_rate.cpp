#include "stats/printed_rate.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::stats {

namespace {

__extension__ using Wide = unsigned __int128;  // products of a count and a power of ten

constexpr std::uint64_t digits_limit = 1'000'000'000'000'000;
constexpr int decimals_max = 17;

Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

// digits / 10^decimals, rounded once.
double decimal(std::uint64_t digits, int decimals) {
    const std::string text = fmt::format("{}e{}", digits, -decimals);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads 'ddd.ddd' into the rate; false when there is no digit or there are too many.
bool take_digits(std::string_view& text, PrintedRate& rate) {
    bool any = false;
    bool after_point = false;
    while (!text.empty() && (is_digit(text.front()) || (text.front() == '.' && !after_point))) {
        if (text.front() == '.') {
            after_point = true;
        } else {
            any = true;
            rate.digits = rate.digits * 10 + static_cast<std::uint64_t>(text.front() - '0');
            if (after_point) ++rate.decimals;
            if (rate.digits >= digits_limit || rate.decimals > decimals_max) return false;
        }
        text.remove_prefix(1);
    }
    return any;
}

// Reads 'e-5'; false when malformed.
bool take_exponent(std::string_view& text, PrintedRate& rate) {
    if (text.empty() || (text.front() != 'e' && text.front() != 'E')) return true;
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    int exponent = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (problem != std::errc{} || exponent < -decimals_max || exponent > decimals_max) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    rate.decimals -= exponent;
    return true;
}

}  // namespace

double PrintedRate::value() const { return decimal(digits, decimals); }

Bounds PrintedRate::bounds() const {
    const double low = digits == 0 ? 0 : decimal(digits * 10 - 5, decimals + 1);
    return {std::min(1.0, low), std::min(1.0, decimal(digits * 10 + 5, decimals + 1))};
}

bool PrintedRate::allows(Proportion p) const {
    const auto counts = counts_of(p.trials);
    return counts && counts->least <= p.successes && p.successes <= counts->most;
}

std::optional<PrintedRate::Counts> PrintedRate::counts_of(std::uint64_t trials) const {
    const Wide unit = power_of_ten(decimals + 1);
    const Wide low = digits == 0 ? 0 : Wide{digits} * 10 - 5;
    const Wide least = (low * trials + unit - 1) / unit;
    const Wide most = std::min<Wide>(trials, (Wide{digits} * 10 + 5) * trials / unit);
    if (least > most) return std::nullopt;
    return Counts{static_cast<std::uint64_t>(least), static_cast<std::uint64_t>(most)};
}

std::optional<PrintedRate> parse_printed_rate(std::string_view text) {
    text = trim(text);
    PrintedRate rate;
    if (!take_digits(text, rate) || !take_exponent(text, rate)) return std::nullopt;
    text = trim(text);
    if (text == "%")
        rate.decimals += 2;
    else if (!text.empty())
        return std::nullopt;
    for (; rate.decimals < 0 && rate.digits < digits_limit; ++rate.decimals)
        rate.digits *= 10;
    if (rate.decimals < 0 || rate.decimals > decimals_max) return std::nullopt;
    if (Wide{rate.digits} > power_of_ten(rate.decimals)) return std::nullopt;
    return rate;
}

}  // namespace isonomia::stats
