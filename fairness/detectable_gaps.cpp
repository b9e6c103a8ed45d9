#include "fairness/detectable_gaps.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "core/text.hpp"
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

}  // namespace

void add_detectable_gaps(double level, std::vector<Measurement>& measurements) {
    // A difference and its ratio are of the same counts.
    std::map<std::string, stats::Defined<stats::DetectableGap>> known;
    for (Measurement& m : measurements) {
        if (!m.p || m.test != "fisher-exact-two-sided") continue;
        const auto group = counts_in(m, "group_counts");
        const auto reference = counts_in(m, "reference_counts");
        const auto hypotheses = count_in(value_of(m, "hypotheses"));
        if (!group || !reference || !hypotheses || *hypotheses == 0) continue;
        const double alpha = 1 - stats::bonferroni_level(level, *hypotheses);
        const std::string key = fmt::format("{} {} {}", group->trials,
                                            value_of(m, "reference_counts"), *hypotheses);
        auto found = known.find(key);
        if (found == known.end())
            found = known
                        .emplace(key, stats::detectable_gap(group->trials, *reference, alpha,
                                                            stated_power))
                        .first;
        const auto& gap = found->second;
        if (!gap) continue;
        m.parameters["gap_detectable_up"] = text_of(gap->up);
        m.parameters["gap_detectable_down"] = text_of(gap->down);
        m.parameters["gap_detectable_power"] = fmt::format("{}", stated_power);
        m.parameters["gap_detectable_alpha"] = fmt::format("{:.4g}", alpha);
        m.parameters["gap_detectable_by"] = gap->exact ? "enumeration" : "normal approximation";
    }
}

}  // namespace isonomia::fairness
