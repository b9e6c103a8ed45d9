// Names under which exports speak of the things of a record: stable, the same in every export, and
// safe whatever an identifier holds. docs/formats/exports.md describes them.
#pragma once

#include <string>
#include <string_view>

#include "core/digest.hpp"

namespace isonomia::provenance {

// Prefix of the terms that no standard has; what stands behind '#' are names of the ledger's fields
// and kinds.
inline constexpr std::string_view export_vocabulary = "urn:isonomia:provenance:1#";

class ExportNames {
public:
    // `origin` of the ledger: 'isonomia/ledger/' and 32 hex digits.
    explicit ExportNames(std::string_view origin);

    // 'urn:isonomia:ledger:' + 32 hex digits + ':'. Every name follows it.
    [[nodiscard]] const std::string& base() const { return base_; }

    // 'exhibit-F1-' and uuid("exhibit/F1"). Bytes of the identifier other than letters, digits, '.'
    // and '_' are percent-encoded.
    [[nodiscard]] std::string local(std::string_view type, std::string_view id) const;

    // UUID of version 5 (RFC 9562 §5.5) of the text; the namespace is the ledger's 32 hex digits.
    [[nodiscard]] std::string uuid(std::string_view text) const;

private:
    std::string base_;
    std::vector<std::uint8_t> ledger_;  // 16 bytes
};

}  // namespace isonomia::provenance
