// Sentences that the program writes into records in English, with places for data. A catalogue that
// translates them lets a report say them in its language (Record::spoken).
#pragma once

#include <span>
#include <string_view>

namespace isonomia::reports {

// Each place {0} to {9} stands once in a pattern. More particular patterns come first.
[[nodiscard]] std::span<const std::string_view> sentence_patterns();

// What comes before the words of a data set on what it does not show.
constexpr std::string_view also_not_shown = "It also does not show:";

}  // namespace isonomia::reports
