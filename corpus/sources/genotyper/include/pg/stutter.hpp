// Stutter: copies of an allele that are one repeat shorter or longer.
#pragma once

#include <map>
#include <string>

#include "pg/settings.hpp"
#include "pg/types.hpp"

namespace pg {

enum class StutterKind { back, forward, double_back };

struct StutterRate {
    double intercept = 0;
    double slope = 0;  // per repeat
};

class StutterModel {
public:
    explicit StutterModel(const Settings& settings);

    void add(const std::string& locus, StutterKind kind, StutterRate rate);
    // Expected height of the stutter of an allele, as a share of the height of the allele.
    [[nodiscard]] double expected_share(const std::string& locus, StutterKind kind,
                                        const Allele& parent) const;
    // The allele that stutter of `parent` looks like.
    [[nodiscard]] static Allele product(const Allele& parent, StutterKind kind);
    // Height at `allele` that stutter of the peaks of the profile accounts for.
    [[nodiscard]] double height_at(const LocusProfile& profile, const Allele& allele) const;
    // The profile without what stutter accounts for.
    [[nodiscard]] LocusProfile corrected(const LocusProfile& profile) const;
    // Share by the longest uninterrupted stretch of repeats.
    [[nodiscard]] static double share_by_stretch(int stretch);

private:
    double stutter_max_;
    std::map<std::string, std::map<StutterKind, StutterRate>> rates_;
};

}  // namespace pg
