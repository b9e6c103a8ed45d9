#include "fairness/likelihood_ratio/verbal_scale.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/xml.hpp"

namespace isonomia::fairness {

namespace {

Error refused(std::string message, const XmlNode& node) {
    return input_error("S0501", std::move(message))
        .at(node.location())
        .hinted("bands rise from 1, and each has its words");
}

}  // namespace

Result<VerbalScale> read_verbal_scale(std::string_view xml, const std::string& name) {
    XmlLimits limits;
    limits.bytes_max = std::size_t{1} << 20U;
    auto document = XmlDocument::parse(std::string(xml), name, limits);
    if (!document) return fail(document.error());
    XmlReader reader(document->root());
    VerbalScale scale;
    scale.id = reader.required("id");
    scale.edition = reader.required("edition");
    scale.status = reader.choice("status", {"verified", "unverified"});
    scale.title = reader.text_of("title");
    scale.source = reader.text_of("source");
    for (const XmlNode& node : reader.each("band")) {
        XmlReader band(node);
        const auto from = band.number("from");
        const std::string words = band.own_text();
        if (auto status = band.finish(true); !status) return fail(status.error());
        const bool first = scale.bands.empty();
        if (!from || words.empty() || (first ? *from != 1 : *from <= scale.bands.back().from))
            return fail(refused(fmt::format("band {} of scale '{}' does not follow the one before",
                                            scale.bands.size() + 1, scale.id),
                                node));
        scale.bands.push_back({*from, words});
    }
    if (auto status = reader.finish(); !status) return fail(status.error());
    if (scale.bands.empty())
        return fail(refused(fmt::format("scale '{}' has no bands", scale.id), document->root()));
    return scale;
}

std::optional<VerbalEquivalent> in_words(const VerbalScale& scale, double ln_ratio) {
    std::optional<VerbalEquivalent> found;
    for (const VerbalBand& band : scale.bands)
        if (std::abs(ln_ratio) >= std::log(band.from))
            found = VerbalEquivalent{band.words, ln_ratio >= 0};
    return found;
}

}  // namespace isonomia::fairness
