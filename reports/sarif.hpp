// Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), with the path of each as a code flow.
//
// Every result is of kind 'review' or 'informational', never 'fail': a finding is a lead. A
// suppressed finding carries its suppression with reviewer, date and reason. Columns are given
// where the line is known to be ASCII, since SARIF counts characters and the findings count bytes.
#pragma once

#include <string_view>
#include <vector>

#include "core/finding.hpp"
#include "core/json.hpp"

namespace isonomia::reports {

[[nodiscard]] Json sarif_log(const std::vector<Finding>& findings,
                             const std::vector<Coverage>& coverages, std::string_view version);

}  // namespace isonomia::reports
