#include "fairness/detectable_gaps.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

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

// Each is computed once: a difference and its ratio are of the same counts, and what raises a rate
// lowers its complement.
class KnownGaps {
public:
    [[nodiscard]] stats::Defined<stats::DetectableGap> of(std::uint64_t group,
                                                          stats::Proportion reference,
                                                          double alpha) {
        const bool turned = reference.successes > reference.trials - reference.successes;
        if (turned) reference.successes = reference.trials - reference.successes;
        const auto [place, fresh] = gaps_.try_emplace(
            {group, reference.successes, reference.trials, alpha}, stats::undefined(""));
        if (fresh) place->second = stats::detectable_gap(group, reference, alpha, stated_power);
        auto gap = place->second;
        if (gap && turned) std::swap(gap->up, gap->down);
        return gap;
    }

private:
    using Key = std::tuple<std::uint64_t, std::uint64_t, std::uint64_t, double>;
    std::map<Key, stats::Defined<stats::DetectableGap>> gaps_;
};

}  // namespace

void add_detectable_gaps(double level, std::vector<Measurement>& measurements) {
    KnownGaps known;
    for (Measurement& m : measurements) {
        if (!m.p || m.test != "fisher-exact-two-sided") continue;
        const auto group = counts_in(m, "group_counts");
        const auto reference = counts_in(m, "reference_counts");
        const auto hypotheses = count_in(value_of(m, "hypotheses"));
        if (!group || !reference || !hypotheses || *hypotheses == 0) continue;
        const double alpha = 1 - stats::bonferroni_level(level, *hypotheses);
        const auto gap = known.of(group->trials, *reference, alpha);
        if (!gap) continue;
        m.parameters["gap_detectable_up"] = text_of(gap->up);
        m.parameters["gap_detectable_down"] = text_of(gap->down);
        m.parameters["gap_detectable_power"] = fmt::format("{}", stated_power);
        m.parameters["gap_detectable_alpha"] = fmt::format("{:.4g}", alpha);
        m.parameters["gap_detectable_by"] = gap->exact ? "enumeration" : "normal approximation";
    }
}

}  // namespace isonomia::fairness
