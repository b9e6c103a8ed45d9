// What goes into a bundle's folder 'recompute': made from what is served, not from the record, so
// that nothing that is held back can slip in.
#pragma once

#include "provenance/bundle.hpp"

namespace isonomia::cli {

// Empty when no measurement is served.
[[nodiscard]] Result<provenance::Kit> disclosure_kit(const provenance::Bundle& bundle);

}  // namespace isonomia::cli
