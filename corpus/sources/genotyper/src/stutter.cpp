#include "pg/stutter.hpp"

#include <algorithm>
#include <cmath>

namespace pg {

namespace {

constexpr int stretch_max = 11;
constexpr double by_stretch[] = {0,     0.004, 0.009, 0.016, 0.025, 0.037,
                                 0.048, 0.060, 0.071, 0.083, 0.094, 0.106};

const StutterKind all_kinds[] = {StutterKind::back, StutterKind::forward, StutterKind::double_back};

}  // namespace

StutterModel::StutterModel(const Settings& settings) : stutter_max_(settings.stutter_max) {}

void StutterModel::add(const std::string& locus, StutterKind kind, StutterRate rate) {
    rates_[locus][kind] = rate;
}

double StutterModel::expected_share(const std::string& locus, StutterKind kind,
                                    const Allele& parent) const {
    const auto at = rates_.find(locus);
    if (at == rates_.end()) {
        if (kind != StutterKind::back) return 0;
        return std::min(share_by_stretch(parent.repeats - 2), stutter_max_);
    }
    const auto rate = at->second.find(kind);
    if (rate == at->second.end()) return 0;
    const double share = rate->second.intercept + rate->second.slope * parent.value();
    return std::max(0.0, std::min(share, stutter_max_));
}

Allele StutterModel::product(const Allele& parent, StutterKind kind) {
    switch (kind) {
        case StutterKind::back:
            return {parent.repeats - 1, parent.bases};
        case StutterKind::forward:
            return {parent.repeats + 1, parent.bases};
        case StutterKind::double_back:
            return {parent.repeats - 2, parent.bases};
    }
    return parent;
}

double StutterModel::height_at(const LocusProfile& profile, const Allele& allele) const {
    double height = 0;
    for (const Peak& parent : profile.peaks)
        for (const StutterKind kind : all_kinds)
            if (product(parent.allele, kind) == allele)
                height += parent.height * expected_share(profile.locus, kind, parent.allele);
    return height;
}

LocusProfile StutterModel::corrected(const LocusProfile& profile) const {
    LocusProfile result = profile;
    for (Peak& peak : result.peaks) {
        const double stutter = height_at(profile, peak.allele);
        peak.height = std::max(1.0, peak.height - stutter);
    }
    return result;
}

double StutterModel::share_by_stretch(int stretch) { return by_stretch[stretch]; }

}  // namespace pg
