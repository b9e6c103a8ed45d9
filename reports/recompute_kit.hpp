// What goes along with served figures so that the other side recomputes them without us: two
// scripts, which share nothing with this program, the figures as tables, and how to use them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/json.hpp"

namespace isonomia::reports {

// An object as far as it is served: fields that are held back are not in it.
struct ServedObject {
    std::string type;  // of its entry: 'measurement', 'dataset', 'exhibit' …
    Json::Object fields;
};

// Files by name: README.txt, recompute.py, recompute.R, figures.csv (scalar measurements) and
// columns.csv (the columns of tables of rows). Nothing when no measurement is among the objects.
[[nodiscard]] std::map<std::string, std::string> recompute_kit(
    const std::vector<ServedObject>& objects);

}  // namespace isonomia::reports
