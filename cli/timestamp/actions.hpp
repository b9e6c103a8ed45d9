// What 'isonomia timestamp' can do, one function each.
#pragma once

#include "cli/attestation_view.hpp"
#include "provenance/time/timestamp_token.hpp"

namespace isonomia::cli::timestamp {

[[nodiscard]] Result<ExitCode> request(Context& context, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> add(Context& context, const Arguments& arguments);
[[nodiscard]] Result<ExitCode> list(Context& context, const Arguments& arguments);

// The certificates in the file that --tsa-ca names. Errors: U0007, P0808, those of Files.
[[nodiscard]] Result<provenance::TsaCertificates> trusted_authorities(const Context& context,
                                                                      const Arguments& arguments,
                                                                      const std::string& action);

}  // namespace isonomia::cli::timestamp
