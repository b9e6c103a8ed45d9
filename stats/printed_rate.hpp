// A rate as somebody printed it. Its digits bound what the exact rate can have been: '0.017%'
// stands for [0.0165%, 0.0175%). All bounds are exact decimals; nothing passes through binary
// rounding before the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "stats/counts.hpp"

namespace isonomia::stats {

// digits / 10^decimals, a percent sign already applied.
struct PrintedRate {
    std::uint64_t digits = 0;
    int decimals = 0;

    [[nodiscard]] double value() const;

    // Half a unit of the last printed place to both sides, within [0, 1].
    [[nodiscard]] Bounds bounds() const;

    // Whether x / n can have been printed so. Both ends count as possible: printers differ in how
    // they round a tie. n > 0.
    [[nodiscard]] bool allows(Proportion p) const;

    // The smallest and the largest number of successes in `trials` that print so; nothing when
    // there is none, that is, when the printed rate contradicts its denominator.
    struct Counts {
        std::uint64_t least = 0;
        std::uint64_t most = 0;
    };
    [[nodiscard]] std::optional<Counts> counts_of(std::uint64_t trials) const;
};

// '0.017%', '89 %', '0.00017', '1.9e-2'; at most 15 significant digits and 17 decimals, '.' as
// decimal mark, no sign. Nothing for any other text and for rates above 1.
[[nodiscard]] std::optional<PrintedRate> parse_printed_rate(std::string_view text);

}  // namespace isonomia::stats
