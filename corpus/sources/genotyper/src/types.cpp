#include "pg/types.hpp"

#include <algorithm>
#include <charconv>

namespace pg {

std::string to_string(const Allele& allele) {
    std::string text = std::to_string(allele.repeats);
    if (allele.bases != 0) text += "." + std::to_string(allele.bases);
    return text;
}

namespace {

bool read_number(const char* first, const char* last, int& value) {
    const auto read = std::from_chars(first, last, value);
    return read.ec == std::errc() && read.ptr == last;
}

}  // namespace

std::optional<Allele> parse_allele(const std::string& text) {
    if (text == "X") return Allele{1, 0};
    if (text == "Y") return Allele{2, 0};
    const std::size_t dot = text.find('.');
    const char* begin = text.data();
    const char* end = text.data() + text.size();
    Allele allele;
    if (dot == std::string::npos) {
        if (!read_number(begin, end, allele.repeats)) return std::nullopt;
        return allele;
    }
    if (!read_number(begin, begin + dot, allele.repeats)) return std::nullopt;
    if (!read_number(begin + dot + 1, end, allele.bases)) return std::nullopt;
    if (allele.bases < 1 || allele.bases > 5) return std::nullopt;
    return allele;
}

double LocusProfile::total_height() const {
    double sum = 0;
    for (const Peak& peak : peaks) sum += peak.height;
    return sum;
}

const Peak* LocusProfile::find(const Allele& allele) const {
    const auto at = std::find_if(peaks.begin(), peaks.end(),
                                 [&](const Peak& peak) { return peak.allele == allele; });
    return at == peaks.end() ? nullptr : &*at;
}

Genotype make_genotype(const Allele& a, const Allele& b) {
    return a < b ? Genotype{a, b} : Genotype{b, a};
}

}  // namespace pg
