// Proxies and likeness as measurements.
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/further.hpp"
#include "explain/interval_level.hpp"
#include "explain/likeness.hpp"
#include "explain/proxies.hpp"
#include "stats/intervals.hpp"

namespace isonomia::explain {

namespace {

constexpr double unlike = 0.05;

Measurement auc_matrix(const Subject& subject, const std::string& attribute,
                       const std::vector<ProxyStrength>& strengths) {
    Measurement m =
        begin(subject, "proxy_auc/" + attribute,
              fmt::format("How well each feature alone tells groups of '{}' apart", attribute),
              "AUC", ResultForm::matrix);
    std::set<std::string> groups;
    for (const ProxyStrength& s : strengths)
        for (const Auc& auc : s.aucs)
            groups.insert(auc.group);
    m.columns.assign(groups.begin(), groups.end());
    for (const ProxyStrength& s : strengths) {
        if (s.aucs.empty()) continue;
        m.rows.push_back(subject.inputs[s.input].name);
        for (const std::string& group : m.columns) {
            Point cell;
            for (const Auc& auc : s.aucs)
                if (auc.group == group) {
                    cell = {"", {}, auc.value, auc.low, auc.high, auc.n};
                    if (!auc.no_interval.empty())
                        m.parameters["interval_undefined:" + m.rows.back() + ", " + group] =
                            auc.no_interval;
                }
            m.cells.push_back(std::move(cell));
        }
    }
    m.group_labels = attribute;
    m.not_shown =
        "One half says nothing either way; below it, the group has the smaller values. "
        "Features together can tell more than each alone.";
    return m;
}

Measurement swap_series(const Subject& subject, const Scorer& score, const std::string& attribute,
                        const std::vector<std::string>& labels, double threshold,
                        const std::vector<std::size_t>& proxies) {
    Measurement m =
        begin(subject, "proxy_swap/" + attribute,
              fmt::format("With the proxies of '{}' as another group has them", attribute),
              "share of persons whose values change the result", ResultForm::series);
    std::vector<std::string> names;
    for (const std::size_t f : proxies)
        names.push_back(subject.inputs[f].name);
    for (const ProxySwap& swap : swap_proxies(score, threshold, proxies, subject.row,
                                              subject.background, labels, subject.seed)) {
        Point point;
        point.label = fmt::format("{} = {}", attribute, swap.group);
        point.n = swap.tried;
        if (swap.tried > 0)
            point.value = static_cast<double>(swap.changed) / static_cast<double>(swap.tried);
        if (const auto bounds =
                stats::clopper_pearson({swap.changed, swap.tried}, interval_level)) {
            point.low = bounds->low;
            point.high = bounds->high;
        }
        m.series.push_back(std::move(point));
        m.parameters["rows:" + swap.group] = fmt::format("{} of {}", swap.rows_changed, swap.rows);
    }
    m.parameters["proxies"] = join(names, ", ");
    m.parameters["threshold"] = shortest(threshold);
    m.group_labels = attribute;
    m.not_shown =
        "That the attribute caused the result. Proxies are exchanged together, as persons "
        "of the group have them; what they stand for besides the attribute goes with "
        "them.";
    return m;
}

}  // namespace

std::vector<Measurement> proxy_measurements(const Subject& subject, const Scorer& score,
                                            const std::string& attribute,
                                            const std::vector<std::string>& labels,
                                            std::optional<double> threshold) {
    const auto strengths = proxy_strength(subject.inputs, subject.background, labels, subject.seed);
    Measurement m = begin(subject, "proxy_strength/" + attribute,
                          fmt::format("What each feature says about '{}'", attribute),
                          "bits of mutual information", ResultForm::series);
    std::vector<std::size_t> proxies;
    for (const ProxyStrength& s : strengths) {
        if (s.informs && subject.inputs[s.input].name != attribute) proxies.push_back(s.input);
        m.series.push_back({subject.inputs[s.input].name, {}, s.information, s.low, s.high, s.n});
        m.parameters["chance:" + subject.inputs[s.input].name] = shortest(s.chance);
    }
    m.n = subject.background.size();
    m.group_labels = attribute;
    m.not_shown =
        "That a feature is used as a proxy, or was meant as one. What independent columns of "
        "this size give on average, 'chance', is taken off the figure.";
    if (strengths.empty()) {
        m.form = ResultForm::scalar;
        m.undefined_reason = "no comparison person has a label";
        return {m};
    }
    std::vector<Measurement> all{std::move(m), auc_matrix(subject, attribute, strengths)};
    if (all.back().rows.empty()) all.pop_back();
    if (threshold && !proxies.empty())
        all.push_back(swap_series(subject, score, attribute, labels, *threshold, proxies));
    return all;
}

std::vector<Measurement> likeness_measurements(const Subject& subject,
                                               const std::vector<Row>& validation) {
    const Likeness l = likeness(subject.inputs, subject.row, validation);
    Measurement m =
        begin(subject, "case_likeness", "Is this case like those that the system was validated on?",
              "conformal p", ResultForm::scalar);
    m.n = validation.size();
    m.not_shown =
        "That the result is right where cases alike were validated, or wrong where none "
        "were: only whether the validation speaks about a case such as this.";
    if (l.sampled == 0) {
        m.undefined_reason = "there is a single validation case";
    } else {
        m.value = l.p;
    }
    std::vector<std::string> nearest;
    for (const Neighbour& one : l.nearest)
        nearest.push_back(fmt::format("{} ({})", one.row + 1, shortest(one.distance)));
    std::vector<std::string> outside;
    Measurement s = begin(subject, "feature_support", "Validation cases with about this value",
                          "validation cases", ResultForm::series);
    s.n = validation.size();
    for (std::size_t f = 0; f < subject.inputs.size(); ++f) {
        const FeatureSupport& feature = l.features[f];
        if (feature.outside) outside.push_back(subject.inputs[f].name);
        Point point;
        point.label = fmt::format("{} = {}", subject.inputs[f].name,
                                  input_text(subject.inputs[f], subject.row[f]));
        if (!feature.missing) point.x = subject.row[f];
        point.value = static_cast<double>(feature.alike);
        point.n = feature.n;
        s.parameters["share_below:" + subject.inputs[f].name] = shortest(feature.share_below);
        if (subject.inputs[f].type == InputType::number && feature.n > 0)
            s.parameters["range:" + subject.inputs[f].name] =
                fmt::format("{} to {}", shortest(feature.least), shortest(feature.greatest));
        s.series.push_back(std::move(point));
    }
    s.not_shown = "Features together: a case can be unusual in a combination of usual values.";
    m.parameters["nearest_rows"] = join(nearest, ", ");
    m.parameters["typical_distance"] = shortest(l.typical_distance);
    m.parameters["radius"] = shortest(l.radius);
    m.parameters["cases_within_radius"] = fmt::format("{}", l.within_radius);
    m.parameters["outside"] = outside.empty() ? "none" : join(outside, ", ");
    m.parameters["extrapolation"] =
        !outside.empty() || (m.value && *m.value <= unlike) ? "true" : "false";
    return {std::move(m), std::move(s)};
}

}  // namespace isonomia::explain
