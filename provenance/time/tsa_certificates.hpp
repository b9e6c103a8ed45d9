// The certificates that a reader trusts for timestamps: PEM, as authorities publish them.
#pragma once

#include <memory>
#include <string_view>

#include "core/error.hpp"

namespace isonomia::provenance {

// Self-signed certificates are trusted; others may stand between them and a signer, and serve for
// tokens that carry no certificate. Nothing else on the machine is trusted.
class TsaCertificates {
public:
    struct Held;

    // At most 100 certificates in 1 MiB; text around them is ignored. Error: P0808.
    [[nodiscard]] static Result<TsaCertificates> from_pem(std::string_view pem);

    [[nodiscard]] const Held& held() const { return *held_; }

private:
    explicit TsaCertificates(std::shared_ptr<const Held> held) : held_(std::move(held)) {}
    std::shared_ptr<const Held> held_;
};

}  // namespace isonomia::provenance
