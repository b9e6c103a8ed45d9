// The authorities that rules cite: named in short where they are cited, in full in one appendix.
#pragma once

#include <string>
#include <string_view>

#include "reports/record.hpp"

namespace isonomia::reports {

// 'CTOC/COP/WG.3/2024/2' of a citation that ends with this symbol; the first and the last part of
// one of four parts or more; else the citation as it is.
[[nodiscard]] std::string short_citation(std::string_view cite);

// The short name with the place in it, as a link to the appendix.
[[nodiscard]] Inline cited(const Record& record, const Citation& citation);

// Nothing where no rule cites a verified authority.
[[nodiscard]] std::optional<Section> authorities_section(const Record& record);

}  // namespace isonomia::reports
