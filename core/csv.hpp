// Lines of CSV files that the program writes.
#pragma once

#include <string>
#include <vector>

namespace isonomia {

// One line as RFC 4180 has it, with its line feed; every field is quoted, so that no content needs
// a rule of its own.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& fields);

}  // namespace isonomia
