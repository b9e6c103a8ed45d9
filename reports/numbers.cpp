#include "reports/numbers.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::reports {

namespace {

constexpr std::uint64_t base_max = 1'000'000'000;

// Slack for products such as 0.29 * 100 = 28.999999999999996, far below any bound that matters.
std::uint64_t floor_of(double x) {
    return static_cast<std::uint64_t>(std::max(0.0, std::floor(x + 1e-9)));
}
std::uint64_t ceil_of(double x) {
    return static_cast<std::uint64_t>(std::max(0.0, std::ceil(x - 1e-9)));
}

// Enough decimals for three significant digits, at least `decimals`, at most 12.
int decimals_for(double value, int decimals) {
    if (value == 0 || !std::isfinite(value)) return decimals;
    const int needed = 2 - static_cast<int>(std::floor(std::log10(std::abs(value))));
    return std::clamp(needed, decimals, 12);
}

}  // namespace

std::string grouped(std::uint64_t value) {
    std::string digits = std::to_string(value);
    for (std::size_t i = digits.size(); i > 3;)
        digits.insert(i -= 3, 1, ',');
    return digits;
}

std::string fixed(double value, int decimals) {
    std::string text = fmt::format("{:.{}f}", value, decimals);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    if (zero && text.starts_with('-')) text.erase(0, 1);
    return text;
}

std::string with_minus(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins = i == 0 || text[i - 1] == ' ' || text[i - 1] == '[' ||
                            text.substr(0, i).ends_with("\u00A0");
        if (text[i] == '-' && begins && i + 1 < text.size() && is_digit(text[i + 1]))
            out += "\u2212";
        else
            out += text[i];
    }
    return out;
}

std::string rounded(double value) {
    std::string text = fixed(value, std::abs(value) < 0.005 ? decimals_for(value, 2) : 2);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::string level_text(const Interval& interval) {
    return shortest(std::round(interval.level * 1e6) / 1e4) + "%";
}

Inline p_value(const Catalogue& catalogue, double p) {
    if (p < 0.001) return catalogue.say("below {0}", {number("0.001")});
    return number(fixed(p, p < 0.1 ? 3 : 2));
}

std::uint64_t base_for(double proportion, std::optional<std::uint64_t> n) {
    const double rarer = std::min(proportion, 1 - proportion);
    std::uint64_t base = 100;
    if (rarer <= 0) return base;
    while (base < base_max && static_cast<double>(base) * rarer < 10 && (!n || base < *n))
        base *= 10;
    return base;
}

Inline frequency(const Catalogue& catalogue, double proportion, std::optional<std::uint64_t> n,
                 std::optional<std::uint64_t> given) {
    if (proportion <= 0) return catalogue.say("none");
    if (proportion >= 1) return catalogue.say("all");
    const std::uint64_t base = given.value_or(base_for(proportion, n));
    const double exact = proportion * static_cast<double>(base);
    const auto k = static_cast<std::uint64_t>(std::llround(exact));
    const Inline of = number(grouped(base));
    if (k == 0) return catalogue.say("fewer than 1 in every {0}", {of});
    if (k == base) return catalogue.say("all but fewer than 1 in every {0}", {of});
    const bool is_exact =
        std::abs(exact - static_cast<double>(k)) < 1e-9 * static_cast<double>(base);
    return catalogue.say(is_exact ? "{0} in every {1}" : "about {0} in every {1}",
                         {number(grouped(k)), of});
}

namespace {

// 'fewer than 1', '42', 'more than 99': a bound must not read as impossible when it is only rare.
Inline low_bound(const Catalogue& catalogue, double low, std::uint64_t base) {
    const auto k = floor_of(low * static_cast<double>(base));
    if (k == 0 && low > 0) return catalogue.say("fewer than 1");
    return number(grouped(k));
}
Inline high_bound(const Catalogue& catalogue, double high, std::uint64_t base) {
    const auto k = ceil_of(high * static_cast<double>(base));
    if (k >= base && high < 1) return catalogue.say("more than {0}", {number(grouped(base - 1))});
    return number(grouped(std::min(k, base)));
}

// The base for a measurement: of its value, or of the far bound where the value is 0 or 1.
std::uint64_t base_of(const Measurement& m) {
    const auto n = m.denominator ? m.denominator : m.n;
    if (!m.value || *m.value <= 0 || *m.value >= 1) {
        if (!m.interval || !m.value) return 100;
        const double bound = *m.value <= 0 ? m.interval->high : m.interval->low;
        return base_for(bound, n);
    }
    return base_for(*m.value, n);
}

}  // namespace

Inline allowed_range(const Catalogue& catalogue, const Interval& interval, std::uint64_t base) {
    constexpr double noise = 1e-12;  // a bound that is 0 or 1 but for the last digits of a double
    const bool from_none = interval.low <= noise;
    const bool to_all = interval.high >= 1 - noise;
    const Inline of = number(grouped(base));
    if (from_none && to_all) return catalogue.say("the data allow anything from none to all");
    const Inline low = low_bound(catalogue, interval.low, base);
    const Inline high = high_bound(catalogue, interval.high, base);
    if (from_none) return catalogue.say("the data allow up to {0} in every {1}", {high, of});
    if (to_all) return catalogue.say("the data allow as few as {0} in every {1}", {low, of});
    return catalogue.say("the data allow {0} to {1} in every {2}", {low, high, of});
}

bool is_comparison(const Measurement& m) { return !m.comparator.empty(); }
bool is_ratio(const Measurement& m) {
    return is_comparison(m) && (m.unit == "ratio" || m.metric.ends_with("_ratio"));
}
bool is_proportion(const Measurement& m) {
    return m.form == ResultForm::scalar && !is_comparison(m) &&
           (m.unit == "proportion" || m.unit == "rate");
}

bool is_about_rates(const Measurement& m) {
    return m.form == ResultForm::scalar &&
           (!m.dataset.empty() || is_proportion(m) || is_comparison(m));
}

bool is_of_data(const Measurement& m) { return m.form != ResultForm::scalar && !m.dataset.empty(); }

namespace {

Inline reported_in_words(const Catalogue& catalogue, const Measurement& m,
                         std::optional<std::uint64_t> given) {
    const std::uint64_t base = given.value_or(base_of(m));
    const auto printed = m.parameters.find("printed");
    const Inline about = frequency(catalogue, *m.value, std::nullopt, given);
    const Inline as =
        printed != m.parameters.end() ? value(printed->second) : number(figure_text(m, 4));
    if (!m.interval) return catalogue.say("printed as {0}: {1}", {as, about});
    const bool rounding = m.interval->method == "rounding";
    if (!rounding)
        return catalogue.say("printed as {0}: {1}; {2}",
                             {as, about, allowed_range(catalogue, *m.interval, base)});
    return catalogue.say("printed as {0}: {1}; rounding alone allows {2} to {3} in every {4}",
                         {as, about, low_bound(catalogue, m.interval->low, base),
                          high_bound(catalogue, m.interval->high, base), number(grouped(base))});
}

Inline plain_figure_in_words(const Catalogue& catalogue, const Measurement& m) {
    const Inline figure = number(fixed(*m.value, decimals_for(*m.value, 2)));
    const Inline unit = m.unit.empty() ? Inline{} : catalogue.say(" {0}", {value(m.unit)});
    if (!m.interval) return figure + unit;
    return catalogue.say(
        "{0}; the data allow {1} to {2}",
        {figure + unit, number(fixed(m.interval->low, decimals_for(m.interval->low, 2))),
         number(fixed(m.interval->high, decimals_for(m.interval->high, 2)))});
}

}  // namespace

Inline rate_in_words(const Catalogue& catalogue, const Measurement& m,
                     std::optional<std::uint64_t> given) {
    if (!m.value) {
        if (m.undefined_reason.empty())
            return catalogue.say("cannot be computed: no reason recorded");
        return catalogue.say("cannot be computed: {0}", {value(m.undefined_reason)});
    }
    if (!is_proportion(m)) return plain_figure_in_words(catalogue, m);
    if (m.basis == Basis::reported) return reported_in_words(catalogue, m, given);
    const auto n = m.denominator ? m.denominator : m.n;
    const bool counted = m.numerator && m.denominator;
    const bool edge = *m.value <= 0 || *m.value >= 1;
    Inline figure = counted && (edge || *m.denominator < few_units)
                        ? catalogue.say("{0} of {1}", {number(grouped(*m.numerator)),
                                                       number(grouped(*m.denominator))})
                        : frequency(catalogue, *m.value, n, given);
    if (!m.interval) return catalogue.say("{0}; no range was computed", {figure});
    return catalogue.say(
        "{0}; {1}", {figure, allowed_range(catalogue, *m.interval, given.value_or(base_of(m)))});
}

namespace {

std::uint64_t base_for_difference(double difference) {
    std::uint64_t base = 100;
    const double size = std::abs(difference);
    while (size > 0 && base < base_max && static_cast<double>(base) * size < 1)
        base *= 10;
    return base;
}

Inline size_of_bound(const Catalogue& catalogue, double bound, std::uint64_t base, bool outwards) {
    const double scaled = std::abs(bound) * static_cast<double>(base);
    const auto k = outwards ? ceil_of(scaled) : floor_of(scaled);
    if (k == 0 && bound != 0) return catalogue.say("fewer than 1");
    return number(grouped(k));
}

}  // namespace

Inline difference_range(const Catalogue& catalogue, const Interval& i, std::uint64_t base) {
    if (i.low >= 0)
        return catalogue.say("the data allow {0} to {1} more",
                             {size_of_bound(catalogue, i.low, base, false),
                              size_of_bound(catalogue, i.high, base, true)});
    if (i.high <= 0)
        return catalogue.say("the data allow {0} to {1} fewer",
                             {size_of_bound(catalogue, i.high, base, false),
                              size_of_bound(catalogue, i.low, base, true)});
    return catalogue.say("the data allow anything from {0} fewer to {1} more",
                         {size_of_bound(catalogue, i.low, base, true),
                          size_of_bound(catalogue, i.high, base, true)});
}

namespace {

Inline difference_in_words(const Catalogue& catalogue, const Measurement& m,
                           std::optional<std::uint64_t> given) {
    const std::uint64_t base = given.value_or(base_for_difference(*m.value));
    const double scaled = std::abs(*m.value) * static_cast<double>(base);
    const Inline k = number(grouped(static_cast<std::uint64_t>(std::llround(scaled))));
    const Inline than = value(group_name(m.comparator));
    const char* phrase = *m.value > 0   ? "about {0} more in every {1} than for {2}"
                         : *m.value < 0 ? "about {0} fewer in every {1} than for {2}"
                                        : "as many as for {2}";
    Inline words = catalogue.say(phrase, {k, number(grouped(base)), than});
    if (!m.interval) return words;
    return catalogue.say("{0}; {1}", {words, difference_range(catalogue, *m.interval, base)});
}

// Two significant digits, the bounds outwards.
std::string ratio_text(double ratio, int direction) {
    if (ratio <= 0) return "0";
    const int decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(ratio))), 0, 9);
    const double scale = std::pow(10.0, decimals);
    const double scaled = ratio * scale;
    const double rounded = direction < 0   ? std::floor(scaled + 1e-9)
                           : direction > 0 ? std::ceil(scaled - 1e-9)
                                           : std::round(scaled);
    return fixed(rounded / scale, decimals);
}

Inline ratio_in_words(const Catalogue& catalogue, const Measurement& m) {
    const Inline than = value(group_name(m.comparator));
    Inline words = *m.value == 1 ? catalogue.say("as often as for {0}", {than})
                                 : catalogue.say("about {0} times as often as for {1}",
                                                 {number(ratio_text(*m.value, 0)), than});
    if (!m.interval) return words;
    return catalogue.say(
        "{0}; the data allow {1} to {2} times",
        {words, number(ratio_text(m.interval->low, -1)), number(ratio_text(m.interval->high, 1))});
}

}  // namespace

Inline comparison_in_words(const Catalogue& catalogue, const Measurement& m,
                           std::optional<std::uint64_t> base) {
    if (!m.value) return rate_in_words(catalogue, m);
    return is_ratio(m) ? ratio_in_words(catalogue, m) : difference_in_words(catalogue, m, base);
}

std::optional<std::uint64_t> common_base(const std::vector<const Measurement*>& figures) {
    constexpr double rarer_min = 5;  // rounding then moves no figure by more than a tenth
    std::optional<std::uint64_t> common;
    std::optional<std::uint64_t> own;  // the base that each of them would have alone
    bool same = true;
    for (const Measurement* m : figures) {
        if (!m->value || !std::isfinite(*m->value)) continue;
        const bool rate = is_proportion(*m);
        if (!rate && (!is_comparison(*m) || is_ratio(*m))) continue;
        const std::uint64_t alone = rate ? base_of(*m) : base_for_difference(*m->value);
        same = same && own.value_or(alone) == alone;
        own = alone;
        std::uint64_t base = rate ? 100 : alone;
        const double rarer = std::min(*m->value, 1 - *m->value);
        while (rate && rarer > 0 && base < alone && static_cast<double>(base) * rarer < rarer_min)
            base *= 10;
        common = std::max(common.value_or(0), base);
    }
    return same ? own : common;
}

std::string group_name(const std::vector<GroupValue>& group) {
    std::vector<GroupValue> named = group;
    for (GroupValue& part : named) {
        const bool letters = std::any_of(part.value.begin(), part.value.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                   static_cast<unsigned char>(c) >= 0x80;
        });
        if (!letters && !part.value.empty()) part.value = part.attribute + " " + part.value;
    }
    return group_title(named);
}

Inline group_words(const Catalogue& catalogue, const std::vector<GroupValue>& group) {
    return group.empty() ? catalogue.say("everybody measured") : value(group_name(group));
}

std::string figure_text(const Measurement& m, int decimals) {
    if (!m.value) return "";
    std::string text = fixed(*m.value, decimals_for(*m.value, decimals));
    if (m.interval)
        text += fmt::format(" [{},\u00A0{}]",
                            fixed(m.interval->low, decimals_for(m.interval->low, decimals)),
                            fixed(m.interval->high, decimals_for(m.interval->high, decimals)));
    return text;
}

}  // namespace isonomia::reports
