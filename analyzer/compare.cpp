#include "analyzer/compare.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace isonomia::analyzer {

namespace {

std::vector<Finding> without(const std::vector<Finding>& all, const std::vector<Finding>& others) {
    std::set<std::string> known;
    for (const Finding& finding : others)
        known.insert(finding.id);
    std::vector<Finding> rest;
    std::copy_if(all.begin(), all.end(), std::back_inserter(rest),
                 [&](const Finding& f) { return !known.contains(f.id); });
    return rest;
}

using Group = std::tuple<std::string, std::string, std::string>;  // check, entry, function
using Values = std::map<Group, std::vector<Finding>>;

Values values_of(const std::vector<Finding>& findings) {
    Values values;
    for (const Finding& finding : findings)
        if (!finding.value.empty())
            values[{finding.check, finding.entry, finding.function}].push_back(finding);
    for (auto& [group, list] : values)
        std::stable_sort(list.begin(), list.end(), [](const Finding& a, const Finding& b) {
            return std::tie(a.place.file, a.place.line, a.place.column) <
                   std::tie(b.place.file, b.place.line, b.place.column);
        });
    return values;
}

// Where a function lost and gained equally many values, one took the place of the other.
void pair_values(Comparison& result) {
    const Values gone = values_of(result.gone);
    const Values appeared = values_of(result.appeared);
    std::set<std::string> paired;
    for (const auto& [group, before] : gone) {
        const auto found = appeared.find(group);
        if (found == appeared.end() || found->second.size() != before.size()) continue;
        for (std::size_t i = 0; i < before.size(); ++i) {
            const Finding& after = found->second[i];
            result.values.push_back(
                {after.function, before[i].value, after.value, before[i].place, after.place});
            paired.insert(before[i].id);
            paired.insert(after.id);
        }
    }
    const auto is_paired = [&](const Finding& f) { return paired.contains(f.id); };
    std::erase_if(result.gone, is_paired);
    std::erase_if(result.appeared, is_paired);
}

std::vector<SliceLine> lines_without(const std::vector<SliceLine>& all,
                                     const std::vector<SliceLine>& others) {
    std::map<std::pair<std::string, std::string>, std::size_t> known;
    for (const SliceLine& line : others)
        ++known[{line.file, line.text}];
    std::vector<SliceLine> rest;
    for (const SliceLine& line : all) {
        const auto found = known.find({line.file, line.text});
        if (found == known.end() || found->second == 0)
            rest.push_back(line);
        else
            --found->second;
    }
    return rest;
}

}  // namespace

Comparison compare(const WorkerAnswer& before, const WorkerAnswer& after) {
    Comparison result;
    result.appeared = without(after.findings, before.findings);
    result.gone = without(before.findings, after.findings);
    pair_values(result);
    const auto has_text = [](const SliceLine& line) { return !line.text.empty(); };
    if (std::all_of(before.slice.begin(), before.slice.end(), has_text) &&
        std::all_of(after.slice.begin(), after.slice.end(), has_text)) {
        result.lines_added = lines_without(after.slice, before.slice);
        result.lines_gone = lines_without(before.slice, after.slice);
    } else {
        result.remarks.emplace_back(
            "the lines of the slice cannot be compared where excerpts were withheld");
    }
    const Coverage& then = before.coverage;
    const Coverage& now = after.coverage;
    if (then.units != now.units || then.units_clean != now.units_clean)
        result.remarks.push_back(fmt::format(
            "the earlier review read {} of {} units without error, this one {} of {}: some "
            "differences may come from that",
            then.units_clean, then.units, now.units_clean, now.units));
    return result;
}

}  // namespace isonomia::analyzer
