// A table of words for likelihood ratios, as an organisation published it: data, not code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace isonomia::fairness {

struct VerbalBand {
    double from = 1;  // likelihood ratio, this much or more
    std::string words;
};

struct VerbalScale {
    std::string id;  // 'enfsi-2015'
    std::string title;
    std::string edition;
    std::string source;
    std::string status;             // 'verified' or 'unverified': compared with the source, or not
    std::vector<VerbalBand> bands;  // rising, the first from 1
};

// Reads corpus/scales/*.xml: <scale id= edition= status=><title/><source/><band from=>words</band>.
// Errors: those of the XML reader; S0501 bands that do not rise from 1 or have no words.
[[nodiscard]] Result<VerbalScale> read_verbal_scale(std::string_view xml, const std::string& name);

// The words for a ratio (ln LR, either sign: the scale is used on 1/LR below 1), and which
// proposition they favour. Nothing for a scale without bands.
struct VerbalEquivalent {
    std::string words;
    bool for_h1 = true;
};
[[nodiscard]] std::optional<VerbalEquivalent> in_words(const VerbalScale& scale, double ln_ratio);

}  // namespace isonomia::fairness
