#include "fairness/near_labels.hpp"

#include <cstdint>
#include <map>

#include <fmt/format.h>

namespace isonomia::fairness {

namespace {

// The letters of U+00C0 to U+017F without their accents; a blank where there is none to take off.
constexpr std::string_view bare_letters =
    "aaaaaa ceeeeiiii nooooo ouuuuy  aaaaaa ceeeeiiii nooooo ouuuuy y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghh  iiiiiiiiii  jjkk llllll "
    " llnnnnnn   oooooo  rrrrrrsssssssstttt  uuuuuuuuuuuuwwyyyzzzzzz ";
constexpr std::uint32_t bare_from = 0xC0;

// Takes one character off the front. A byte that begins none stands for itself.
std::uint32_t next_character(std::string_view& text, std::string_view& bytes) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t character = lead;
    std::size_t used = 1;
    if (length > 1 && text.size() >= length) {
        character = lead & (0xFFU >> (length + 1));
        for (; used < length; ++used) {
            const auto next = static_cast<unsigned char>(text[used]);
            if ((next & 0xC0U) != 0x80U) break;
            character = character << 6U | (next & 0x3FU);
        }
        if (used < length) {
            character = 0xFFFD;
            used = 1;
        }
    }
    bytes = text.substr(0, used);
    text.remove_prefix(used);
    return character;
}

bool within(std::uint32_t character, std::uint32_t first, std::uint32_t last) {
    return character >= first && character <= last;
}

bool is_blank(std::uint32_t c) {
    return c == ' ' || within(c, 0x09, 0x0D) || c == 0xA0 || within(c, 0x2000, 0x200A) ||
           c == 0x202F || c == 0x3000;
}

// Combining accents, soft hyphens, characters without width.
bool is_invisible(std::uint32_t c) {
    return within(c, 0x300, 0x36F) || c == 0xAD || within(c, 0x200B, 0x200F) || c == 0xFEFF;
}

}  // namespace

std::string folded_label(std::string_view label) {
    std::string result;
    bool blank = false;
    while (!label.empty()) {
        std::string_view bytes;
        const std::uint32_t c = next_character(label, bytes);
        if (is_invisible(c)) continue;
        if (is_blank(c)) {
            blank = !result.empty();
            continue;
        }
        if (blank) result += ' ';
        blank = false;
        const bool letter = within(c, bare_from, bare_from + bare_letters.size() - 1) &&
                            bytes.size() == 2 && bare_letters[c - bare_from] != ' ';
        if (letter)
            result += bare_letters[c - bare_from];
        else if (within(c, 'A', 'Z'))
            result += static_cast<char>(c - 'A' + 'a');
        else if (within(c, 0x2010, 0x2015))
            result += '-';
        else
            result += bytes;
    }
    return result;
}

void warn_of_near_labels_in(std::string_view column, const std::set<std::string>& labels,
                            std::vector<std::string>& warnings) {
    std::map<std::string, std::string> seen;
    for (const std::string& label : labels) {
        const auto [first, fresh] = seen.emplace(folded_label(label), label);
        if (!fresh)
            warnings.push_back(
                fmt::format("column '{}': '{}' ({} bytes) and '{}' ({} bytes) differ only in case, "
                            "blanks, hyphens or accents, and are counted apart",
                            column, first->second, first->second.size(), label, label.size()));
    }
}

void warn_of_near_labels(const std::vector<std::string>& attributes,
                         const std::vector<GroupValues>& groups,
                         std::vector<std::string>& warnings) {
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        std::set<std::string> labels;  // in one order, whatever that of the rows
        for (const GroupValues& values : groups)
            if (!values[i].empty()) labels.insert(values[i]);
        warn_of_near_labels_in(attributes[i], labels, warnings);
    }
}

}  // namespace isonomia::fairness
