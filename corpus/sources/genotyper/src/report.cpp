#include "pg/report.hpp"

#include <cmath>
#include <iterator>
#include <ostream>

#include "pg/text.hpp"

namespace pg {

namespace {

struct Step {
    double from = 0;
    const char* words = "";
};

const Step steps[] = {{1e6, "extremely strong support"}, {1e4, "very strong support"},
                      {1e3, "strong support"},           {1e2, "moderately strong support"},
                      {10, "moderate support"},          {2, "weak support"},
                      {1, "no support"}};

std::string padded(const std::string& text, std::size_t width) {
    return text.size() >= width ? text : text + std::string(width - text.size(), ' ');
}

}  // namespace

std::string in_words(double ratio) {
    const double size = ratio >= 1 ? ratio : 1 / ratio;
    for (const Step& step : steps)
        if (size >= step.from) return step.words;
    return "no statement";
}

std::string direction_of(double ratio) {
    if (ratio > 1) return "for the first proposition";
    if (ratio < 1) return "for the second proposition";
    return "for neither proposition";
}

void write_settings(std::ostream& out, const Settings& settings) {
    out << "analytical threshold  " << shown(settings.analytical_threshold, 6) << " RFU\n";
    out << "highest stutter       " << shown(settings.stutter_max, 6) << '\n';
    out << "rate of drop-in       " << shown(settings.drop_in_rate, 6) << '\n';
    out << "scale of drop-in      " << shown(settings.drop_in_scale, 6) << '\n';
    out << "variance              " << shown(settings.variance, 6) << '\n';
    out << "most contributors     " << settings.contributors_max << '\n';
    out << "population            " << settings.population << '\n';
    out << "length of chains      " << settings.chain_length << " after " << settings.burn_in << '\n';
    if (settings.theta)
        out << "co-ancestry           " << shown(*settings.theta, 6) << '\n';
    else
        out << "co-ancestry           not given\n";
}

void write_text(std::ostream& out, const Report& report) {
    out << "Case " << report.case_id << "\n\n";
    out << "Likelihood ratio: " << shown(report.ratio, 4) << '\n';
    out << "In words: " << in_words(report.ratio) << ' ' << direction_of(report.ratio) << "\n\n";
    write_table(out, report);
    out << "\nSettings\n";
    write_settings(out, report.settings);
    if (report.remarks.empty()) return;
    out << "\nRemarks\n";
    for (const Remark& remark : report.remarks) out << remark.locus << ": " << remark.text << '\n';
}

void write_table(std::ostream& out, const Report& report) {
    out << padded("Locus", 12) << padded("Prosecution", 16) << padded("Defence", 16) << "Ratio\n";
    for (const LocusRatio& locus : report.loci)
        out << padded(locus.locus, 12) << padded(shown(locus.prosecution, 6), 16)
            << padded(shown(locus.defence, 6), 16) << shown(locus.ratio(), 4) << '\n';
}

}  // namespace pg
