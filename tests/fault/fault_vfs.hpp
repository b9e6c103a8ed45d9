// SQLite's file layer with faults: https://www.sqlite.org/vfs.html
#pragma once

#include "tests/fault/fault_plan.hpp"

namespace isonomia::tests {

// From here on every SQLite connection of this process follows the plan, which must outlive them.
void use_fault_vfs(FaultPlan& plan);

}  // namespace isonomia::tests
