// What each form of a data set uses of what can be declared: one table, so that nothing is declared
// and then left aside without a word.
#pragma once

#include <string>
#include <vector>

#include "core/dataset.hpp"

namespace isonomia {

[[nodiscard]] bool has_role(const Dataset& dataset, ColumnRole role);

// Whether figures of the form come from columns of that role.
[[nodiscard]] bool uses(DataForm form, ColumnRole role);

// One declaration that no figure of the data set would come from.
struct Unused {
    std::string declaration;  // the attribute of a matter and the option: 'baseline'
    bool column = false;      // then it is a role: 'weight'
    std::string why;          // behind the name of the data set: 'is of the form areas, which …'
    std::string hint;
};

// All of them, columns first, in the order of the roles; empty when everything is used. What is
// used depending on the metrics asked for (strata, resampling) is the business of the engine.
[[nodiscard]] std::vector<Unused> unused_in(const Dataset& dataset);

}  // namespace isonomia
