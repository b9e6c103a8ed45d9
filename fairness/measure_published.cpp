// Data sets that are published rates: taken over as printed, bounded by their digits, and by the
// counts behind them where these are given.

#include <map>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "fairness/measure_parts.hpp"
#include "fairness/near_labels.hpp"
#include "stats/intervals.hpp"
#include "stats/printed_rate.hpp"

namespace isonomia::fairness {

namespace {

using stats::PrintedRate;
using stats::Proportion;

std::string title_of(const Dataset& dataset, const PublishedRate& rate) {
    return fmt::format("data set '{}', {} of {}", dataset.id, rate.metric, group_title(rate.group));
}

tl::unexpected<Error> refuse(std::string code, const Dataset& dataset, const PublishedRate& rate,
                             std::string_view problem, std::string hint) {
    return fail(
        input_error(std::move(code), fmt::format("{}: {}", title_of(dataset, rate), problem))
            .hinted(std::move(hint)));
}

Result<Metric> metric_of(const Dataset& dataset, const PublishedRate& rate) {
    std::vector<std::string> rates;
    for (const Metric& metric : all_metrics()) {
        if (metric.id == rate.metric) return metric;
        rates.push_back(metric.id);
    }
    return refuse("S0201", dataset, rate, fmt::format("there is no rate '{}'", rate.metric),
                  "give the id of a rate" + did_you_mean_suffix(rate.metric, rates));
}

Status check_counts(const Dataset& dataset, const PublishedRate& rate) {
    if (rate.denominator && *rate.denominator == 0)
        return refuse("S0203", dataset, rate, "the denominator is 0", "correct the denominator");
    if (rate.numerator && rate.denominator && *rate.numerator > *rate.denominator)
        return refuse("S0203", dataset, rate, "the numerator is above the denominator",
                      "correct the numbers");
    return {};
}

// The exact interval over every count that would print so.
void add_spanning_interval(Measurement& m, const PrintedRate& printed, std::uint64_t trials,
                           double level) {
    const auto counts = printed.counts_of(trials);
    if (!counts) {
        m.parameters["contradiction"] =
            fmt::format("no whole number of {} prints as {}", trials, m.parameters["printed"]);
        return;
    }
    const auto low = stats::clopper_pearson({counts->least, trials}, level);
    const auto high = stats::clopper_pearson({counts->most, trials}, level);
    m.other_intervals.push_back(*m.interval);
    m.interval = Interval{low->low, high->high, level, "clopper-pearson-rounded"};
    m.parameters["numerator_possible"] = counts->least == counts->most
                                             ? fmt::format("{}", counts->least)
                                             : fmt::format("{} to {}", counts->least, counts->most);
}

// The exact interval of the counts given with the rate.
void add_count_intervals(Measurement& m, const PrintedRate& printed, Proportion counts,
                         double level) {
    if (!printed.allows(counts)) {
        m.parameters["contradiction"] =
            fmt::format("{}/{} is {}, which does not print as {}", counts.successes, counts.trials,
                        shortest(*stats::estimate(counts)), m.parameters["printed"]);
        return;
    }
    const Interval rounding = *m.interval;
    add_rate_intervals(m, counts, level);
    m.other_intervals.push_back(rounding);
}

Result<Measurement> measure_one(const Dataset& dataset, const PublishedRate& rate) {
    const auto metric = metric_of(dataset, rate);
    if (!metric) return fail(metric.error());
    const auto printed = stats::parse_printed_rate(rate.value);
    if (!printed)
        return refuse("S0202", dataset, rate, fmt::format("'{}' is no rate", rate.value),
                      "write it as printed, '0.017%' or '0.00017', not above 1 or 100%");
    if (auto status = check_counts(dataset, rate); !status) return fail(status.error());
    Measurement m = blank_measurement(dataset, *metric, rate.group);
    m.basis = Basis::reported;
    m.value = printed->value();
    m.parameters["printed"] = rate.value;
    if (dataset.threshold) m.parameters["threshold"] = shortest(*dataset.threshold);
    if (!rate.page.empty()) m.parameters["page"] = rate.page;
    if (!rate.exhibit.empty()) m.exhibits = {rate.exhibit};
    m.numerator = rate.numerator;
    m.denominator = rate.denominator;
    m.n = rate.denominator;
    const auto bounds = printed->bounds();
    m.interval = Interval{bounds.low, bounds.high, 1, "rounding"};
    if (rate.numerator && rate.denominator)
        add_count_intervals(m, *printed, {*rate.numerator, *rate.denominator}, dataset.level);
    else if (rate.denominator)
        add_spanning_interval(m, *printed, *rate.denominator, dataset.level);
    m.id = measurement_id(m);
    return m;
}

}  // namespace

Result<MeasureResult> measure_published(const Dataset& dataset) {
    if (dataset.rates.empty())
        return fail(input_error("S0107", fmt::format("data set '{}' holds no rates", dataset.id))
                        .hinted("give the published rates, or another form"));
    MeasureResult result;
    std::set<std::string> ids;
    std::map<std::string, std::set<std::string>> labels;
    for (const PublishedRate& rate : dataset.rates) {
        for (const GroupValue& part : rate.group)
            labels[part.attribute].insert(part.value);
        auto m = measure_one(dataset, rate);
        if (!m) return fail(m.error());
        if (!ids.insert(m->id).second)
            return refuse("S0108", dataset, rate, "this rate is given twice",
                          "put figures of another publication into a data set of their own");
        if (const auto it = m->parameters.find("contradiction"); it != m->parameters.end())
            result.warnings.push_back(fmt::format("{}: {}", title_of(dataset, rate), it->second));
        result.measurements.push_back(std::move(*m));
    }
    for (const auto& [attribute, values] : labels)
        warn_of_near_labels_in(attribute, values, result.warnings);
    return result;
}

}  // namespace isonomia::fairness
