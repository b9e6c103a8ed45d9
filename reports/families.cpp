#include "reports/families.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

namespace {

std::string base_metric(const Measurement& m) {
    std::string_view metric = m.metric;
    if (is_comparison(m))
        for (const std::string_view suffix : {"_difference", "_ratio"})
            if (metric.ends_with(suffix)) metric.remove_suffix(suffix.size());
    return std::string(metric);
}

std::vector<std::string> attributes_of(const Measurement& m) {
    std::vector<std::string> names;
    for (const GroupValue& value : m.group)
        names.push_back(value.attribute);
    return names;
}

bool is_error_rate(const std::string& metric) {
    constexpr std::array<std::string_view, 6> known{"false_positive_rate",
                                                    "false_negative_rate",
                                                    "false_positive_identification_rate",
                                                    "false_negative_identification_rate",
                                                    "false_match_rate",
                                                    "false_non_match_rate"};
    return std::find(known.begin(), known.end(), metric) != known.end();
}

// Where the likelihood ratio of this case stands: what the data set was measured for.
bool is_of_this_case(const Family& family) { return family.metric == "case_likelihood_ratio"; }

struct Gatherer {
    std::vector<Family> families;
    std::map<std::string, std::size_t> family_of;  // dataset, metric, attributes -> index
    std::map<std::string, std::size_t> row_of;     // … and group -> row
    std::map<std::string, Measured> everybody;     // dataset, metric

    void add(const Record& record, const Recorded<Measurement>& recorded) {
        const Measurement& m = recorded.object;
        const std::string metric = base_metric(m);
        const std::string pair = m.dataset + '\n' + metric;
        const std::string key = pair + '\n' + join(attributes_of(m), "\n");
        const auto [it, fresh] = family_of.emplace(key, families.size());
        if (fresh)
            families.push_back(
                {m.dataset, metric, attributes_of(m), "", {}, nullptr, false, false});
        Family& family = families[it->second];
        const auto [row, new_row] =
            row_of.emplace(key + '\t' + group_key(m.group), family.rows.size());
        if (new_row) family.rows.emplace_back();
        FamilyRow& place = family.rows[row->second];
        if (is_ratio(m))
            place.ratio = &recorded;
        else if (is_comparison(m))
            place.difference = &recorded;
        else
            place.rate = &recorded;
        if (!is_comparison(m) && m.group.empty()) everybody.emplace(pair, &recorded);
        if (!is_comparison(m) && family.title.empty()) family.title = m.title;
        family.read_by_rules = family.read_by_rules || record.read_by_rules(m.id);
    }
};

// Decides per data set, so that each has something in the body.
void choose_body(std::vector<Family>& all) {
    std::map<std::string, std::vector<Family*>> datasets;
    for (Family& family : all)
        datasets[family.dataset].push_back(&family);
    for (auto& [name, list] : datasets) {
        const bool singles = std::any_of(list.begin(), list.end(),
                                         [](const Family* f) { return f->attributes.size() == 1; });
        const auto fits = [&](const Family& f) {
            return f.attributes.size() <= (singles ? 1U : 9U);
        };
        bool any = false;
        for (Family* family : list) {
            family->in_body =
                fits(*family) && (family->read_by_rules || is_error_rate(family->metric));
            any = any || family->in_body;
            family->in_body = family->in_body || (fits(*family) && is_of_this_case(*family));
        }
        std::vector<std::string> metrics;
        for (Family* family : list) {
            if (any || !fits(*family) || is_of_this_case(*family)) continue;
            if (std::find(metrics.begin(), metrics.end(), family->metric) == metrics.end() &&
                metrics.size() < 2)
                metrics.push_back(family->metric);
            family->in_body =
                std::find(metrics.begin(), metrics.end(), family->metric) != metrics.end();
        }
        // The figure for everybody stands in the cards of its metric; it needs one of its own only
        // alone.
        for (Family* family : list)
            if (family->attributes.empty())
                family->in_body =
                    family->in_body &&
                    std::none_of(list.begin(), list.end(), [&](const Family* other) {
                        return other != family && other->in_body && other->metric == family->metric;
                    });
    }
}

}  // namespace

const Recorded<Measurement>& Family::sample() const {
    const FamilyRow& row = rows.front();
    return *(row.rate != nullptr         ? row.rate
             : row.difference != nullptr ? row.difference
                                         : row.ratio);
}

bool Family::is_reference(const FamilyRow& row) const {
    if (row.rate == nullptr || row.rate->object.group.empty()) return false;
    const std::string key = group_key(row.rate->object.group);
    return std::any_of(rows.begin(), rows.end(), [&](const FamilyRow& other) {
        const Measured comparison = other.difference != nullptr ? other.difference : other.ratio;
        return comparison != nullptr && group_key(comparison->object.comparator) == key;
    });
}

std::vector<Family> families(const Record& record) {
    Gatherer gatherer;
    for (const auto& recorded : record.file.measurements)
        if (is_about_rates(recorded.object)) gatherer.add(record, recorded);
    for (Family& family : gatherer.families) {
        const auto it = gatherer.everybody.find(family.dataset + '\n' + family.metric);
        if (!family.attributes.empty() && it != gatherer.everybody.end())
            family.everybody = it->second;
        if (family.title.empty()) family.title = family.sample().object.title;
        family.title = record.spoken_title(family.title.empty() ? family.metric : family.title);
    }
    choose_body(gatherer.families);
    std::stable_partition(gatherer.families.begin(), gatherer.families.end(), is_of_this_case);
    return std::move(gatherer.families);
}

Differences differences(const std::vector<Family>& all) {
    Differences result;
    double largest = -1;
    for (const Family& family : all) {
        for (const FamilyRow& row : family.rows) {
            if (row.difference == nullptr || !row.difference->object.value ||
                !row.difference->object.interval)
                continue;
            ++result.compared;
            if (family.in_body) ++result.looked_at;
            const Interval& i = *row.difference->object.interval;
            if (i.low <= 0 && i.high >= 0) continue;
            ++result.beyond_zero;
            const double certain = std::min(std::abs(i.low), std::abs(i.high));
            if (!family.in_body || certain <= largest) continue;
            largest = certain;
            result.largest = row.difference;
            result.family = &family;
        }
    }
    return result;
}

Ranking ranking(const Family& family, const Measurement& high, const Measurement& low) {
    const std::string a = group_key(high.group);
    const std::string b = group_key(low.group);
    for (const FamilyRow& row : family.rows) {
        if (row.difference == nullptr || !row.difference->object.interval) continue;
        const std::string group = group_key(row.difference->object.group);
        const std::string comparator = group_key(row.difference->object.comparator);
        if (!(group == a && comparator == b) && !(group == b && comparator == a)) continue;
        const Interval& i = *row.difference->object.interval;
        return i.low <= 0 && i.high >= 0 ? Ranking::not_shown : Ranking::shown;
    }
    if (!high.interval || !low.interval) return Ranking::no_range;
    const bool overlap = low.interval->high >= high.interval->low;
    return overlap ? Ranking::overlap : Ranking::shown;
}

std::string methods_of(const Record& record, const Family& family) {
    std::vector<std::string> names;
    const auto add = [&](const std::string& method) {
        if (method.empty()) return;
        const auto title = title_of_method(method);
        const std::string name =
            title.empty() ? plain(record.spoken(method)) : record.words.text(title);
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    };
    for (const FamilyRow& row : family.rows)
        for (const Measured m : {row.rate, row.difference, row.ratio}) {
            if (m == nullptr) continue;
            if (m->object.interval) add(m->object.interval->method);
            add(m->object.test);
            add(m->object.adjustment);
        }
    return join(names, ", ");
}

std::string attribute_title(const Record& record, const Family& family) {
    const Dataset* dataset = find(record.file.datasets, family.dataset);
    std::vector<std::string> titles;
    for (const std::string& attribute : family.attributes) {
        std::string title = attribute;
        if (dataset != nullptr)
            for (const Column& column : dataset->columns)
                if (column.name == attribute && !column.title.empty()) title = column.title;
        titles.push_back(title);
    }
    return join(titles, " × ");
}

}  // namespace isonomia::reports
