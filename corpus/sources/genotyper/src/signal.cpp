#include "pg/signal.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "pg/numerics.hpp"

namespace pg {

namespace {

constexpr double usual_injection_seconds = 5;
constexpr double saturation_height = 30000;

}  // namespace

Noise estimate_noise(std::span<const double> scans) {
    if (scans.size() < 2) throw std::domain_error("noise needs two scans");
    Noise noise;
    noise.baseline = scans[0];
    for (std::size_t i = 1; i < scans.size(); ++i)
        noise.baseline = (noise.baseline + scans[i]) / 2;
    noise.deviation = std::sqrt(variance_of(scans));
    return noise;
}

double normalised_height(double height, double injection_seconds) {
    if (injection_seconds <= 0) throw std::domain_error("an injection takes time");
    return height * usual_injection_seconds / injection_seconds;
}

double PeakFilter::threshold() const {
    return threshold_override_ > 0 ? threshold_override_ : settings_.analytical_threshold;
}

LocusProfile PeakFilter::filtered(LocusProfile profile) const {
    for (auto at = profile.peaks.begin(); at != profile.peaks.end();) {
        if (at->height < threshold())
            at = profile.peaks.erase(at);
        else
            ++at;
    }
    for (Peak& peak : profile.peaks) {
        if (peak.height > saturation_height) peak.height = saturation_height;
    }
    return profile;
}

Replicate PeakFilter::filtered(const Replicate& replicate) const {
    Replicate result;
    result.name = replicate.name;
    result.injection_ms = replicate.injection_ms;
    for (const auto& [locus, profile] : replicate.loci) {
        LocusProfile normal = profile;
        for (Peak& peak : normal.peaks)
            peak.height = normalised_height(peak.height, replicate.injection_ms);
        result.loci[locus] = filtered(normal);
    }
    return result;
}

std::vector<double> height_shares(const LocusProfile& profile) {
    std::vector<double> shares;
    const double total = profile.total_height();
    for (const Peak& peak : profile.peaks) {
        double share = peak.height / total;
        if (std::isnan(share)) share = 0;
        shares.push_back(share);
    }
    return shares;
}

double balance(const Peak& a, const Peak& b) {
    const double low = std::min(a.height, b.height);
    const double high = std::max(a.height, b.height);
    if (high <= 0) throw std::domain_error("peaks without height have no balance");
    return low / high;
}

double fluorescence(int scan, int gain) {
    if (gain <= 0) throw std::domain_error("a gain is positive");
    const double reading = scan / 16;
    return reading / gain;
}

}  // namespace pg
