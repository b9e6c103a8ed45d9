// The case file as one XML document: case.xml, in Canonical XML 1.1. Format:
// docs/formats/case_document.md.
#pragma once

#include <string>

#include "core/case_file.hpp"

namespace isonomia {

[[nodiscard]] std::string case_document(const CaseFile& case_file);

}  // namespace isonomia
