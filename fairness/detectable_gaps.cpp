#include "fairness/detectable_gaps.hpp"

#include <algorithm>
#include <compare>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/resample.hpp"
#include "stats/adjust.hpp"
#include "stats/power.hpp"

namespace isonomia::fairness {

namespace {

constexpr double stated_power = 0.8;

std::string value_of(const Measurement& m, const char* key) {
    const auto it = m.parameters.find(key);
    return it == m.parameters.end() ? std::string() : it->second;
}

std::optional<std::uint64_t> count_in(std::string_view text) {
    const auto number = parse_integer(text);
    if (!number || *number < 0) return std::nullopt;
    return static_cast<std::uint64_t>(*number);
}

// 'x/n', as counts_text() writes it.
std::optional<stats::Proportion> counts_in(const Measurement& m, const char* key) {
    const std::string text = value_of(m, key);
    const auto slash = text.find('/');
    if (slash == std::string::npos) return std::nullopt;
    const auto x = count_in(std::string_view(text).substr(0, slash));
    const auto n = count_in(std::string_view(text).substr(slash + 1));
    if (!x || !n) return std::nullopt;
    return stats::Proportion{*x, *n};
}

std::string text_of(const std::optional<double>& gap) {
    return gap ? fmt::format("{:.4g}", *gap) : "none, however large";
}

struct GapKey {
    std::uint64_t group = 0;
    std::uint64_t successes = 0;  // of the reference, at most half of its trials
    std::uint64_t trials = 0;
    double alpha = 0;

    auto operator<=>(const GapKey&) const = default;
};

// Each is computed once: a difference and its ratio are of the same counts, and what raises a rate
// lowers its complement.
using Gaps = std::map<GapKey, stats::Defined<stats::DetectableGap>>;

struct ComparedByFisher {
    Measurement* m;
    GapKey key;
    bool turned;  // the key is the complement's
};

std::optional<ComparedByFisher> compared_by_fisher(Measurement& m, double level) {
    if (!m.p || m.test != "fisher-exact-two-sided") return std::nullopt;
    const auto group = counts_in(m, "group_counts");
    const auto reference = counts_in(m, "reference_counts");
    const auto hypotheses = count_in(value_of(m, "hypotheses"));
    if (!group || !reference || !hypotheses || *hypotheses == 0) return std::nullopt;
    const std::uint64_t failures = reference->trials - reference->successes;
    return ComparedByFisher{&m,
                            {group->trials, std::min(reference->successes, failures),
                             reference->trials, 1 - stats::bonferroni_level(level, *hypotheses)},
                            reference->successes > failures};
}

// Of a difference that is divided by its standard error; at most 1, as rates and areas are.
void add_gap_by_standard_error(Measurement& m, double level) {
    const auto hypotheses = count_in(value_of(m, "hypotheses"));
    const auto error = parse_number(value_of(m, "standard_error"));
    if (!m.p || m.comparator.empty() || !error || !hypotheses || *hypotheses == 0) return;
    const double alpha = 1 - stats::bonferroni_level(level, *hypotheses);
    const double gap =
        stats::gap_by_standard_error(*error,
                                     parse_number(value_of(m, "degrees_of_freedom"))
                                         .value_or(std::numeric_limits<double>::infinity()),
                                     alpha, stated_power);
    const std::string text = text_of(gap <= 1 ? std::optional(gap) : std::nullopt);
    m.parameters["gap_detectable_up"] = text;
    m.parameters["gap_detectable_down"] = text;
    m.parameters["gap_detectable_power"] = fmt::format("{}", stated_power);
    m.parameters["gap_detectable_alpha"] = fmt::format("{:.4g}", alpha);
    m.parameters["gap_detectable_by"] = "standard error of the data";
}

void compute(Gaps& gaps) {
    std::vector<Gaps::value_type*> places;
    for (auto& place : gaps)
        places.push_back(&place);
    for_each_replicate(places.size(), [&](std::uint32_t i) {
        auto& [key, gap] = *places[i];
        gap =
            stats::detectable_gap(key.group, {key.successes, key.trials}, key.alpha, stated_power);
    });
}

}  // namespace

void add_detectable_gaps(double level, std::vector<Measurement>& measurements) {
    std::vector<ComparedByFisher> all;
    Gaps gaps;
    for (Measurement& m : measurements) {
        add_gap_by_standard_error(m, level);
        if (const auto compared = compared_by_fisher(m, level)) {
            all.push_back(*compared);
            gaps.try_emplace(compared->key, stats::undefined(""));
        }
    }
    compute(gaps);
    for (const auto& [m, key, turned] : all) {
        auto gap = gaps.at(key);
        if (!gap) continue;
        if (turned) std::swap(gap->up, gap->down);
        m->parameters["gap_detectable_up"] = text_of(gap->up);
        m->parameters["gap_detectable_down"] = text_of(gap->down);
        m->parameters["gap_detectable_power"] = fmt::format("{}", stated_power);
        m->parameters["gap_detectable_alpha"] = fmt::format("{:.4g}", key.alpha);
        m->parameters["gap_detectable_by"] = gap->exact ? "enumeration" : "normal approximation";
    }
}

}  // namespace isonomia::fairness
