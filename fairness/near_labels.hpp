// Group labels that look the same to a reader and are counted apart: the reader should know.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "fairness/cube.hpp"

namespace isonomia::fairness {

// The label without what is easily overlooked: capital letters (of the Latin alphabet), accents,
// composed (NFC) or not (NFD), kinds and runs of blanks, blanks at the ends, characters without
// width, kinds of hyphens. Bytes that are no UTF-8 stay as they are.
[[nodiscard]] std::string folded_label(std::string_view label);

// One warning for every label of a column that folds to the same as one before it, naming both.
void warn_of_near_labels_in(std::string_view column, const std::set<std::string>& labels,
                            std::vector<std::string>& warnings);

// The same for every attribute of groups; labels that are missing aside.
void warn_of_near_labels(const std::vector<std::string>& attributes,
                         const std::vector<GroupValues>& groups,
                         std::vector<std::string>& warnings);

}  // namespace isonomia::fairness
