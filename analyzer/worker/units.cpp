#include "analyzer/worker/units.hpp"

#include <algorithm>
#include <array>

#include "analyzer/worker/patterns.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<UnitWord, 44> units{{{"mm", "length", "mm"},
                                          {"millimetres", "length", "mm"},
                                          {"millimeters", "length", "mm"},
                                          {"cm", "length", "cm"},
                                          {"metres", "length", "m"},
                                          {"meters", "length", "m"},
                                          {"km", "length", "km"},
                                          {"inches", "length", "in"},
                                          {"inch", "length", "in"},
                                          {"feet", "length", "ft"},
                                          {"miles", "length", "mile"},
                                          {"px", "length", "pixel"},
                                          {"pixels", "length", "pixel"},
                                          {"pixel", "length", "pixel"},
                                          {"deg", "angle", "degree"},
                                          {"degrees", "angle", "degree"},
                                          {"rad", "angle", "radian"},
                                          {"radians", "angle", "radian"},
                                          {"ms", "time", "ms"},
                                          {"milliseconds", "time", "ms"},
                                          {"us", "time", "us"},
                                          {"microseconds", "time", "us"},
                                          {"sec", "time", "s"},
                                          {"secs", "time", "s"},
                                          {"seconds", "time", "s"},
                                          {"minutes", "time", "min"},
                                          {"hours", "time", "h"},
                                          {"days", "time", "d"},
                                          {"weeks", "time", "week"},
                                          {"months", "time", "month"},
                                          {"years", "time", "year"},
                                          {"percent", "share", "%"},
                                          {"pct", "share", "%"},
                                          {"fraction", "share", "of 1"},
                                          {"permille", "share", "‰"},
                                          {"ppm", "share", "ppm"},
                                          {"mg", "mass", "mg"},
                                          {"kg", "mass", "kg"},
                                          {"grams", "mass", "g"},
                                          {"ug", "mass", "ug"},
                                          {"ng", "mass", "ng"},
                                          {"pg", "mass", "pg"},
                                          {"celsius", "temperature", "celsius"},
                                          {"fahrenheit", "temperature", "fahrenheit"}}};

}  // namespace

const UnitWord* unit_of(const Cell& cell) {
    if (cell.kind == CellKind::literal || cell.kind == CellKind::condition) return nullptr;
    const auto words = name_words(cell.name);
    if (words.size() < 2 && cell.kind != CellKind::parameter) return nullptr;
    const auto found = std::find_if(units.begin(), units.end(), [&](const UnitWord& u) {
        return !words.empty() && u.word == words.back();
    });
    return found == units.end() ? nullptr : &*found;
}

}  // namespace isonomia::analyzer
