#include "reports/pdf/srgb.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace isonomia::reports::pdf {

namespace {

void put(std::string& out, std::uint64_t number, int bytes) {
    for (int i = bytes - 1; i >= 0; --i)
        out += static_cast<char>((number >> (8 * i)) & 0xFFU);
}

// s15Fixed16Number
void put_fixed(std::string& out, double number) {
    put(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(number * 65536))), 4);
}

std::string xyz(double x, double y, double z) {
    std::string out("XYZ \0\0\0\0", 8);
    for (const double value : {x, y, z})
        put_fixed(out, value);
    return out;
}

// The curve of sRGB at 1,024 points.
std::string curve() {
    constexpr int points = 1024;
    std::string out("curv\0\0\0\0", 8);
    put(out, points, 4);
    for (int i = 0; i < points; ++i) {
        const double encoded = i / (points - 1.0);
        const double linear =
            encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
        put(out, static_cast<std::uint64_t>(std::lround(linear * 65535)), 2);
    }
    return out;
}

std::string description(const std::string& words) {
    std::string out("desc\0\0\0\0", 8);
    put(out, words.size() + 1, 4);
    out += words + '\0';
    out.append(4 + 4 + 2 + 1 + 67, '\0');  // no Unicode and no ScriptCode name
    return out;
}

std::string text(const std::string& words) { return std::string("text\0\0\0\0", 8) + words + '\0'; }

}  // namespace

std::string srgb_profile() {
    // Primaries adapted to D50 by Bradford's method, as the specification of ICC asks.
    const std::vector<std::pair<std::string, std::string>> tags{
        {"desc", description("sRGB IEC61966-2.1, computed")},
        {"cprt", text("No copyright")},
        {"wtpt", xyz(0.9505, 1.0, 1.0891)},
        {"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
        {"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
        {"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
        {"rTRC", curve()},
        {"gTRC", curve()},
        {"bTRC", curve()},
    };
    std::string table;
    std::string data;
    const std::size_t start = 128 + 4 + 12 * tags.size();
    put(table, tags.size(), 4);
    std::size_t curve_at = 0;
    for (const auto& [name, content] : tags) {
        const bool is_curve = name.ends_with("TRC");
        std::size_t at = start + data.size();
        if (is_curve && curve_at != 0) at = curve_at;  // one curve serves the three channels
        table += name;
        put(table, at, 4);
        put(table, content.size(), 4);
        if (is_curve && curve_at == at) continue;
        if (is_curve) curve_at = at;
        data += content;
        data.append((4 - data.size() % 4) % 4, '\0');
    }
    std::string header;
    put(header, start + data.size(), 4);
    header.append(4, '\0');  // no preferred engine
    put(header, 0x02100000, 4);
    header += "mntrRGB XYZ ";
    for (const int part : {2026, 1, 1, 0, 0, 0})
        put(header, static_cast<std::uint64_t>(part), 2);
    header += "acsp";
    header.append(28, '\0');  // platform, flags, maker, model, attributes, intent
    put_fixed(header, 0.9642);
    put_fixed(header, 1.0);
    put_fixed(header, 0.8249);
    header.resize(128, '\0');
    return header + table + data;
}

}  // namespace isonomia::reports::pdf
