#include "explain/proxies.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/interval_level.hpp"
#include "stats/auc.hpp"
#include "stats/bootstrap.hpp"
#include "stats/philox.hpp"
#include "stats/table.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t bins_max = 10;
constexpr std::size_t proxy_persons_max = 200;
constexpr std::size_t proxy_rows_max = 1'000;

class LabelReader final : public stats::TableVisitor {
public:
    explicit LabelReader(const std::string& column) : column_(column) {}
    Status header(const stats::TableRow& names) override {
        std::vector<std::string> known;
        for (const std::string_view name : names.fields())
            known.emplace_back(trim(name));
        const auto at = std::find(known.begin(), known.end(), column_);
        if (at == known.end())
            return fail(
                input_error("E0606", fmt::format("the data have no column '{}'", column_))
                    .at(names.location(0))
                    .note("columns: " + join(known, ", "))
                    .hinted("name a column of the data" + did_you_mean_suffix(column_, known)));
        at_ = static_cast<std::size_t>(at - known.begin());
        return {};
    }
    Status row(const stats::TableRow& row) override {
        labels.emplace_back(trim(row[at_]));
        return {};
    }
    std::vector<std::string> labels;

private:
    const std::string& column_;
    std::size_t at_ = 0;
};

std::map<std::string, std::size_t> groups_of(const std::vector<std::string>& labels) {
    std::map<std::string, std::size_t> groups;
    for (const std::string& label : labels)
        if (!label.empty()) groups.emplace(label, 0);
    std::size_t number = 0;
    for (auto& [label, at] : groups)
        at = number++;
    return groups;
}

// Upper ends of the bins of a number: quantiles, each once. A category is its own bins.
std::vector<double> ends_of(const ModelInput& input, std::size_t f, const std::vector<Row>& rows) {
    std::vector<double> values;
    for (const Row& row : rows)
        if (!std::isnan(row[f])) values.push_back(row[f]);
    std::sort(values.begin(), values.end());
    std::vector<double> ends;
    if (input.type == InputType::category) {
        ends = values;
    } else {
        for (std::size_t b = 1; b <= bins_max && !values.empty(); ++b)
            ends.push_back(values[b * values.size() / bins_max - (b * values.size() >= bins_max)]);
    }
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    return ends;
}

// Mutual information in bits of a table of counts, row by row.
double information(std::span<const std::uint64_t> counts, std::size_t groups) {
    const std::size_t bins = counts.size() / groups;
    double n = 0;
    for (const std::uint64_t count : counts)
        n += static_cast<double>(count);
    if (n == 0) return 0;
    double sum = 0;
    for (std::size_t b = 0; b < bins; ++b) {
        double in_bin = 0;
        for (std::size_t g = 0; g < groups; ++g)
            in_bin += static_cast<double>(counts[b * groups + g]);
        for (std::size_t g = 0; g < groups; ++g) {
            const auto both = static_cast<double>(counts[b * groups + g]);
            if (both == 0) continue;
            double in_group = 0;
            for (std::size_t other = 0; other < bins; ++other)
                in_group += static_cast<double>(counts[other * groups + g]);
            sum += both / n * std::log2(both * n / (in_bin * in_group));
        }
    }
    return std::max(0.0, sum);
}

// Nothing where the area is not defined; its interval may be missing alone.
std::optional<Auc> auc_of(const std::string& label, const stats::ScoreCounts& scores) {
    const auto area = stats::auc(scores);
    if (!area) return std::nullopt;
    Auc auc{label, *area, {}, {}, "", scores.positives()};
    const auto spread = stats::delong(scores);
    if (spread) {
        const stats::Bounds bounds = stats::delong_interval(*spread, interval_level);
        auc.low = bounds.low;
        auc.high = bounds.high;
    } else {
        auc.no_interval = spread.error().reason;
    }
    return auc;
}

ProxyStrength strength_of(const ModelInput& input, std::size_t f, const std::vector<Row>& rows,
                          const std::vector<std::string>& labels,
                          const std::map<std::string, std::size_t>& groups, std::uint64_t seed) {
    ProxyStrength strength;
    strength.input = f;
    const auto ends = ends_of(input, f, rows);
    const std::size_t bins = ends.size() + 1;  // the last one: missing
    std::vector<std::uint64_t> counts(bins * groups.size(), 0);
    std::vector<stats::ScoreCounts> scores(groups.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto group = groups.find(labels[i]);
        if (group == groups.end()) continue;
        ++strength.n;
        const double x = rows[i][f];
        const auto bin = std::isnan(x)
                             ? ends.size()
                             : static_cast<std::size_t>(
                                   std::lower_bound(ends.begin(), ends.end(), x) - ends.begin());
        ++counts[bin * groups.size() + group->second];
        if (input.type == InputType::number && !std::isnan(x))
            for (std::size_t g = 0; g < groups.size(); ++g)
                scores[g].add(x, g == group->second);
    }
    if (strength.n == 0) return strength;
    const stats::Figure figure = [&groups](std::span<const std::uint64_t> c) {
        return stats::Defined<double>(information(c, groups.size()));
    };
    strength.chance =
        static_cast<double>((ends.size() - (ends.empty() ? 0 : 1)) * (groups.size() - 1)) /
        (2 * static_cast<double>(strength.n) * std::numbers::ln2);
    strength.information = std::max(0.0, information(counts, groups.size()) - strength.chance);
    strength.low = strength.high = strength.information;
    const auto interval = stats::bootstrap(
        stats::independent_units(counts), counts.size(), figure,
        {.seed = seed, .stream = f, .replicates = 1'000, .level = interval_level, .threads = 1});
    if (interval) {
        // Resampling adds the bias of the estimate a second time; the lower end loses both.
        strength.low =
            std::clamp(interval->percentile.low - 2 * strength.chance, 0.0, strength.information);
        strength.high = std::max(strength.information, interval->percentile.high - strength.chance);
        strength.informs = strength.low > 0;
    }
    for (const auto& [label, g] : groups)
        if (auto auc = auc_of(label, scores[g])) strength.aucs.push_back(*std::move(auc));
    return strength;
}

}  // namespace

Result<std::vector<std::string>> read_labels(const fs::path& table, const std::string& column) {
    LabelReader reader(column);
    const std::string file = table.string();
    stats::TableOptions options;
    options.separator = stats::separator_for(file);
    const auto facts = stats::read_table(table, file, options, reader);
    if (!facts) return fail(facts.error());
    return std::move(reader.labels);
}

std::vector<ProxyStrength> proxy_strength(const std::vector<ModelInput>& inputs,
                                          const std::vector<Row>& rows,
                                          const std::vector<std::string>& labels,
                                          std::uint64_t seed) {
    const auto groups = groups_of(labels);
    std::vector<ProxyStrength> strengths;
    for (std::size_t f = 0; f < inputs.size() && !groups.empty(); ++f)
        strengths.push_back(strength_of(inputs[f], f, rows, labels, groups, seed));
    return strengths;
}

std::vector<ProxySwap> swap_proxies(const Scorer& score, double threshold,
                                    const std::vector<std::size_t>& proxies, const Row& person,
                                    const std::vector<Row>& rows,
                                    const std::vector<std::string>& labels, std::uint64_t seed) {
    std::vector<ProxySwap> swaps;
    const auto with_values_of = [&](Row row, const Row& other) {
        for (const std::size_t f : proxies)
            row[f] = other[f];
        return row;
    };
    const double own = score(std::span(&person, 1)).front();
    const std::size_t step =
        std::max<std::size_t>(1, (rows.size() + proxy_rows_max - 1) / proxy_rows_max);
    stats::RandomStream random(seed, 9);
    for (const auto& [label, number] : groups_of(labels)) {
        ProxySwap swap;
        swap.group = label;
        std::vector<const Row*> members;
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (labels[i] == label) members.push_back(&rows[i]);
        std::vector<Row> tried;
        const std::size_t skip = (members.size() + proxy_persons_max - 1) / proxy_persons_max;
        for (std::size_t i = 0; i < members.size(); i += skip)
            tried.push_back(with_values_of(person, *members[i]));
        for (const double result : score(tried)) {
            if (!std::isfinite(result) || !std::isfinite(own)) continue;
            ++swap.tried;
            if ((result >= threshold) != (own >= threshold)) ++swap.changed;
        }
        std::vector<Row> before;
        std::vector<Row> after;
        for (std::size_t i = 0; i < rows.size(); i += step) {
            if (labels[i] == label || labels[i].empty()) continue;
            before.push_back(rows[i]);
            after.push_back(with_values_of(rows[i], *members[random.next() % members.size()]));
        }
        const auto was = score(before);
        const auto is = score(after);
        for (std::size_t i = 0; i < was.size(); ++i) {
            if (!std::isfinite(was[i]) || !std::isfinite(is[i])) continue;
            ++swap.rows;
            if ((was[i] >= threshold) != (is[i] >= threshold)) ++swap.rows_changed;
        }
        swaps.push_back(swap);
    }
    return swaps;
}

}  // namespace isonomia::explain
