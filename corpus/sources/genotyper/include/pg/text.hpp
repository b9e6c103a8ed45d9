// Small help with text: fields of lines, and numbers from them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pg {

[[nodiscard]] std::string trimmed(std::string_view text);
[[nodiscard]] std::vector<std::string> fields(const std::string& line, char separator);
[[nodiscard]] double number(const std::string& text);     // throws std::invalid_argument
[[nodiscard]] int whole_number(const std::string& text);  // throws std::invalid_argument
[[nodiscard]] std::string shown(double value, int digits);

}  // namespace pg
