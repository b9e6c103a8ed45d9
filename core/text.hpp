// Small text tools that several floors share. Bytes in, bytes out; nothing depends on the locale.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isonomia {

[[nodiscard]] std::string_view trim(std::string_view text);  // blanks, tabs, CR, LF at both ends
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::vector<std::string> words(
    std::string_view text);  // split on runs of white space
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);
[[nodiscard]] std::string lower_case(std::string_view text);  // A to Z only

[[nodiscard]] bool valid_utf8(std::string_view text);          // no overlong forms, no surrogates
[[nodiscard]] std::size_t utf8_length(std::string_view text);  // code points of valid UTF-8

// Decimal numbers with '.', whole text only. parse_number refuses hexadecimal, NaN and infinity.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
[[nodiscard]] std::optional<long long> parse_integer(std::string_view text);

// Shortest text that reads back as the same double, as ECMAScript prints it.
[[nodiscard]] std::string shortest(double value);

// Damerau–Levenshtein distance (adjacent transpositions count one).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The one candidate nearest to `name`, whatever the capitals, if close enough to be a slip. Not for
// a number; names of less than three bytes may differ in capitals alone.
[[nodiscard]] std::optional<std::string> did_you_mean(std::string_view name,
                                                      const std::vector<std::string>& candidates);
// " (did you mean 'x'?)" or nothing, for the end of a hint.
[[nodiscard]] std::string did_you_mean_suffix(std::string_view name,
                                              const std::vector<std::string>& candidates);

}  // namespace isonomia
