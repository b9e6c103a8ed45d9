// What is read of PMML: every element, attribute and value that a reader of pmml*.cpp knows.
#pragma once

#include "core/xml.hpp"

namespace isonomia::explain::pmml {

// Goes through the document but for descriptions that change no result. Error E0402 with the line
// of the first element, attribute or value that is not read.
[[nodiscard]] Status check_elements(XmlNode root);

}  // namespace isonomia::explain::pmml
